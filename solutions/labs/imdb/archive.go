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
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Reviews are read from aclImdb_v1.tar.gz as it was published, from its first byte to its last, and
// from the other forms in which people have them: a tar, a zip, a folder, or a CSV file. Nothing is
// unpacked to disk. Limits bound the memory and the time that a damaged or malicious file can take.

// limits is how much a file may contain.
type limits struct {
	unpacked int64 // bytes of the whole archive
	review   int64 // bytes of one review
	reviews  int   // labelled reviews
	words    int   // different words
}

// sensible limits leave room beyond the published archive. It has 50,000 labelled reviews of at most
// 13,704 bytes, with 111,629 different words.
var sensible = limits{unpacked: 1 << 30, review: 1 << 20, reviews: 200_000, words: 1_000_000}

// reviewName is the name of a labelled review. The lab does not use the other entries: reviews
// without a label (unsup), lists of addresses, and counts of words.
var reviewName = regexp.MustCompile(`^aclImdb/(train|test)/(neg|pos)/[0-9]+_[0-9]+\.txt$`)

// rawReview is a review as it is read.
type rawReview struct {
	name     string
	test     bool // belongs to the test set
	positive bool
	text     []byte
}

// skipped counts the entries that were left out for one reason.
type skipped struct {
	why   string
	count int
	first string // name of the first of them
}

// notLabelled is the only reason in the published archive.
const notLabelled = "not a labelled review"

// ahead is the number of reviews that can wait between the goroutine that reads and the other.
const ahead = 64

// readArchive calls add with each labelled review and returns remarks about unusual entries.
// Meanwhile, another processor reads the next review, so add must not keep the text.
func readArchive(run func(u *unpacker) error, most limits, add func(*rawReview) error) (noticed, error) {
	full, empty := make(chan *rawReview, ahead), make(chan *rawReview, ahead)
	for range ahead {
		empty <- new(rawReview)
	}
	u := &unpacker{most: most, empty: empty, full: full, enough: make(chan struct{})}
	var readErr, addErr error
	go func() {
		readErr = run(u)
		close(full)
	}()
	for review := range full {
		if addErr == nil {
			if addErr = add(review); addErr != nil {
				close(u.enough)
			}
		}
		empty <- review
	}
	if addErr != nil {
		return noticed{}, addErr
	}
	return u.noticed, readErr
}

// noticed contains remarks about unusual entries.
type noticed struct {
	skipped []skipped
	latin1  int      // reviews that are in Latin-1, not in UTF-8
	names   []string // of the first of them
}

// unpacker takes the reviews out of a file or a folder.
type unpacker struct {
	noticed
	most        limits
	empty, full chan *rawReview
	enough      chan struct{} // closed when no more reviews are wanted
	reviews     int
}

var errEnough = errors.New("no more reviews are wanted")

const wanted = "want aclImdb_v1.tar.gz as it was published, the same as a tar, a zip or a folder, " +
	"or a CSV file with the columns review and sentiment"

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
	return errors.New("the file is not an archive of reviews; " + wanted)
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

// entry sends an entry to full if it is a review that can be read. Otherwise, it counts the entry as
// skipped.
func (u *unpacker) entry(name string, mode fs.FileMode, size int64, content io.Reader) error {
	if u.unusable(name, mode) {
		return nil
	}
	name = normalized(name)
	if size > u.most.review {
		return fmt.Errorf("%q claims %d bytes; a review may have %d; the longest published has 13,704",
			short(name), size, u.most.review)
	}
	review, err := u.next()
	if err != nil {
		return err
	}
	part := reviewName.FindStringSubmatch(name)
	review.name, review.test, review.positive = name, part[1] == "test", part[2] == "pos"
	review.text = slices.Grow(review.text[:0], int(size))[:size]
	if _, err := io.ReadFull(content, review.text); err != nil {
		return fmt.Errorf("%q has %d bytes, but: %w; the file is damaged or incomplete",
			short(name), size, err)
	}
	u.send(review)
	return nil
}

// next returns memory for the next review.
func (u *unpacker) next() (*rawReview, error) {
	if u.reviews++; u.reviews > u.most.reviews {
		return nil, fmt.Errorf("more than %d reviews; 50,000 were published", u.most.reviews)
	}
	select {
	case review := <-u.empty:
		return review, nil
	case <-u.enough:
		return nil, errEnough
	}
}

// send sends the review to full, unless it is not text. Words consist of ASCII characters, which are
// the same in UTF-8 and in Latin-1.
func (u *unpacker) send(review *rawReview) {
	if !utf8.Valid(review.text) {
		if !isLatin1(review.text) {
			u.skip("the text is neither UTF-8 nor Latin-1", review.name)
			u.empty <- review
			return
		}
		const shown = 3
		if u.latin1++; u.latin1 <= shown {
			u.names = append(u.names, short(review.name))
		}
	}
	u.full <- review
}

// isLatin1 reports whether bytes that are not UTF-8 can be Latin-1 or Windows-1252: they have no
// control characters and do not begin like UTF-16.
func isLatin1(text []byte) bool {
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		return false
	}
	return !bytes.ContainsFunc(text, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\r\f\v", r) || r == 0x7f })
}

// normalized returns the name of an entry as the published archive has it.
func normalized(name string) string {
	name = strings.TrimPrefix(name, "./")
	if strings.HasPrefix(name, "train/") || strings.HasPrefix(name, "test/") {
		return "aclImdb/" + name
	}
	return name
}

// unusable reports whether an entry is not a review, and counts it as skipped if so.
func (u *unpacker) unusable(name string, mode fs.FileMode) bool {
	clean := path.Clean(strings.TrimPrefix(name, "./"))
	switch {
	case path.IsAbs(name) || clean == ".." || strings.HasPrefix(clean, "../"):
		u.skip("the name leads out of the archive", name)
	case !mode.IsRegular() && !mode.IsDir():
		u.skip("a link or another special file", name)
	case mode.IsDir() || !reviewName.MatchString(normalized(name)):
		u.skip(notLabelled, name)
	default:
		return false
	}
	return true
}

// skip counts an entry that is left out.
func (u *unpacker) skip(why, name string) {
	for i := range u.skipped {
		if u.skipped[i].why == why {
			u.skipped[i].count++
			return
		}
	}
	u.skipped = append(u.skipped, skipped{why, 1, short(name)})
}

// short abbreviates a name for a message.
func short(name string) string {
	const most = 80
	if len(name) > most {
		return strings.ToValidUTF8(name[:most], "?") + "..."
	}
	return name
}
