package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// linksAndArchives returns attacks with links, archives and special files.
func linksAndArchives(t *testing.T, class, answer string) []attack {
	secret := filepath.Join(t.TempDir(), "dense_backward.go")
	write(t, secret, answer)
	var all []attack
	if runtime.GOOS != "windows" {
		link := filepath.Join(class, "a link to the answer", attackedFile)
		write(t, link, "")
		os.Remove(link)
		if err := os.Symlink(secret, link); err != nil {
			t.Fatal(err)
		}
		linked := filepath.Join(class, "a linked folder", "03-dense-backward")
		write(t, linked, "")
		os.Remove(linked)
		if err := os.Symlink(filepath.Dir(secret), linked); err != nil {
			t.Fatal(err)
		}
		all = append(all, attack{name: "a link to the answer", status: missing},
			attack{name: "a linked folder", status: missing})
	}
	archive := func(name string, fill func(w *zip.Writer)) {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		fill(w)
		w.Close()
		write(t, filepath.Join(class, name+".zip"), b.String())
	}
	add := func(w *zip.Writer, name, text string, mode os.FileMode) {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		h.SetMode(mode)
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(text))
	}
	archive("a zip file", func(w *zip.Writer) {
		add(w, "__MACOSX/"+attackedFile, "rubbish", 0o644)
		add(w, "exercises/"+attackedFile, answer, 0o644)
	})
	archive("a zip file from Windows", func(w *zip.Writer) {
		add(w, strings.ReplaceAll("exercises/"+attackedFile, "/", `\`), answer, 0o644)
	})
	archive("a link in a zip file", func(w *zip.Writer) {
		add(w, attackedFile, secret,
			0o777|os.ModeSymlink)
	})
	archive("a way out of a zip file", func(w *zip.Writer) {
		add(w, "../../../../../../tmp/"+attackedFile, answer, 0o644)
		add(w, "/tmp/"+attackedFile, answer, 0o644)
	})
	archive("a bomb", func(w *zip.Writer) {
		add(w, attackedFile,
			answer+strings.Repeat("\n", 1<<28), 0o644)
	})
	archive("too many files", func(w *zip.Writer) {
		add(w, attackedFile, answer, 0o644)
		for i := range maxEntries {
			add(w, fmt.Sprintf("%d/%d", i%100, i), "", 0o644)
		}
	})
	archive("a dot in every name", func(w *zip.Writer) {
		add(w, "./exercises/"+attackedFile, answer, 0o644)
	})
	archive("in capitals", func(w *zip.Writer) { add(w, attackedFile, answer, 0o644) })
	if err := os.Rename(filepath.Join(class, "in capitals.zip"),
		filepath.Join(class, "in capitals.ZIP")); err != nil {
		t.Fatal(err)
	}
	archive("a folder with a zip file/homework", func(w *zip.Writer) {
		add(w, "exercises/"+attackedFile, answer, 0o644)
	})
	archive("a folder with two zip files/1", func(w *zip.Writer) {
		add(w, attackedFile, answer, 0o644)
	})
	archive("a folder with two zip files/2", func(w *zip.Writer) {
		add(w, attackedFile, answer+"// better\n", 0o644)
	})
	archive("a folder with the same zip file twice/1", func(w *zip.Writer) {
		add(w, attackedFile, answer, 0o644)
	})
	archive("a folder with the same zip file twice/2", func(w *zip.Writer) {
		add(w, attackedFile, answer, 0o644)
	})
	archive("a folder with a bomb/homework", func(w *zip.Writer) {
		add(w, attackedFile, answer+strings.Repeat("\n", 1<<28), 0o644)
	})
	writeFolder(t, filepath.Join(class, "a folder like a zip file.zip"),
		map[string]string{attackedFile: answer})
	if runtime.GOOS != "windows" {
		link := filepath.Join(class, "a folder with a link to a zip file", "homework.zip")
		write(t, link, "")
		os.Remove(link)
		if err := os.Symlink(filepath.Join(class, "a zip file.zip"), link); err != nil {
			t.Fatal(err)
		}
		all = append(all, attack{name: "a folder with a link to a zip file", status: missing})
	}
	writeFolder(t, filepath.Join(class, "twice and different"),
		map[string]string{attackedFile: answer + "// better\n"})
	archive("twice and different", func(w *zip.Writer) { add(w, attackedFile, answer, 0o644) })
	write(t, filepath.Join(class, "a broken zip file.zip"), "PK\x03\x04 and then nothing")
	writeFolder(t, filepath.Join(class, "twice"), map[string]string{attackedFile: answer})
	archive("twice", func(w *zip.Writer) { add(w, attackedFile, answer, 0o644) })
	passed := map[string]status{"all": pass}
	return append(all,
		attack{name: "a zip file", tests: passed, points: 10},
		attack{name: "a zip file from Windows", tests: passed, points: 10},
		attack{name: "a dot in every name", tests: passed, points: 10},
		attack{name: "in capitals", tests: passed, points: 10},
		attack{name: "a folder with a zip file", tests: passed, points: 10},
		attack{name: "a folder with two zip files", status: missing},
		attack{name: "a folder with a bomb", status: refused},
		attack{name: "a folder like a zip file.zip", tests: passed, points: 10},
		attack{name: "a link in a zip file", status: missing},
		attack{name: "a way out of a zip file", status: missing},
		attack{name: "a bomb", status: refused},
		attack{name: "too many files", status: missing},
		attack{name: "a broken zip file", status: missing},
		attack{name: "twice", tests: passed, points: 10},
		attack{name: "twice and different", status: missing},
		attack{name: "a folder with the same zip file twice", tests: passed, points: 10},
	)
}
