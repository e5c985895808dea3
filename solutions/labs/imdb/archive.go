package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// The archive is read as it was published, a tar in a gzip, from its first byte to its last.
// Nothing is unpacked to disk. What it claims is believed only within limits, so that no archive,
// broken or made to do harm, takes much more memory or time than the published one.

// limits is how much an archive may hold.
type limits struct {
	unpacked int64 // bytes of the whole archive
	review   int64 // bytes of one review
	reviews  int   // labelled reviews
	words    int   // different words
}

// sensible limits let the published archive through with room to spare. It has 50,000 labelled
// reviews of at most 13,704 bytes, and 111,629 different words in them.
var sensible = limits{unpacked: 1 << 30, review: 1 << 20, reviews: 200_000, words: 1_000_000}

// reviewName is the name of a labelled review. All other entries are not for this program: reviews
// without a label (unsup), lists of addresses, ready counts of words.
var reviewName = regexp.MustCompile(`^aclImdb/(train|test)/(neg|pos)/[0-9]+_[0-9]+\.txt$`)

// rawReview is a review on its way from the archive to the list of words.
type rawReview struct {
	name     string
	test     bool // for testing, not for training
	positive bool
	text     []byte
}

// skipped is how many entries were left out for one reason.
type skipped struct {
	why   string
	count int
	first string // name of the first of them
}

// notLabelled is the one reason that the published archive gives.
const notLabelled = "not a labelled review"

// ahead is how many reviews may wait between the goroutine that unpacks and the other.
const ahead = 64

// readArchive calls add with each labelled review in turn, and says what it left out and why. The
// next review is unpacked on another processor meanwhile; add must not keep the text.
func readArchive(r io.Reader, most limits, add func(*rawReview) error) ([]skipped, error) {
	full, empty := make(chan *rawReview, ahead), make(chan *rawReview, ahead)
	for range ahead {
		empty <- new(rawReview)
	}
	u := unpacker{most: most, empty: empty, full: full, enough: make(chan struct{})}
	var readErr, addErr error
	go func() {
		readErr = u.run(r)
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
		return nil, addErr
	}
	return u.skipped, readErr
}

// unpacker takes the reviews out of an archive.
type unpacker struct {
	most        limits
	empty, full chan *rawReview
	enough      chan struct{} // closed when nobody wants more
	skipped     []skipped
	reviews     int
}

var errEnough = errors.New("no more reviews are wanted")

// run sends all reviews of the archive r to full.
func (u *unpacker) run(r io.Reader) error {
	z, err := gzip.NewReader(r)
	if err != nil {
		return fmt.Errorf("not a gzip file: %w; want aclImdb_v1.tar.gz as it was published", err)
	}
	unpacked := &io.LimitedReader{R: z, N: u.most.unpacked}
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
			err = u.entry(h, archive)
		case entries == 0:
			err = fmt.Errorf("after 0 entries: %w; want aclImdb_v1.tar.gz as it was published", err)
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
	// The sum that shows damage is at the end of the gzip, behind the end of the tar.
	if _, err := io.Copy(io.Discard, unpacked); err != nil {
		return fmt.Errorf("after %d entries, all there are: %w; the file is damaged", entries, err)
	}
	if unpacked.N == 0 {
		return u.tooLarge()
	}
	return nil
}

func (u *unpacker) tooLarge() error {
	return fmt.Errorf("the archive unpacks to more than %d bytes, several times what was published",
		u.most.unpacked)
}

// entry sends an entry to full if it is a review that can be read, and counts it as skipped if not.
func (u *unpacker) entry(h *tar.Header, content io.Reader) error {
	name := strings.TrimPrefix(h.Name, "./")
	if why := unusable(h, name); why != "" {
		u.skip(why, h.Name)
		return nil
	}
	if h.Size > u.most.review {
		return fmt.Errorf("%q claims %d bytes; a review may have %d; the longest published has 13,704",
			short(name), h.Size, u.most.review)
	}
	if u.reviews++; u.reviews > u.most.reviews {
		return fmt.Errorf("more than %d reviews; 50,000 were published", u.most.reviews)
	}
	var review *rawReview
	select {
	case review = <-u.empty:
	case <-u.enough:
		return errEnough
	}
	part := reviewName.FindStringSubmatch(name)
	review.name, review.test, review.positive = name, part[1] == "test", part[2] == "pos"
	if int64(cap(review.text)) < h.Size {
		review.text = make([]byte, h.Size)
	}
	review.text = review.text[:h.Size]
	if _, err := io.ReadFull(content, review.text); err != nil {
		return fmt.Errorf("%q has %d bytes, but: %w; the file is damaged or incomplete",
			short(name), h.Size, err)
	}
	if !utf8.Valid(review.text) {
		u.skip("the text is not UTF-8", h.Name)
		u.empty <- review
		return nil
	}
	u.full <- review
	return nil
}

// unusable returns why an entry is not a review to read, "" if it is one.
func unusable(h *tar.Header, name string) string {
	clean := path.Clean(name)
	switch {
	case path.IsAbs(name) || clean == ".." || strings.HasPrefix(clean, "../"):
		return "the name leads out of the archive"
	case h.Typeflag != tar.TypeReg && h.Typeflag != tar.TypeDir:
		return "a link or another special file"
	case h.Typeflag == tar.TypeDir || !reviewName.MatchString(name):
		return notLabelled
	}
	return ""
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

// short returns a name that is fit for a message, whatever an archive calls its entries.
func short(name string) string {
	const most = 80
	if len(name) > most {
		return strings.ToValidUTF8(name[:most], "?") + "..."
	}
	return name
}
