// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// headSize is the number of bytes at the beginning of a file by which the readers recognise it.
const headSize = 64 << 10

// readFile calls read for the file with the given name, and names it in an error.
func readFile[T any](op, name string, read func(io.Reader) (T, error)) (v T, err error) {
	file, err := openData(name)
	if err != nil {
		return v, fmt.Errorf("nn: %s: %w", op, err)
	}
	defer file.Close()
	if v, err = read(file); err != nil {
		return v, fmt.Errorf("nn: %s: %s: %w", op, printablePath(name), err)
	}
	return v, nil
}

// openData opens the file with the given name. A folder is an error in the same words on every
// operating system.
func openData(name string) (*os.File, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = fmt.Errorf("%s is a folder: give the name of a file in it", printablePath(name))
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

// A gzip file may unpack to maxUnpacked bytes, or to maxRatio times its own size if that is more.
// Tables and images unpack to 2 to 20 times their size; the limit is for files that were made to
// fill the memory.
const (
	maxUnpacked = 64 << 20
	maxRatio    = 100
)

// unpack returns the contents of r, which may be packed by gzip.
func unpack(r io.Reader) (*bufio.Reader, error) {
	packed := &countingReader{in: r}
	file := bufio.NewReaderSize(packed, headSize)
	if magic, _ := file.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return file, nil
	}
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("byte 0: want a gzip header: %w: fetch the file again", noEOF(err))
	}
	return bufio.NewReaderSize(&ratioReader{in: unzipped, packed: packed}, headSize), nil
}

// countingReader counts the bytes that it passes on.
type countingReader struct {
	in io.Reader
	n  int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

// ratioReader passes unpacked bytes on as long as they are not too many for the packed ones.
type ratioReader struct {
	in     io.Reader
	packed *countingReader
	n      int64
}

func (u *ratioReader) Read(p []byte) (int, error) {
	n, err := u.in.Read(p)
	u.n += int64(n)
	if u.n > max(maxUnpacked, maxRatio*u.packed.n) {
		return 0, fmt.Errorf("the gzip file unpacks to more than %d times its size: "+
			"if you trust it, unpack it with gunzip and read the result", maxRatio)
	}
	if err != nil && err != io.EOF && isGzip(err) {
		err = fmt.Errorf("damaged gzip file: %w: fetch the file again", noEOF(err))
	}
	return n, err
}

// isGzip reports whether the error is about the packed data, and not the underlying reader's.
func isGzip(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &corrupt)
}

// noEOF returns err, or [io.ErrUnexpectedEOF] instead of [io.EOF].
func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// fileKinds lists formats by their first bytes, what they are called and how to convert them.
var fileKinds = []struct{ magic, name, remedy string }{
	{"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)", "save it in Excel as CSV UTF-8"},
	{"\x93NUMPY", "a NumPy array (.npy)", "write it in Python: numpy.savetxt(\"data.csv\", a, delimiter=\",\")"},
	{"\x89HDF", "an HDF5 file", "write the table in Python: pandas.read_hdf(...).to_csv(\"data.csv\", index=False)"},
	{"PAR1", "a Parquet file", "write the table in Python: pandas.read_parquet(...).to_csv(\"data.csv\", index=False)"},
	{"SQLite format 3", "an SQLite database", "export the table: sqlite3 -header -csv FILE \"select * from TABLE\""},
	{"MATLAB 5.0", "a MATLAB file (.mat)", "write the table in MATLAB with writematrix"},
	{"RDX", "an R workspace", "write the table in R: write.csv(x, \"data.csv\", row.names = FALSE)"},
	{"%PDF", "a PDF document", "get the table as CSV from where the document was made"},
	{"\x89PNG", "a PNG image", "read a digit with ReadDigit"},
	{"\xff\xd8\xff", "a JPEG image", "read a digit with ReadDigit"},
	{"GIF8", "a GIF image", "save it as PNG"},
	{"BM", "a BMP image", "save it as PNG"},
	{"II*\x00", "a TIFF image", "save it as PNG"},
	{"MM\x00*", "a TIFF image", "save it as PNG"},
	{"{\\rtf", "a document of Rich Text Format", "get the table as CSV from where the document was made"},
	{"$FL", "an SPSS file (.sav)", "write the table in Python: pandas.read_spss(...).to_csv(\"data.csv\", index=False)"},
	{"<stata_dta>", "a Stata file (.dta)", "write the table in Python: pandas.read_stata(...).to_csv(\"data.csv\", index=False)"},
	{"ARROW1", "a Feather file", "write the table in Python: pandas.read_feather(...).to_csv(\"data.csv\", index=False)"},
	{"Rar!", "a RAR archive", "unpack it"},
	{"BZh", "a bzip2 archive", "unpack it with bunzip2"},
	{"\xfd7zXZ", "an xz archive", "unpack it with unxz"},
	{"7z\xbc\xaf", "a 7-Zip archive", "unpack it"},
	{"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it with unzstd"},
	{"\x1f\x8b", "a gzip file inside a gzip file", "unpack it with gunzip"},
	{"\x80\x02", "a Python pickle", "write the table in Python with to_csv or numpy.savetxt"},
	{"\x80\x03", "a Python pickle", "write the table in Python with to_csv or numpy.savetxt"},
	{"\x80\x04", "a Python pickle", "write the table in Python with to_csv or numpy.savetxt"},
	{"\x80\x05", "a Python pickle", "write the table in Python with to_csv or numpy.savetxt"},
}

// knownAs names the format of a file that begins with head, and how to convert it. It returns two
// empty strings for a format that it does not know, and for text other than the formats below.
func knownAs(head []byte) (name, remedy string) {
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return zipKind(head)
	}
	for _, kind := range fileKinds {
		// A table may begin with BM or PAR1, too, but has no bytes that are 0.
		if bytes.HasPrefix(head, []byte(kind.magic)) && (kind.magic[0] >= 0x80 || kind.magic[0] < ' ' ||
			strings.IndexByte("%{<", kind.magic[0]) >= 0 || bytes.IndexByte(head, 0) >= 0) {
			return kind.name, kind.remedy
		}
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return "a tar archive", "unpack it with tar -xf and read the file in it"
	}
	text := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head[:min(4096, len(head))], []byte("\ufeff"))))
	switch {
	case bytes.HasPrefix(text, []byte("riff")) && bytes.Contains(text[:min(16, len(text))], []byte("webp")):
		return "a WebP image", "save it as PNG"
	case bytes.HasPrefix(text, []byte("<!doctype html")), bytes.HasPrefix(text, []byte("<html")),
		bytes.HasPrefix(text, []byte("<head")), bytes.HasPrefix(text, []byte("<table")):
		return "an HTML page", "download the file itself, for example with the page's link \"raw\" or \"download\""
	case bytes.HasPrefix(text, []byte("<?xml")), bytes.HasPrefix(text, []byte("<svg")):
		return "an XML document", "export the data as CSV where the document was made"
	case isPrintedMatrix(text):
		return "a matrix as NumPy prints it", "write it in Python with numpy.savetxt(\"data.csv\", x, delimiter=\",\")"
	case isJSON(text):
		return "a JSON document", "write the table in Python: pandas.read_json(...).to_csv(\"data.csv\", index=False)"
	case bytes.HasPrefix(text, []byte("@relation")), bytes.Contains(bytes.ToLower(head), []byte("\n@relation")):
		return "an ARFF file of Weka", "delete the lines up to @data, or let SkipLines skip them"
	case bytes.HasPrefix(text, []byte("version https://git-lfs")):
		return "a pointer of Git LFS, not the file", "fetch the file with git lfs pull"
	}
	return "", ""
}

// isPrintedMatrix reports whether the text begins as NumPy prints a matrix or its rows: [[5.1 3.5].
func isPrintedMatrix(text []byte) bool {
	row, isMatrix := bytes.CutPrefix(text, []byte("["))
	row, _, _ = bytes.Cut(bytes.TrimLeft(row, "["), []byte("]"))
	numbers := strings.Fields(string(row))
	return isMatrix && len(numbers) > 1 && isDecimal(numbers[0]) && isDecimal(numbers[1])
}

// isJSON reports whether the text begins as a JSON document: a bracket, and what may follow it.
func isJSON(text []byte) bool {
	if len(text) == 0 || text[0] != '{' && text[0] != '[' {
		return false
	}
	next := bytes.TrimSpace(text[1:])
	return len(next) == 0 || bytes.IndexByte([]byte(`"{[]}-0123456789`), next[0]) >= 0
}

// zipKind names the kind of a zip file by the names of the files in it.
func zipKind(head []byte) (name, remedy string) {
	switch {
	case bytes.Contains(head, []byte("[Content_Types].xml")), bytes.Contains(head, []byte("xl/")):
		return "an Excel workbook (.xlsx)", "save it in Excel as CSV UTF-8"
	case bytes.Contains(head, []byte("opendocument.spreadsheet")):
		return "an OpenDocument table (.ods)", "save it in LibreOffice as Text CSV"
	case bytes.Contains(head, []byte(".npy")):
		return "an archive of NumPy arrays (.npz)",
			"write one in Python: numpy.savetxt(\"data.csv\", numpy.load(\"FILE\")[\"x\"], delimiter=\",\")"
	}
	return "a zip archive", "unpack it and read the file in it"
}

// printable returns text for a message: at most 40 characters, without control characters.
func printable(text string) string {
	return unlessPlain(text, fmt.Sprintf("%.40q", text))
}

// printablePath returns the name of a file for a message, without control characters.
func printablePath(name string) string {
	return unlessPlain(name, fmt.Sprintf("%q", name))
}

// unlessPlain returns the quoted text, or the text itself if that needs no quotes.
func unlessPlain(text, quoted string) string {
	if quoted[1:len(quoted)-1] == text {
		return text
	}
	return quoted
}
