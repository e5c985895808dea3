// Package bounded reads files that a user names on a command line.
package bounded

import (
	"fmt"
	"io"
	"os"
)

// ReadFile returns the content of a file. It returns an error if there are more than most bytes, because
// the path can be that of a device or a pipe without an end.
func ReadFile(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a folder, want a file", path)
	}
	content, err := io.ReadAll(io.LimitReader(f, most+1))
	if int64(len(content)) > most {
		return nil, fmt.Errorf("%s has more than %d MiB, the limit: is it the right file?", path, most>>20)
	}
	return content, err
}
