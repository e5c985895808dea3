// Package lab is what the lecture's programs share: data that is downloaded once and kept, and the
// small manners of a program on the command line.
package lab

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Cache returns the folder in which the data set of the given name is kept, inside the user's own
// cache folder. It need not exist.
func Cache(name string) (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no folder to keep downloads in: %w", err)
	}
	return filepath.Join(dir, "nn-lecture", name), nil
}

// IsTerminal reports whether a person sees at once what is written to w.
func IsTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
