package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// entry is an entry of an archive that a test makes.
type entry struct {
	name, text string
	kind       byte  // tar.TypeReg unless given
	claims     int64 // bytes, if not those of the text; then nothing can follow
}

// tarOf returns the entries as a tar.
func tarOf(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Size: int64(len(e.text)), Typeflag: tar.TypeReg, Mode: 0o644}
		if e.kind != 0 {
			h.Typeflag, h.Linkname = e.kind, "/etc/passwd"
		}
		if e.claims != 0 {
			h.Size = e.claims
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(e.text)); err != nil {
			t.Fatal(err)
		}
		if e.claims != 0 {
			return b.Bytes()
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pack(t testing.TB, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	z.Write(content)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// goodEntries is an archive as it should be, only small, together with what else was published.
func goodEntries() []entry {
	entries := []entry{
		{name: "aclImdb/", kind: tar.TypeDir},
		{name: "aclImdb/README", text: "Large Movie Review Dataset"},
		{name: "aclImdb/train/unsup/0_0.txt", text: "without a label"},
		{name: "aclImdb/train/labeledBow.feat", text: "9 0:9 1:1"},
	}
	for i := range 6 {
		entries = append(entries,
			entry{name: fmt.Sprintf("aclImdb/test/pos/%d_9.txt", i), text: "A good film."},
			entry{name: fmt.Sprintf("aclImdb/test/neg/%d_2.txt", i), text: "A bad film."},
			entry{name: fmt.Sprintf("aclImdb/train/pos/%d_10.txt", i), text: fmt.Sprintf("Good!<br /><br />Film number %d is good.", i)},
			entry{name: fmt.Sprintf("aclImdb/train/neg/%d_1.txt", i), text: fmt.Sprintf("Film number %d: bad, it's bad.", i)})
	}
	return entries
}

// with returns the good entries and some more.
func with(more ...entry) []entry { return append(goodEntries(), more...) }

var little = limits{unpacked: 1 << 20, review: 1 << 10, reviews: 40, words: 100}

func TestReadCorpus(t *testing.T) {
	good := tarOf(t, goodEntries()...)
	packed := pack(t, good)
	damaged := slices.Clone(packed)
	damaged[len(damaged)-6] ^= 1 // in the sum at the end
	var words strings.Builder
	for i := range 100 {
		fmt.Fprintf(&words, "word%d ", i)
	}
	many := with()
	for i := range 40 {
		many = append(many, entry{name: fmt.Sprintf("aclImdb/train/pos/%d_7.txt", 100+i), text: "good"})
	}
	onlyPositive := slices.DeleteFunc(goodEntries(), func(e entry) bool { return strings.Contains(e.name, "train/neg") })
	noTest := slices.DeleteFunc(goodEntries(), func(e entry) bool { return strings.Contains(e.name, "/test/") })

	for _, tt := range []struct {
		name    string
		archive []byte
		err     string // a part of it; "" if the archive can be read
		skipped []skipped
	}{
		{name: "good", archive: packed},
		{name: "good, with ./ before the names", archive: pack(t, tarOf(t, dotted(goodEntries())...))},
		{name: "good, in two gzips", archive: append(pack(t, good[:5000]), pack(t, good[5000:])...)},
		{name: "nothing", archive: nil, err: "the file is not an archive of reviews; want aclImdb_v1.tar.gz"},
		{name: "text", archive: []byte("this is no archive at all"), err: "the file is not an archive of reviews"},
		{name: "gzip of two bytes", archive: []byte("\x1f\x8b"), err: "not a gzip file"},
		{name: "tar without gzip", archive: good},
		{name: "zip", archive: zipOf(t, goodEntries()...)},
		{name: "zip without the folder", archive: zipOf(t, rooted(goodEntries())...)},
		{name: "zip cut off", archive: zipOf(t, goodEntries()...)[:3000], err: "the zip is damaged or incomplete"},
		{name: "zip with a gigabyte", archive: zipOf(t, with(entry{name: "aclImdb/train/pos/9_9.txt", text: strings.Repeat("good ", 300)})...),
			err: `"aclImdb/train/pos/9_9.txt" claims 1500 bytes`},
		{name: "zip of a CSV file", archive: zipOf(t, entry{name: "IMDB Dataset.csv", text: table()})},
		{name: "CSV", archive: []byte(table())},
		{name: "CSV that alternates", archive: []byte("review,sentiment\n" + strings.Repeat("a good film,positive\na bad film,negative\n", 12))},
		{name: "CSV with semicolons", archive: []byte("review;sentiment\ngood;positive\n"), err: `not an archive of reviews: its first line is "review;sentiment"; want`},
		{name: "CSV in UTF-16", archive: []byte("\xff\xfer\x00e\x00v\x00"), err: "it is text in UTF-16: save it in UTF-8"},
		{name: "CSV with an empty review", archive: []byte(table() + "\" \",positive\n"), err: "line 38: the review is empty"},
		{name: "CSV in a gzip", archive: pack(t, []byte(table()))},
		{name: "CSV with other columns", archive: []byte("text,label\ngood,positive\n"), err: "not an archive of reviews"},
		{name: "CSV with another sentiment", archive: []byte(table() + "\"good\",fine\n"), err: `line 38: the sentiment is "fine", want positive or negative`},
		{name: "CSV with a missing quotation mark", archive: []byte("review,sentiment\n\"" + strings.Repeat("good, ", 30_000)), err: "is a quotation mark missing?"},
		{name: "gzip of nothing", archive: pack(t, nil), err: "0 training reviews (0 positive) and 0 test reviews"},
		{name: "gzip of text", archive: pack(t, bytes.Repeat([]byte("text "), 1000)), err: "after 0 entries: archive/tar: invalid tar header; want aclImdb_v1.tar.gz"},
		{name: "empty archive", archive: pack(t, tarOf(t)), err: "0 training reviews"},
		{name: "gzip cut off", archive: packed[:len(packed)/2], err: "unexpected EOF; the file is damaged or incomplete"},
		{name: "gzip without its end", archive: packed[:len(packed)-4], err: "unexpected EOF; the file is damaged"},
		{name: "gzip with a wrong sum", archive: damaged, err: "invalid checksum; the file is damaged"},
		{name: "text after the gzip", archive: append(slices.Clone(packed), "more"...), err: "the file is damaged"},
		{name: "tar cut off in a header", archive: pack(t, good[:7*512+100]), err: "after 4 entries, the last of them"},
		{name: "tar cut off in a review", archive: pack(t, tarOf(t, entry{name: "aclImdb/test/pos/0_9.txt", text: "good", claims: 9})),
			err: `"aclImdb/test/pos/0_9.txt" has 9 bytes, but: unexpected EOF`},
		{name: "gigabyte in a review", archive: pack(t, tarOf(t, entry{name: "aclImdb/test/pos/0_9.txt", claims: 1 << 30})),
			err: `"aclImdb/test/pos/0_9.txt" claims 1073741824 bytes; a review may have 1024`},
		{name: "zeros in another entry", archive: pack(t, tarOf(t, with(entry{name: "aclImdb/zeros", text: strings.Repeat("\x00", 2<<20)})...)),
			err: "unpacks to more than 1048576 bytes"},
		{name: "zeros after the end", archive: pack(t, append(slices.Clone(good), make([]byte, 2<<20)...)),
			err: "unpacks to more than 1048576 bytes"},
		{name: "too many reviews", archive: pack(t, tarOf(t, many...)), err: "more than 40 reviews"},
		{name: "too many words", archive: pack(t, tarOf(t, with(entry{name: "aclImdb/train/pos/7_7.txt", text: words.String()})...)),
			err: `at "aclImdb/train/pos/7_7.txt" there are more than 100 different words`},
		{name: "twice the same name", archive: pack(t, tarOf(t, with(entry{name: "aclImdb/train/pos/0_10.txt"})...)),
			err: `two reviews of the name "aclImdb/train/pos/0_10.txt"`},
		{name: "nothing negative", archive: pack(t, tarOf(t, onlyPositive...)), err: "6 training reviews (6 positive)"},
		{name: "no words", archive: pack(t, tarOf(t, saying("!")...)), err: "have 0 different words, want 2"},
		{name: "one word", archive: pack(t, tarOf(t, saying("good")...)), err: "have 1 different words, want 2"},
		{name: "no test reviews", archive: pack(t, tarOf(t, noTest...)), err: "and 0 test reviews"},
		{
			name: "names that lead elsewhere",
			archive: pack(t, tarOf(t, with(
				entry{name: "../aclImdb/train/pos/0_9.txt", text: "good"},
				entry{name: "/aclImdb/train/pos/0_9.txt", text: "good"},
				entry{name: "aclImdb/../../train/pos/0_9.txt", text: "good"})...)),
			skipped: []skipped{{"the name leads out of the archive", 3, "../aclImdb/train/pos/0_9.txt"}},
		},
		{
			name: "names that are not quite right",
			archive: pack(t, tarOf(t, with(
				entry{name: "aclImdb/train/pos/._0_9.txt", text: "good"},
				entry{name: "aclImdb/train/pos/0_9.txt.bak", text: "good"},
				entry{name: "aclImdb/train/pos/0_9.txt", kind: tar.TypeDir})...)),
		},
		{
			name: "links",
			archive: pack(t, tarOf(t, with(
				entry{name: "aclImdb/train/pos/8_9.txt", kind: tar.TypeSymlink},
				entry{name: "aclImdb/train/pos/9_9.txt", kind: tar.TypeLink})...)),
			skipped: []skipped{{"a link or another special file", 2, "aclImdb/train/pos/8_9.txt"}},
		},
		{
			name: "not UTF-8",
			archive: pack(t, tarOf(t, with(
				entry{name: "aclImdb/train/pos/8_9.txt", text: "caf\xe9\x00"},
				entry{name: "aclImdb/test/pos/9_9.txt", text: "\xff\xfe"})...)),
			skipped: []skipped{{"the text is neither UTF-8 nor Latin-1", 2, "aclImdb/train/pos/8_9.txt"}},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data, err := readCorpus(fileOf(tt.archive), little, 1)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Fatalf("error %v, want one with %q", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if a, b, c := data.train.Len(), data.validation.Len(), data.test.Len(); a != 8 || b != 4 || c != 12 {
				t.Errorf("%d, %d and %d reviews, want 8, 4 and 12", a, b, c)
			}
			if found := data.train.positive() + data.validation.positive(); found != 6 || data.test.positive() != 6 {
				t.Errorf("%d and %d are positive, want 6 and 6", found, data.test.positive())
			}
			suspicious := slices.DeleteFunc(data.noticed.skipped, func(s skipped) bool { return s.why == notLabelled })
			if len(suspicious) != len(tt.skipped) || len(suspicious) > 0 && !reflect.DeepEqual(suspicious, tt.skipped) {
				t.Errorf("left out %v, want %v", suspicious, tt.skipped)
			}
		})
	}
}

// fileOf returns the function that reads the content of a file.
func fileOf(content []byte) func(*unpacker) error {
	return func(u *unpacker) error { return u.readFile(bytes.NewReader(content)) }
}

// zipOf returns the entries as a zip.
func zipOf(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.Create(e.name)
		if err == nil && e.kind == 0 {
			_, err = io.WriteString(f, e.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// table returns the good reviews as Kaggle has them: with line breaks in quotation marks.
func table() string {
	text := "review,sentiment\r\n"
	for i := range 6 {
		for range 2 { // one of them is for the test
			text += fmt.Sprintf("\"A \"\"good\"\" film,\nnumber %d.\",positive\r\n", i)
		}
		for range 2 {
			text += fmt.Sprintf("Film number %d is bad.,negative\r\n", i)
		}
	}
	return text
}

// rooted returns the entries without the folder aclImdb.
func rooted(entries []entry) []entry {
	for i := range entries {
		entries[i].name = strings.TrimPrefix(entries[i].name, "aclImdb/")
	}
	return slices.DeleteFunc(entries, func(e entry) bool { return e.name == "" })
}

// An unpacked folder gives the same as its archive, whether its parent is named or the folder
// itself.
func TestReadFolder(t *testing.T) {
	dir := t.TempDir()
	for _, e := range goodEntries() {
		if e.kind == 0 {
			write(t, filepath.Join(dir, filepath.FromSlash(e.name)), []byte(e.text))
		}
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "aclImdb", "train", "pos", "8_8.txt")); err != nil {
		t.Log("no links: ", err)
	}
	want := readAll(t, goodEntries(), 1)
	for _, name := range []string{dir, filepath.Join(dir, "aclImdb")} {
		data, err := openArchive(name, 1)
		if err != nil {
			t.Fatal(err)
		}
		data.noticed, data.origin, want.noticed = noticed{}, "", noticed{}
		if !reflect.DeepEqual(data, want) {
			t.Errorf("%s gives other reviews than the archive", name)
		}
	}
	if _, err := openArchive(t.TempDir(), 1); err == nil || !strings.Contains(err.Error(), "0 training reviews") {
		t.Errorf("an empty folder: error %v", err)
	}
}

// Reviews in Latin-1 are read, counted and named.
func TestLatin1(t *testing.T) {
	entries := with()
	for i := range 5 {
		entries = append(entries, entry{name: fmt.Sprintf("aclImdb/train/pos/%d_7.txt", 70+i), text: "caf\xe9 chairs, that\x92s good"})
	}
	data := readAll(t, entries, 1)
	if data.noticed.latin1 != 5 || !slices.Equal(data.noticed.names, []string{"aclImdb/train/pos/70_7.txt", "aclImdb/train/pos/71_7.txt", "aclImdb/train/pos/72_7.txt"}) {
		t.Errorf("noticed %+v, want 5 reviews and the names of three", data.noticed)
	}
	if n := data.train.Len() + data.validation.Len(); n != 17 || data.vocabulary.numberOf("chairs") == unknown {
		t.Errorf("%d training reviews, want 17 with their words", n)
	}
}

// saying returns good entries in which every review says the same.
func saying(text string) []entry {
	entries := goodEntries()
	for i := range entries {
		if reviewName.MatchString(entries[i].name) {
			entries[i].text = text
		}
	}
	return entries
}

// dotted returns the entries as tar names them when it packs the folder ".".
func dotted(entries []entry) []entry {
	for i := range entries {
		entries[i].name = "./" + entries[i].name
	}
	return entries
}

// TestReadArchiveStops checks that an error of add ends the reading.
func TestReadArchiveStops(t *testing.T) {
	var entries []entry
	for i := range 10 * ahead {
		entries = append(entries, entry{name: fmt.Sprintf("aclImdb/test/pos/%d_9.txt", i)})
	}
	calls := 0
	archive := bytes.NewReader(pack(t, tarOf(t, entries...)))
	_, err := readArchive(func(u *unpacker) error { return u.readFile(archive) }, sensible, func(r *rawReview) error {
		if calls++; calls == 3 {
			return io.ErrClosedPipe
		}
		return nil
	})
	if calls != 3 || err != io.ErrClosedPipe {
		t.Errorf("%d calls and error %v, want 3 and %v", calls, err, io.ErrClosedPipe)
	}
	if archive.Len() == 0 {
		t.Error("the whole archive was read, want it left when nobody wants more")
	}
}

func FuzzRead(f *testing.F) {
	good := tarOf(f, goodEntries()...)
	f.Add(good)
	f.Add(good[:len(good)/2])
	f.Add(pack(f, good))
	f.Add(tarOf(f, entry{name: "aclImdb/test/pos/0_9.txt", claims: 1 << 40}))
	f.Add(tarOf(f, entry{name: "aclImdb/test/pos/0_9.txt", kind: tar.TypeSymlink}))
	f.Add([]byte("\x1f\x8b\x08"))
	f.Add(zipOf(f, goodEntries()...))
	f.Add([]byte(table()))
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, archive := range [][]byte{content, pack(t, content)} {
			data, err := readCorpus(fileOf(archive), little, 1)
			if err != nil {
				continue
			}
			again, err := readCorpus(fileOf(archive), little, 1)
			if err != nil {
				t.Fatalf("the second time: %v", err)
			}
			if !reflect.DeepEqual(data, again) {
				t.Fatal("the second time gives something else")
			}
			n := data.train.Len() + data.validation.Len()
			if n < fewest || n+data.test.Len() > little.reviews || len(data.vocabulary.words) > little.words {
				t.Fatalf("%d training and %d test reviews, %d words: beyond the limits", n, data.test.Len(), len(data.vocabulary.words))
			}
		}
	})
}
