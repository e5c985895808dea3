package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// What one hand-in may have. Beyond that it is not a student's homework but an accident or an
// attack.
const (
	maxArchive = 20 << 20 // bytes of a zip file
	maxEntries = 20_000   // files and folders
	maxDepth   = 16       // folders in folders
)

var errTooMany = fmt.Errorf("it has more than %d files and folders", maxEntries)

// tree is the files of a folder or of a zip file. It is only read, and nothing of it is unpacked.
type tree interface {
	names() ([]string, error) // of all files, with slashes
	read(name string) ([]byte, error)
	close() error
}

// folder is a folder on disk. Links out of it cannot be followed.
type folder struct{ root *os.Root }

func openFolder(name string) (tree, error) {
	root, err := os.OpenRoot(name)
	return folder{root}, err
}

func (f folder) close() error { return f.root.Close() }

func (f folder) names() ([]string, error) {
	var names []string
	entries := 0
	err := fs.WalkDir(f.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if entries++; entries > maxEntries {
			return errTooMany
		}
		switch {
		case err != nil && name == ".":
			return err
		case err != nil: // a folder that cannot be read: the files in it are missing
			return fs.SkipDir
		case !d.IsDir():
			names = append(names, name)
		case d.Name() == ".git" || strings.Count(name, "/") >= maxDepth:
			return fs.SkipDir
		}
		return nil
	})
	return names, err
}

func (f folder) read(name string) ([]byte, error) {
	info, err := f.root.Lstat(name)
	if err != nil {
		return nil, err
	}
	return readRegular(name, info.Mode(), func() (io.ReadCloser, error) {
		return f.root.Open(name)
	})
}

// readRegular reads a little more than a file may have, at most, whatever size it claims.
func readRegular(name string, mode fs.FileMode, open func() (io.ReadCloser, error)) ([]byte,
	error) {
	if !mode.IsRegular() {
		return nil, fmt.Errorf("%s is a link or a device, want a plain file", name)
	}
	r, err := open()
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, err)
	}
	return data, nil
}

// archive is a zip file. A name such as ../../x leads nowhere: such names are passed over.
type archive struct {
	zip   *zip.ReadCloser
	files map[string]*zip.File
}

func openArchive(name string) (tree, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxArchive {
		return nil, fmt.Errorf("the zip file has more than %d MB", maxArchive>>20)
	}
	z, err := zip.OpenReader(name)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("the zip file cannot be read: %w", err)
	}
	a := archive{z, map[string]*zip.File{}}
	for _, f := range z.File {
		name := strings.ReplaceAll(f.Name, `\`, "/") // as some programs on Windows write it
		name = strings.TrimPrefix(name, "./")
		apple := strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(path.Base(name), "._")
		if fs.ValidPath(name) && !apple && strings.Count(name, "/") <= maxDepth &&
			a.files[name] == nil {
			a.files[name] = f
		}
	}
	return a, nil
}

func (a archive) close() error { return a.zip.Close() }

func (a archive) names() ([]string, error) {
	if len(a.files) > maxEntries {
		return nil, errTooMany
	}
	return slices.Sorted(maps.Keys(a.files)), nil
}

func (a archive) read(name string) ([]byte, error) {
	f := a.files[name]
	return readRegular(name, f.Mode(), f.Open)
}
