package lab

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var errSave = errors.New("broken")

func hello(w io.Writer) error {
	_, err := io.WriteString(w, "hello\n")
	return err
}

// wantOnly checks which files a folder has.
func wantOnly(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, want) {
		t.Errorf("%s has the files %v, want %v", dir, names, want)
	}
}

// TestSaveFileByLink: a link stays a link, to a file that does not exist yet and to one that does;
// a circle of links is an error or a file, but leaves nothing else.
func TestSaveFileByLink(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := os.Symlink("file", link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	for range 2 {
		if err := SaveFile(link, hello); err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(file); string(text) != "hello\n" {
			t.Errorf("the file of the link contains %q, %v", text, err)
		}
		if to, _ := os.Readlink(link); to != "file" {
			t.Errorf("the link leads to %q", to)
		}
		wantOnly(t, dir, "file", "link")
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("link", file); err != nil { // a circle
		t.Fatal(err)
	}
	SaveFile(link, hello)
	wantOnly(t, dir, "file", "link")
}

// TestSaveFileByAFolderThatIsALink: the link in it, ../file, begins in the folder itself.
func TestSaveFileByAFolderThatIsALink(t *testing.T) {
	here, there := t.TempDir(), t.TempDir()
	folder := filepath.Join(there, "folder")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../file", filepath.Join(folder, "link")); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if err := os.Symlink(folder, filepath.Join(here, "folder")); err != nil {
		t.Fatal(err)
	}
	for range 2 { // to a file that is not there yet, and to one that is
		if err := SaveFile(filepath.Join(here, "folder", "link"), hello); err != nil {
			t.Error(err)
		}
		wantOnly(t, here, "folder")
		wantOnly(t, there, "file", "folder")
		wantOnly(t, folder, "link")
	}
}

// TestSaveFileIntoAPipe: a pipe stays a pipe.
func TestSaveFileIntoAPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	path := descriptor(t, w)
	if err := SaveFile(path, hello); err != nil {
		t.Fatal(err)
	}
	text := make([]byte, 6)
	if _, err := io.ReadFull(r, text); err != nil || string(text) != "hello\n" {
		t.Errorf("from the pipe came %q, %v", text, err)
	}
	broken := func(io.Writer) error { return errSave }
	if err := SaveFile(path, broken); !errors.Is(err, errSave) {
		t.Errorf("a broken writer gives %v", err)
	}
}

// TestSaveFileIntoTheOutput: what a program has printed before and prints afterwards stays, also
// where its output goes to a file.
func TestSaveFileIntoTheOutput(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	path := descriptor(t, f)
	defer func(out, err *os.File) { os.Stdout, os.Stderr = out, err }(os.Stdout, os.Stderr)
	for _, output := range []**os.File{&os.Stdout, &os.Stderr} {
		os.Stdout, os.Stderr = nil, nil // which some programs have not
		*output = f
		fmt.Fprintln(f, "before")
		if err := SaveFile(path, hello); err != nil {
			t.Error(err)
		}
		fmt.Fprintln(f, "after")
	}
	if text, _ := os.ReadFile(f.Name()); string(text) != strings.Repeat("before\nhello\nafter\n", 2) {
		t.Errorf("the output is %q", text)
	}
}

// descriptor returns the name that the system gives an open file.
func descriptor(t *testing.T, f *os.File) string {
	t.Helper()
	path := fmt.Sprintf("/dev/fd/%d", f.Fd())
	if _, err := os.Stat(path); err != nil {
		t.Skip("open files have no names here: ", err)
	}
	return path
}
