package bounded

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "zeros")
	if err := os.WriteFile(path, make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	if content, err := ReadFile(path, 1<<20); err != nil || len(content) != 1<<20 {
		t.Errorf("%d bytes, %v", len(content), err)
	}
	want := path + " has more than 1 MiB"
	for _, size := range []int64{1<<20 + 1, 1 << 40} {
		if err := os.Truncate(path, size); err != nil {
			t.Skip(err) // no files with holes here
		}
		if content, err := ReadFile(path, 1<<20); content != nil || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("a file of %d bytes gives %d bytes and the error %v, want %q", size, len(content), err, want)
		}
	}
	if _, err := ReadFile(t.TempDir(), 1); err == nil || !strings.Contains(err.Error(), "is a folder, want a file") {
		t.Errorf("a folder gives the error %v", err)
	}
	if _, err := ReadFile(path+"none", 1); !os.IsNotExist(err) {
		t.Errorf("no file gives the error %v", err)
	}
}
