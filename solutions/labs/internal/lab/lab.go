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

// Decimals returns a loss or an accuracy with four decimals; with an exponent if it is so large
// that it would not fit on a line, as losses are before a training diverges.
func Decimals(v float64) string {
	if v < 1e6 {
		return fmt.Sprintf("%.4f", v)
	}
	return fmt.Sprintf("%.3e", v)
}

// Output is a file that a lab writes if it is asked to.
type Output struct {
	What  string // is in it
	Path  string // empty if it was not asked for
	Write func(io.Writer) error
}

// SaveFiles writes those of the files that were asked for, each whole or not at all, and says so.
func SaveFiles(out io.Writer, files ...Output) error {
	for _, f := range files {
		if f.Path == "" {
			continue
		}
		if err := SaveFile(f.Path, f.Write); err != nil {
			return err
		}
		fmt.Fprintf(out, "Wrote the %s to %s.\n", f.What, f.Path)
	}
	return nil
}
