package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nn/solutions/labs/companion/play"
)

const root = "../../.."

func lecturePages(t *testing.T) (pages []page, index play.Index, all string) {
	t.Helper()
	pages, index, err := lecture(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		all += string(p.Body)
	}
	return pages, index, all
}

// Every slide of the map is on one page, in its order, with all its names, exercises and errata.
func TestLectureIsComplete(t *testing.T) {
	_, _, all := lecturePages(t)
	slides, err := readSlides(root)
	if err != nil {
		t.Fatal(err)
	}
	if len(slides) < 40 {
		t.Errorf("%d slides", len(slides))
	}
	at, errata := 0, 0
	for _, s := range slides {
		i := strings.Index(all[at:], `<h2 id="`+slug(s.title)+`">`)
		if i < 0 || strings.Count(all, `<h2 id="`+slug(s.title)+`">`) != 1 {
			t.Fatalf("%s is not on one page, or not in its place", s.title)
		}
		at += i
		for _, name := range s.names {
			if n := strings.Count(all, `<h3 id="`+name+`">`); n != 1 {
				t.Errorf("%s is explained %d times", name, n)
			}
		}
		for _, number := range s.exercises {
			if !strings.Contains(all, "Exercise "+number+"-") {
				t.Errorf("exercise %s is missing", number)
			}
		}
		errata += len(s.errata)
	}
	text, err := os.ReadFile(filepath.Join(root, "docs", "errata.md"))
	if err != nil {
		t.Fatal(err)
	}
	if rows := strings.Count(string(text), "\n|") - 2; errata != rows || strings.Count(all, `class="erratum"`) != rows {
		t.Errorf("%d errata at slides, %d on pages, want %d", errata, strings.Count(all, `class="erratum"`), rows)
	}
}

// Each live derivation has a place, and so has each worked example with the numbers of a derivation.
func TestLectureHasDerivations(t *testing.T) {
	_, index, all := lecturePages(t)
	for _, name := range play.DerivationNames() {
		article, _, _ := strings.Cut(all[strings.Index(all, `<h3 id="`+name+`">`)+1:], "</article>")
		if !strings.Contains(article, `data-kind="`+name+`"`) || !strings.Contains(article, "Worked example: derivation") {
			if name != "WeightPenalty" || !strings.Contains(article, `data-kind="WeightPenalty"`) {
				t.Errorf("%s has no live derivation, or no worked example", name)
			}
		}
		if !slices.ContainsFunc(index, func(e play.Entry) bool { return e.Title == name && strings.HasSuffix(e.URL, "#"+name) }) {
			t.Errorf("the search does not find %s", name)
		}
	}
	if bracket := regexp.MustCompile(`<p>[^<]*\[[A-Z]\w+\]`).FindString(all); bracket != "" {
		t.Errorf("a name in brackets, as in the source: %s", bracket)
	}
	slides, err := readSlides(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range play.Experiments {
		if !slices.ContainsFunc(slides, func(s slide) bool { return s.title == x.Slide }) {
			t.Errorf("the experiment %s belongs to the slide %q, which does not exist", x.Slug, x.Slide)
		}
	}
}

// The code on the pages has the lines of the files, with their numbers.
func TestLectureHasTheLines(t *testing.T) {
	_, _, all := lecturePages(t)
	blocks := regexp.MustCompile(`(?s)<summary>Code: (\w+\.go), from line (\d+)</summary><pre tabindex="0">(.*?)</pre>`).FindAllStringSubmatch(all, -1)
	if len(blocks) < 30 {
		t.Fatalf("%d pieces of code", len(blocks))
	}
	unescape := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'", "&amp;", "&")
	for _, m := range blocks {
		text, err := os.ReadFile(filepath.Join(root, m[1]))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(text), "\n")
		first, _ := strconv.Atoi(m[2])
		for i, line := range strings.Split(strings.TrimSuffix(m[3], "\n"), "\n") {
			if want := fmt.Sprintf("%4d  %s", first+i, lines[first+i-1]); unescape.Replace(line) != want {
				t.Errorf("%s: %q, want %q", m[1], line, want)
			}
		}
	}
	if !strings.Contains(all, "func (s *sgdState) run(") {
		t.Error("SGD is without the loop that has its rule")
	}
}

// A map that no longer agrees with the repository is an error, not a page.
func TestLectureRefuses(t *testing.T) {
	for _, c := range []struct{ file, old, new, want string }{
		{"docs/lecture.md", "`DenseLayer.ForwardPropagation`", "`DenseLayer.Forward`", "DenseLayer.Forward, which the package does not have"},
		{"docs/lecture.md", "| Evaluating DL models |", "| Evaluating models |", `no slide "Evaluating DL models"`},
		{"docs/lecture.md", "| [02] |", "| [99] |", "exercise 99"},
		{"docs/errata.md", "| momentum `momentum-form` |", "| inertia `momentum-form` |", `the slide "inertia"`},
		{"docs/errata.md", "| slide | as printed |", "| slide | printed |", "no table"},
	} {
		dir := t.TempDir()
		if err := os.CopyFS(filepath.Join(dir, "docs"), os.DirFS(filepath.Join(root, "docs"))); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(filepath.Join(dir, "exercises"), os.DirFS(filepath.Join(root, "exercises"))); err != nil {
			t.Fatal(err)
		}
		files, _ := filepath.Glob(filepath.Join(root, "*.go"))
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err == nil {
				err = os.WriteFile(filepath.Join(dir, filepath.Base(file)), text, 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join(dir, c.file)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), c.old) {
			t.Fatalf("%s has no %q", c.file, c.old)
		}
		os.WriteFile(path, []byte(strings.Replace(string(text), c.old, c.new, 1)), 0o644)
		if _, _, err := lecture(dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.new, err, c.want)
		}
	}
}
