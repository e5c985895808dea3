package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
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

// sensible limits leave room beyond the published archive. It has 50,000 labelled reviews of at
// most 13,704 bytes, with 111,629 different words.
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

// entry sends an entry to full if it is a review that can be read. Otherwise, it counts the entry
// as skipped.
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

// send sends the review to full, unless it is not text. Words consist of ASCII characters, which
// are the same in UTF-8 and in Latin-1.
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
