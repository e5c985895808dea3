package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"
)

const (
	maxUnpacked = 256 << 20 // bytes of a tar file, after decompression
	maxKept     = 64 << 20  // bytes of a submission's tar files in memory
)

// addArchive adds the files in an archive. If the archive cannot be read, addArchive notes a
// problem and returns no error, because other files of the submission can be intact.
func (c *contents) addArchive(it *item, nesting int) error {
	if c.archives++; nesting >= maxNesting || c.archives > maxArchives {
		c.problem("%s was not opened, because the submission contains too many archives in archives",
			it.path)
		return nil
	}
	data, err := it.read(maxArchive)
	switch {
	case err != nil:
		c.failed(err)
		return nil
	case len(data) > maxArchive:
		c.problem("%s was not read, because it is larger than %d MB", it.path, maxArchive>>20)
		return nil
	}
	if strings.EqualFold(path.Ext(it.path), ".zip") {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
			c.problem("%s cannot be read: %v", it.path, err)
			return nil
		}
		return c.addZip(z, it.path+"/", nesting)
	}
	return c.addTar(it.path, data, nesting)
}

// addZip adds the files in a zip file, with a prefix before their names.
func (c *contents) addZip(z *zip.Reader, prefix string, nesting int) error {
	for _, f := range z.File {
		if err := c.count(); err != nil {
			return err
		}
		name, ok := c.nameIn(prefix, zipName(f))
		switch {
		case !ok || f.FileInfo().IsDir():
		case f.Flags&1 != 0:
			c.problem("%s cannot be read, because it is encrypted", prefix+name)
		default:
			err := c.add(&item{path: prefix + name, mode: f.Mode(), open: f.Open}, nesting+1)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// addTar adds the Go files and the archives in a tar file, which can be compressed. It keeps them
// in memory, because a tar file can only be read sequentially.
func (c *contents) addTar(name string, data []byte, nesting int) error {
	var r io.Reader = bytes.NewReader(data)
	if strings.ToLower(path.Ext(name)) != ".tar" {
		z, err := gzip.NewReader(r)
		if err != nil {
			c.problem("%s cannot be read: %v", name, err)
			return nil
		}
		r = z
	}
	unpacked := &io.LimitedReader{R: r, N: maxUnpacked}
	for t := tar.NewReader(unpacked); ; {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if unpacked.N <= 0 {
			err = fmt.Errorf("its contents are larger than %d MB", maxUnpacked>>20)
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			c.problem("%s cannot be read completely: %v", name, err)
			return nil
		}
		if err := c.count(); err != nil {
			return err
		}
		inside, ok := c.nameIn(name+"/", h.Name)
		if !ok || h.FileInfo().IsDir() || h.Typeflag == tar.TypeXGlobalHeader {
			continue
		}
		most := int64(maxFile + 1)
		if isArchive(inside) {
			most = maxArchive + 1
		}
		var kept []byte
		if goName(inside) != "" || isArchive(inside) {
			if kept, err = io.ReadAll(io.LimitReader(t, most)); err != nil {
				c.problem("%s/%s cannot be read: %v", name, inside, err)
				continue
			}
		}
		if c.kept += len(kept); c.kept > maxKept {
			c.problem("%s was not read completely, because it contains too many large files", name)
			return nil
		}
		open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(kept)), nil }
		err = c.add(&item{path: name + "/" + inside, mode: h.FileInfo().Mode(), open: open}, nesting+1)
		if err != nil {
			return err
		}
	}
}

// nameIn returns the name of a file in an archive with forward slashes. It returns false for the
// system's own files, and for a path that leads out of the archive, which it notes as a problem.
func (c *contents) nameIn(prefix, name string) (string, bool) {
	name = strings.ReplaceAll(name, `\`, "/") // because some Windows programs write backslashes
	drive := len(name) > 1 && name[1] == ':'
	if drive || strings.HasPrefix(name, "/") || strings.Contains("/"+name+"/", "/../") {
		c.problem("%s%s was not read, because its path leads out of the archive", prefix, name)
		return "", false
	}
	name = path.Clean(name)
	if strings.Count(name, "/") > maxDepth {
		c.problem("%s%s was not read, because it is inside more than %d folders", prefix, name, maxDepth)
		return "", false
	}
	return name, name != "." && !junk(name)
}

// zipName returns the name of a file in a zip file. If the name is neither marked as UTF-8 nor
// valid UTF-8, zipName decodes DOS code page 850, which contains the letters of page 437 and more.
func zipName(f *zip.File) string {
	if !f.NonUTF8 || utf8.ValidString(f.Name) {
		return f.Name
	}
	var b strings.Builder
	for _, c := range []byte(f.Name) {
		if c < 0x80 {
			b.WriteByte(c)
		} else {
			b.WriteRune(codePage850[c-0x80])
		}
	}
	return b.String()
}

// codePage850 is the upper half of code page 850.
var codePage850 = []rune("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»" +
	"░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀" +
	"ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0")
