package lab

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"nn"
)

// SaveFile is [nn.SaveFile] for a path from a command line. It writes directly to a device or a
// pipe, and to the program's own output under any name, such as /dev/stdout. A link remains a link
// even if its file does not exist yet.
func SaveFile(path string, write func(w io.Writer) error) error {
	info, err := os.Stat(path)
	if err == nil {
		for _, output := range []*os.File{os.Stdout, os.Stderr} {
			if o, err := output.Stat(); err == nil && os.SameFile(info, o) {
				return couldNotWrite(path, write(output)) // a new file would replace earlier output
			}
		}
		if isDevice(path) {
			f, err := os.OpenFile(path, os.O_WRONLY, 0)
			if err != nil {
				return couldNotWrite(path, err)
			}
			return couldNotWrite(path, errors.Join(write(f), f.Close()))
		}
		return nn.SaveFile(path, write)
	}
	if link, err := os.Readlink(path); err == nil {
		if !filepath.IsAbs(link) { // then it begins in the folder that the link is in
			folder, err := filepath.EvalSymlinks(filepath.Dir(path))
			if err != nil {
				return couldNotWrite(path, err)
			}
			link = filepath.Join(folder, link)
		}
		path = link
	}
	return nn.SaveFile(path, write)
}

func couldNotWrite(path string, err error) error {
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, err)
	}
	return nil
}
