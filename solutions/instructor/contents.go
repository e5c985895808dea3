package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Limits on one submission. Larger submissions are accidents or attacks.
const (
	maxArchive  = 20 << 20 // bytes of one archive
	maxEntries  = 20_000   // files and folders
	maxDepth    = 16       // folders inside folders
	maxNesting  = 3        // archives inside archives
	maxArchives = 40       // archives in total
	maxProblems = 8        // problems that are listed individually
)

var errTooMany = fmt.Errorf("it contains more than %d files and folders, the limit", maxEntries)

// item is one file of a submission, on disk or in an archive.
type item struct {
	path string // from the top of the submission, with slashes; archives count as folders
	mode fs.FileMode
	open func() (io.ReadCloser, error)
	copy int // the number of the resubmission under this name
}

// read returns the file, but at most most+1 bytes. It does not rely on the size that is stated in
// an archive.
func (it *item) read(most int64) ([]byte, error) {
	if !it.mode.IsRegular() {
		return nil, fmt.Errorf("%s is a link or a device, want a regular file", it.path)
	}
	r, err := it.open()
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", it.path, err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", it.path, err)
	}
	return data, nil
}

// contents contains all files of a submission, including those in archives. Files are read directly
// from the archives and never unpacked to the disk.
type contents struct {
	files    []*item
	problems []string // the files that were not read, and why
	machine  error    // the failures of the machine among them
	closers  []io.Closer
	entries  int
	archives int
	kept     int // bytes of tar files in memory
	copy     int // the resubmission number of the items that are being added
}

func (c *contents) close() {
	for _, f := range c.closers {
		f.Close()
	}
}

func (c *contents) problem(format string, args ...any) {
	if len(c.problems) == maxProblems {
		c.problems = append(c.problems, "and more")
	}
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, fmt.Sprintf(format, args...))
	}
}

// failed notes an error of reading.
func (c *contents) failed(err error) {
	c.problem("%v", err)
	if ofMachine(err) {
		c.machine = errors.Join(c.machine, err)
	}
}

// ofMachine reports whether the system could not read a file or folder, for example because it does not
// permit it. That is no verdict about what the student submitted.
func ofMachine(err error) bool { return errors.As(err, new(*fs.PathError)) }

// count counts one more file or folder and returns an error if there are too many.
func (c *contents) count() error {
	if c.entries++; c.entries > maxEntries {
		return errTooMany
	}
	return nil
}

// addFolder adds the files of a folder on disk. Links are not followed.
func (c *contents) addFolder(name string) error {
	root, err := os.OpenRoot(name)
	if err != nil {
		return err
	}
	c.closers = append(c.closers, root)
	return c.addBelow(root, ".")
}

// addBelow adds the files in a folder below root. Names in another encoding than UTF-8 are allowed.
func (c *contents) addBelow(root *os.Root, dir string) error {
	if err := c.count(); err != nil {
		return err
	}
	if strings.Count(dir, "/") >= maxDepth {
		c.problem("%s was not read, because it is inside more than %d folders", dir, maxDepth)
		return nil
	}
	all, err := readDir(root, dir)
	switch {
	case err != nil && dir == ".":
		return err
	case err != nil:
		c.failed(fmt.Errorf("%s cannot be read: %w", dir, err))
		return nil
	}
	for _, d := range all {
		name := path.Join(dir, d.Name())
		switch {
		case junk(name):
		case d.IsDir():
			err = c.addBelow(root, name)
		default:
			if err = c.count(); err == nil {
				err = c.add(rootItem(root, name, name, d.Type()), 0)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readDir returns the entries of a folder, sorted by name.
func readDir(root *os.Root, dir string) ([]fs.DirEntry, error) {
	f, err := root.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := f.ReadDir(maxEntries + 1)
	if err == io.EOF {
		err = nil
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, err
}

// rootItem returns the file with this name below root. path is its displayed name.
func rootItem(root *os.Root, name, path string, mode fs.FileMode) *item {
	return &item{path: path, mode: mode, open: func() (io.ReadCloser, error) {
		info, err := root.Lstat(name)
		if err != nil {
			return nil, err
		}
		if !info.Mode().IsRegular() { // it has changed since the folder was listed
			return nil, fmt.Errorf("it is a link or a device, want a regular file")
		}
		return root.Open(name)
	}}
}

// addDisk adds one file on disk. shown is its displayed name.
func (c *contents) addDisk(name, shown string) error {
	info, err := os.Lstat(name)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return err
	}
	c.closers = append(c.closers, root)
	return c.add(rootItem(root, filepath.Base(name), shown, info.Mode()), 0)
}

// add adds a file. If it is an archive, add adds the files in it.
func (c *contents) add(it *item, nesting int) error {
	it.copy = c.copy
	switch {
	case !it.mode.IsRegular():
		c.problem("%s was not read, because it is a link or a device", it.path)
	case isArchive(it.path):
		return c.addArchive(it, nesting)
	case unknownArchive(it.path):
		c.problem("%s is an archive that cannot be opened: ask for a zip file", it.path)
	default:
		c.files = append(c.files, it)
	}
	return nil
}

// junk reports whether the system or git, rather than the student, made a file or folder.
func junk(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		switch strings.ToLower(part) {
		case ".git", "__macosx", ".ds_store", "thumbs.db", "desktop.ini":
			return true
		}
	}
	return strings.HasPrefix(path.Base(name), "._")
}

// isArchive reports whether the grader can open a file with this name as an archive.
func isArchive(name string) bool { return archiveExt(name) != "" }

// archiveExt returns the extension of an archive as written, and "" for other files.
func archiveExt(name string) string {
	lower := strings.ToLower(name)
	for _, ext := range []string{".zip", ".tar.gz", ".tgz", ".tar"} {
		if strings.HasSuffix(lower, ext) {
			return name[len(name)-len(ext):]
		}
	}
	return ""
}

// unknownArchive reports whether a file with this name is an archive that the grader cannot open.
func unknownArchive(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".rar", ".7z", ".gz", ".bz2", ".xz", ".zst":
		return true
	}
	return false
}
