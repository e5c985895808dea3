package lab

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestReadNetworkFileInLittleMemory: whatever a file contains, reading it allocates at most 25 times
// its size, as reading its weights does.
func TestReadNetworkFileInLittleMemory(t *testing.T) {
	repeated := func(begin, part, end string) string {
		return begin + strings.Repeat(part+",", 1<<18/(len(part)+1)) + part + end
	}
	for _, tt := range []struct{ name, text, want string }{
		{"empty layers", repeated(`{"layers":[`, `{}`, `]}`), "more than 1000 layers"},
		{"null layers", repeated(`{"layers":[`, `null`, `]}`), "more than 1000 layers"},
		{"a number", `{"layers":1}`, "found 1, want a list of layers"},
		{"empty words", repeated(`{"words":[`, `""`, `]}`), ""},
		{"zeros", repeated(`{"layers":[{"layer":"DenseLayer","output":3,"params":[{"values":[`, `0`, `]}]}]}`), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "weights.json")
			if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := ReadNetworkFile(path)
			runtime.ReadMemStats(&after)
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
			ratio := float64(after.TotalAlloc-before.TotalAlloc) / float64(len(tt.text))
			if len(tt.text) > 1<<16 && ratio > 25 {
				t.Errorf("allocates %.1f times the size of the file, want 25 at most", ratio)
			}
			t.Logf("%.1f times the size", ratio)
		})
	}
}
