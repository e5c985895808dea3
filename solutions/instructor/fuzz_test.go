package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzArchive opens any bytes as a zip file, a tar file and a compressed tar file. The names of the
// files in it stay inside the submission, and each file can be read or has an error.
func FuzzArchive(f *testing.F) {
	var zipped, tarred, packed bytes.Buffer
	z := zip.NewWriter(&zipped)
	t := tar.NewWriter(&tarred)
	for _, name := range []string{attackedFile, "../out.go", `C:\in\dense.go`, "inner.zip", "a/./b//c.go"} {
		w, _ := z.Create(name)
		w.Write([]byte("package dense\n"))
		t.WriteHeader(&tar.Header{Name: name, Size: 14, Mode: 0o644})
		t.Write([]byte("package dense\n"))
	}
	z.Close()
	t.Close()
	g := gzip.NewWriter(&packed)
	g.Write(tarred.Bytes())
	g.Close()
	f.Add(zipped.Bytes())
	f.Add(tarred.Bytes())
	f.Add(packed.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return // a bomb takes seconds, and other tests make some
		}
		for _, ext := range []string{".zip", ".tar", ".tgz"} {
			c := &contents{}
			it := &item{path: "submission" + ext, open: func() (io.ReadCloser, error) {
				return io.NopCloser(bytes.NewReader(data)), nil
			}}
			if err := c.add(it, 0); err != nil && err != errTooMany {
				t.Fatalf("%s: %v, want a problem to be noted instead", ext, err)
			}
			for _, file := range c.files {
				if inside, ok := strings.CutPrefix(file.path, it.path+"/"); !ok || !filepath.IsLocal(inside) {
					t.Fatalf("%s: the file %q is outside the archive", ext, file.path)
				}
				if content, err := file.read(maxFile); err == nil && len(content) > maxFile+1 {
					t.Fatalf("%s: %d bytes of %q were read, want at most %d", ext, len(content), file.path, maxFile+1)
				}
			}
			if len(c.problems) > maxProblems+1 {
				t.Fatalf("%s: %d problems, want at most %d", ext, len(c.problems), maxProblems+1)
			}
			c.close()
		}
	})
}

// FuzzRoster reads any table and writes it again without changing a byte. A changed cell changes
// nothing else.
func FuzzRoster(f *testing.F) {
	f.Add("Full name,ID number,Email address,Grade\r\n\"Lee, Ann\",7,ann@example.org,\r\n")
	f.Add("\ufeffNachname;Vorname;Matrikelnummer\nMüller;Bo;123456\n\n")
	f.Add("name\tid\rA\t1")
	f.Add("a,\"b\"\"c\"\n\"\n\",,\n")
	f.Add("Name\nM\xfcller\n")
	f.Add("0000,\x000\x00")
	name := filepath.Join(f.TempDir(), "roster.csv")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		readRoster(name)
		table, err := readTable(name)
		if err != nil {
			return
		}
		if again := string(table.bytes()); again != text {
			t.Fatalf("read %q, written %q", text, again)
		}
		cells := 0
		for i, row := range table.rows {
			for j := range row {
				cells++
				table.text(i, j)
			}
		}
		table.set(len(table.rows)-1, 0, "7.5")
		os.WriteFile(name, table.bytes(), 0o600)
		changed, err := readTable(name)
		if err != nil {
			t.Fatalf("after a change of one cell: %v", err)
		}
		for _, row := range changed.rows {
			cells -= len(row)
		}
		if cells != 0 || changed.text(len(changed.rows)-1, 0) != "7.5" {
			t.Fatalf("%q with one changed cell became %q", text, table.bytes())
		}
	})
}

// FuzzSettings reads any settings of a class.
func FuzzSettings(f *testing.F) {
	f.Add("\ufeff# a comment\nseed spring # more\nweight 01-a 1.5\n")
	f.Add("adjust \"Bo #2\" 01-a +2 \"typing error\"\nlate 10\ngrace all 15m\n")
	f.Add("due 01-a 2026-03-01T23:59:00Z\nonly 01-a\nrepeated 50\nexcused a  b 01-a\n")
	name := filepath.Join(f.TempDir(), "settings.txt")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := readSettings(name, twoCases())
		if err != nil {
			return
		}
		for of, list := range s.adjust {
			for _, a := range list {
				if !(a.points >= -1e6 && a.points <= 1e6) {
					t.Fatalf("%v has the adjustment %v", of, a.points)
				}
			}
		}
		for key, w := range s.weight {
			if !(w >= 0 && w <= 1e6) {
				t.Fatalf("%s has the weight %v", key, w)
			}
		}
	})
}
