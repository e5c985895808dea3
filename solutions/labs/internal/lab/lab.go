// Package lab contains the code that the labs share: downloads, flags, output files, interruption,
// progress bars and reports.
package lab

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"nn"
)

// Cache returns the folder for the data set of the given name, inside the user's cache folder. The
// folder may not exist yet.
func Cache(name string) (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no folder for downloads: %w", err)
	}
	return filepath.Join(dir, "nn-lecture", name), nil
}

// IsTerminal reports whether w is a terminal.
func IsTerminal(w io.Writer) bool {
	if out, ok := w.(*stdoutWriter); ok {
		w = out.w
	}
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// Decimals formats a loss or an accuracy with four decimal places. It uses scientific notation for
// large numbers, which occur before a training diverges, so that they fit on a line.
func Decimals(v float64) string {
	if v < 1e6 {
		return fmt.Sprintf("%.4f", v)
	}
	return fmt.Sprintf("%.3e", v)
}

// Output is a file that a lab writes on request.
type Output struct {
	Name  string // of the content, for example "report"
	Path  string // empty if it was not requested
	Write func(io.Writer) error
}

// CurvesOutput returns the curves of one training as an output. If no epoch was completed, it prints
// that there are no curves.
func CurvesOutput(out io.Writer, path string, curves nn.Curves) Output {
	if path != "" && len(curves.Runs[0].History) == 0 {
		fmt.Fprintln(out, "There are no curves, because no epoch was completed.")
		path = ""
	}
	return Output{Name: "curves", Path: path, Write: curves.WriteSVG}
}

// SaveFiles writes the requested files and prints their paths. Each file is complete or not written
// at all. An error does not keep the other files from being written.
func SaveFiles(out io.Writer, files ...Output) error {
	var failed []error
	for _, f := range files {
		if f.Path == "" {
			continue
		}
		if err := SaveFile(f.Path, f.Write); err != nil {
			failed = append(failed, err)
			continue
		}
		fmt.Fprintf(out, "Wrote the %s to %s.\n", f.Name, f.Path)
	}
	return errors.Join(failed...)
}
