package main

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

const wanted = "want aclImdb_v1.tar.gz as it was published, the same as a tar, a zip or a folder, " +
	"or a CSV file, separated by commas, with the columns review and sentiment"

// readFile sends all reviews of a file to full. It recognizes the format by the first bytes.
func (u *unpacker) readFile(r io.Reader) error {
	start := bufio.NewReader(r)
	head, _ := start.Peek(512) // an error will come again
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return u.readGzip(start)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return u.readZip(r)
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return u.readTar(&io.LimitedReader{R: start, N: u.most.unpacked})
	case isCSV(head):
		return u.readCSV(start)
	}
	return fmt.Errorf("the file is not an archive of reviews%s; "+wanted, beginning(head))
}

// beginning says how a file begins that is text.
func beginning(head []byte) string {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return ": it is text in UTF-16: save it in UTF-8"
	case len(line) == 0 || !utf8.Valid(line) || bytes.IndexByte(line, 0) >= 0:
		return ""
	}
	return fmt.Sprintf(": its first line is %q", short(string(line)))
}

// readGzip reads a tar or a CSV file in a gzip.
func (u *unpacker) readGzip(r io.Reader) error {
	z, err := gzip.NewReader(r)
	if err != nil {
		return fmt.Errorf("not a gzip file: %w; "+wanted, err)
	}
	start := bufio.NewReader(z)
	if head, _ := start.Peek(512); isCSV(head) {
		return u.readCSV(start)
	}
	return u.readTar(&io.LimitedReader{R: start, N: u.most.unpacked})
}

// readTar reads a tar up to its end and beyond, because the sum that shows damage is at the end of
// the gzip.
func (u *unpacker) readTar(unpacked *io.LimitedReader) error {
	archive := tar.NewReader(unpacked)
	last, entries := "", 0
	for {
		h, err := archive.Next()
		if err == io.EOF {
			break
		}
		switch {
		case err == nil:
			last, entries = short(h.Name), entries+1
			mode := fs.ModeIrregular // a link, or another special file
			if h.Typeflag == tar.TypeReg || h.Typeflag == tar.TypeDir {
				mode = h.FileInfo().Mode()
			}
			err = u.entry(h.Name, mode, h.Size, archive)
		case entries == 0:
			err = fmt.Errorf("after 0 entries: %w; "+wanted, err)
		default:
			err = fmt.Errorf("after %d entries, the last of them %q: %w; the file is damaged or incomplete",
				entries, last, err)
		}
		if err != nil && unpacked.N > 0 {
			return err
		}
		if err != nil {
			return u.tooLarge()
		}
	}
	if _, err := io.Copy(io.Discard, unpacked); err != nil {
		return fmt.Errorf("after %d entries, all there are: %w; the file is damaged", entries, err)
	}
	if unpacked.N == 0 {
		return u.tooLarge()
	}
	return nil
}

func (u *unpacker) tooLarge() error {
	return fmt.Errorf("the archive unpacks to more than %d bytes, several times the published size",
		u.most.unpacked)
}

// readZip reads a zip. Its table of contents is at its end.
func (u *unpacker) readZip(r io.Reader) error {
	file, ok := r.(interface {
		io.ReaderAt
		io.Seeker
	})
	if !ok {
		return errors.New("a zip must be a file, not a pipe")
	}
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	z, err := zip.NewReader(file, size)
	if err != nil {
		return fmt.Errorf("the zip is damaged or incomplete: %w", err)
	}
	left := u.most.unpacked
	for _, f := range z.File {
		if err := u.zipEntry(f, &left); err != nil {
			return err
		}
	}
	return nil
}

// zipEntry reads a file of a zip and subtracts its size from left.
func (u *unpacker) zipEntry(f *zip.File, left *int64) error {
	isCSVFile := f.Mode().IsRegular() && strings.EqualFold(path.Ext(f.Name), ".csv")
	if !isCSVFile && u.unusable(f.Name, f.Mode()) {
		return nil
	}
	content, err := f.Open()
	if err != nil {
		return fmt.Errorf("%q: %w; the file is damaged", short(f.Name), err)
	}
	defer content.Close()
	limited := &io.LimitedReader{R: content, N: *left}
	if isCSVFile {
		err = u.readCSV(bufio.NewReader(limited))
	} else {
		err = u.entry(f.Name, f.Mode(), int64(min(f.UncompressedSize64, math.MaxInt64)), limited)
	}
	if err == nil {
		_, err = io.Copy(io.Discard, limited) // up to the sum at the end
	}
	if *left = limited.N; *left == 0 {
		return u.tooLarge()
	}
	return err
}

// readFolder reads the folder aclImdb, or one that contains it. It does not follow links.
func (u *unpacker) readFolder(dir string) error {
	if info, err := os.Stat(filepath.Join(dir, "aclImdb")); err == nil && info.IsDir() {
		dir = filepath.Join(dir, "aclImdb")
	}
	folder := os.DirFS(dir)
	return fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".":
			return nil
		case d.IsDir() && d.Name() == "unsup":
			return fs.SkipDir
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if u.unusable(name, info.Mode()) {
			return nil
		}
		f, err := folder.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		return u.entry(name, info.Mode(), info.Size(), f)
	})
}
