package main

import (
	"fmt"
	"go/doc"
	"html"
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
			if without := []string{"WeightPenalty", "Layer", "EarlyStopping", "NeuralNetwork.MiniBatches"}; !slices.Contains(without, name) || !strings.Contains(article, `data-kind="`+name+`"`) {
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

// The code on the pages has even steps of indentation, also behind the numbers of its lines, and no brace of its own.
func TestLectureIndentation(t *testing.T) {
	_, _, all := lecturePages(t)
	style, err := pages.ReadFile("pages/style.css")
	if err != nil {
		t.Fatal(err)
	}
	tab := regexp.MustCompile(`pre \{[^}]*tab-size: (\d)`).FindStringSubmatch(string(style))
	lines := regexp.MustCompile(`(?m)^(?:<pre tabindex="0">)?( *\d+ +)(?:func|type|//|\}|\t)`).FindAllStringSubmatch(all, -1)
	if tab == nil || len(lines) < 1000 {
		t.Fatalf("the size of a tab is %q; %d lines", tab, len(lines))
	}
	for _, m := range lines {
		if size, _ := strconv.Atoi(tab[1]); len(m[1])%size != 0 {
			t.Fatalf("the code after %q is indented by its first tab less than by its second", m[1])
		}
	}
	examples := regexp.MustCompile(`<summary>Worked example[^<]*</summary><pre tabindex="0">([^<]*)</pre>`).FindAllStringSubmatch(all, -1)
	for _, e := range examples {
		if code := e[1]; strings.ContainsAny(code[:1], "{\t") || strings.Count(code, "{") != strings.Count(code, "}") || strings.HasSuffix(code, "\n\n") {
			t.Errorf("a worked example is %q", code)
		}
	}
	if len(examples) < 20 {
		t.Errorf("%d worked examples", len(examples))
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
			if want := fmt.Sprintf("%4d    %s", first+i, lines[first+i-1]); unescape.Replace(line) != want {
				t.Errorf("%s: %q, want %q", m[1], line, want)
			}
		}
	}
	if !strings.Contains(all, "func (s *sgdState) run(") {
		t.Error("SGD is without the loop that has its rule")
	}
}

// Every live derivation begins with the numbers of its Example, and computes the same numbers to four
// digits: each matrix and each value that the Example prints is on the page.
func TestDerivationsAgreeWithExamples(t *testing.T) {
	s, err := readSource(root)
	if err != nil {
		t.Fatal(err)
	}
	input, tag := regexp.MustCompile(`<input [^>]*value="([^"]*)"[^>]*>`), regexp.MustCompile(`<[^>]*>`)
	compared := 0
	for _, name := range play.DerivationNames() {
		it, err := s.find(name)
		if err != nil {
			t.Fatal(err)
		}
		html := play.Derivations{}.Change("id", name, "", "")
		html = input.ReplaceAllStringFunc(html, func(s string) string {
			v, _ := strconv.ParseFloat(input.FindStringSubmatch(s)[1], 64)
			return fmt.Sprintf("%.4f", v)
		})
		html = strings.ReplaceAll(html, "−", "-")
		var live []string // matrices as text
		for _, table := range regexp.MustCompile(`(?s)<table class="matrix"[^>]*><caption>.*?</caption>(.*?)</table>`).FindAllStringSubmatch(html, -1) {
			rows := strings.ReplaceAll(strings.ReplaceAll(table[1], "</tr>", "\n"), "<td>", " ")
			live = append(live, "\n"+strings.ReplaceAll(strings.TrimSpace(tag.ReplaceAllString(rows, "")), "\n ", "\n")+"\n")
		}
		i := slices.IndexFunc(it.examples, func(x *doc.Example) bool { return x.Suffix == "derivation" })
		if i < 0 {
			continue
		}
		matrix, skip := "", false
		check := func() {
			if matrix = strings.TrimSpace(matrix); matrix != "" && !skip {
				compared++
				rows := "\n" + strings.ReplaceAll(matrix, "\n ", "\n") + "\n"
				if !slices.ContainsFunc(live, func(m string) bool { return strings.Contains(m, rows) }) {
					t.Errorf("%s: the live derivation does not have\n%s\nbut\n%s", name, matrix, strings.Join(live, "\n\n"))
				}
			}
			matrix = ""
		}
		for _, line := range strings.Split(it.examples[i].Output, "\n") {
			if row, ok := strings.CutPrefix(line, "["); ok {
				matrix += " " + strings.Join(strings.Fields(strings.TrimSuffix(row, "]")), " ") + "\n"
				continue
			}
			check()
			skip = strings.HasPrefix(line, "wrong:")
			if _, value, ok := strings.Cut(line, "= "); ok && regexp.MustCompile(`^-?\d+\.\d{4}$`).MatchString(value[strings.LastIndex(value, " ")+1:]) {
				matrix = value[strings.LastIndex(value, " ")+1:]
				check()
			}
		}
		check()
	}
	if compared < 80 {
		t.Errorf("%d matrices and values are compared", compared)
	}
	t.Logf("%d matrices and values agree", compared)
}

// A worked example shows the helpers that it calls, and the backward pass of a dense layer all three
// steps. The first page begins with the steps of backpropagation, not with rare optimizers.
func TestLectureHasHelpers(t *testing.T) {
	pages, _, all := lecturePages(t)
	for name, want := range map[string][]string{
		"SGD":                            {"func showUpdates(", "func show("},
		"DenseLayer":                     {"func batch()", "func show("},
		"DenseLayer.BackwardPropagation": {"STEP 1", "STEP 2", "STEP 3"},
	} {
		_, article, _ := strings.Cut(all, `<h3 id="`+name+`">`)
		article, _, _ = strings.Cut(article, "</article>")
		for _, w := range want {
			if !strings.Contains(article, w) {
				t.Errorf("%s does not show %s", name, w)
			}
		}
	}
	if strings.Contains(string(pages[0].Body), `<h3 id="AdaGrad">`) || !strings.Contains(string(pages[2].Body), `<h3 id="AdaGrad">`) {
		t.Error("AdaGrad is not explained with the optimizers")
	}
	if !strings.Contains(all, "What goes wrong in exercise 03-dense-backward") || !strings.Contains(all, "Symptom: ") {
		t.Error("the mistakes of exercise 03 are missing")
	}
}

// Each formula of a derivation has its words for programs that read it aloud.
func TestFormulasAreSpoken(t *testing.T) {
	_, _, all := lecturePages(t)
	if n := strings.Count(all, `<pre role="img" aria-label="`); n < 40 {
		t.Errorf("%d formulas have words", n)
	}
	for _, m := range regexp.MustCompile(`(?s)<pre>(.*?)</pre>`).FindAllStringSubmatch(all, -1) {
		if strings.ContainsAny(m[1], "·Σ∂ᵀ⊙√←²") {
			t.Errorf("no words for %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`role="img" aria-label="([^"]*)"`).FindAllStringSubmatch(all, -1) {
		if strings.ContainsAny(m[1], "·Σ∂ᵀ⊙√←²_=+^|*₁₂⁻ˣ") {
			t.Errorf("a sign in the words %s", m[1])
		}
	}
}

// The pages show no marks of the Markdown that they are made from.
func TestLectureHasNoMarkdown(t *testing.T) {
	_, _, all := lecturePages(t)
	for _, pattern := range []string{`(?s)<pre.*?</pre>`, `<code>.*?</code>`, `<[^>]*>`} {
		all = regexp.MustCompile(pattern).ReplaceAllString(all, " ")
	}
	marks := regexp.MustCompile(".{0,20}(?:&\\w+;|\\\\[[:punct:]]|`|\\*\\*|\\]\\().{0,20}")
	if found := marks.FindAllString(html.UnescapeString(all), 5); found != nil {
		t.Errorf("the pages show %q", found)
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
