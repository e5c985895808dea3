package main

import (
	"errors"
	"fmt"
	"html"
	"html/template"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"nn/solutions/labs/companion/play"
)

// The pages of the lecture come from the repository, so that they cannot become outdated: the slides
// from docs/lecture.md, the derivations and the code from the package, the worked examples from its
// tests, the errata from docs/errata.md, and the exercises from their folder.

// parts are the pages, with the first slide of each. A page ends where the next one begins.
var parts = []struct{ file, title, short, first string }{
	{"backpropagation.html", "Backpropagation and dense layers", "Backpropagation", "Training: supervised learning"},
	{"activations.html", "Activation and loss functions", "Activations, losses", "Training: activation functions"},
	{"optimizers.html", "Batches and optimizers", "Optimizers", "Improvements on training algorithms: batches"},
	{"implementation.html", "Implementation", "Implementation", "Python implementation - numpy"},
	{"overfitting.html", "Overfitting and regularization", "Overfitting", "Overfitting and regularization"},
	{"evaluation.html", "Evaluation and hyperparameters", "Evaluation", "Evaluating DL models"},
}

// explainedAt has the slides at which names are explained that an earlier slide only mentions.
var explainedAt = []struct{ title, names string }{
	{"Improvements on training algorithms: RMSProp e Adam", "AdaGrad Rprop Quickprop NeuralNetwork.FitLevenbergMarquardt"},
}

// slide is a row of the table in docs/lecture.md.
type slide struct {
	title     string
	names     []string // in the package
	exercises []string // for example 02
	labs      []string
	errata    []erratum
}

// erratum is a row of the table in docs/errata.md.
type erratum struct{ slide, printed, right, why string }

var (
	quoted = regexp.MustCompile("`([^`]+)`")
	linked = regexp.MustCompile(`\[([a-z0-9]+)\]`)
)

// lecture returns the pages of the lecture, and their entries for the search.
func lecture(root string) ([]page, play.Index, error) {
	slides, err := readSlides(root)
	if err != nil {
		return nil, nil, err
	}
	source, err := readSource(root)
	if err != nil {
		return nil, nil, err
	}
	groups := make([][]slide, len(parts))
	k := -1
	for _, s := range slides {
		if k+1 < len(parts) && s.title == parts[k+1].first {
			k++
		}
		if k < 0 {
			return nil, nil, fmt.Errorf("docs/lecture.md begins with the slide %q, want %q", s.title, parts[0].first)
		}
		groups[k] = append(groups[k], s)
	}
	if k+1 < len(parts) {
		return nil, nil, fmt.Errorf("docs/lecture.md has no slide %q, or not in its place", parts[k+1].first)
	}
	for _, later := range explainedAt {
		found := false
		for k, group := range groups {
			for i := range group {
				if group[i].title == later.title {
					found = true
					for _, name := range strings.Fields(later.names) {
						source.place(name, parts[k].file)
						group[i].names = append(group[i].names, name)
					}
				}
			}
		}
		if !found {
			return nil, nil, fmt.Errorf("docs/lecture.md has no slide %q, where %s are explained", later.title, later.names)
		}
	}
	for k, group := range groups { // every name has one place, so that others can lead to it
		for _, s := range group {
			for _, name := range s.names {
				source.place(name, parts[k].file)
			}
		}
	}
	var pages []page
	var index play.Index
	for k, group := range groups {
		p := parts[k]
		var b strings.Builder
		b.WriteString(`<div class="lecture"><ul>`)
		for _, s := range group {
			fmt.Fprintf(&b, `<li><a href="#%s">%s</a>`, slug(s.title), template.HTMLEscapeString(s.title))
		}
		b.WriteString("</ul>")
		for _, s := range group {
			text, err := source.slide(s, p.file)
			if err != nil {
				return nil, nil, err
			}
			b.WriteString(text)
			index = append(index, play.Entry{Title: s.title, URL: p.file + "#" + slug(s.title), Text: strings.Join(s.names, " ") + " " + errataText(s.errata)})
		}
		b.WriteString("</div>")
		pages = append(pages, page{File: p.file, Title: p.title, Short: p.short, Body: template.HTML(b.String())})
	}
	return pages, append(index, source.index...), nil
}

// readSlides reads the tables of slides and errata.
func readSlides(root string) ([]slide, error) {
	rows, err := tableRows(filepath.Join(root, "docs", "lecture.md"), "slide | code | exercise | lab")
	if err != nil {
		return nil, err
	}
	var slides []slide
	for _, r := range rows {
		s := slide{title: r[0]}
		for _, m := range quoted.FindAllStringSubmatch(r[1], -1) {
			if !strings.Contains(m[1], "/") && !strings.HasSuffix(m[1], ".go") && !strings.HasPrefix(m[1], "-") {
				s.names = append(s.names, m[1])
			}
		}
		for _, m := range linked.FindAllStringSubmatch(r[2], -1) {
			s.exercises = append(s.exercises, m[1])
		}
		for _, m := range linked.FindAllStringSubmatch(r[3], -1) {
			s.labs = append(s.labs, m[1])
		}
		slides = append(slides, s)
	}
	rows, err = tableRows(filepath.Join(root, "docs", "errata.md"), "slide | as printed | as it should be | why")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		name, _, _ := strings.Cut(r[0], "`")
		e := erratum{strings.TrimSpace(name), r[1], r[2], r[3]}
		i := slideOf(slides, e.slide)
		if i < 0 {
			return nil, fmt.Errorf("docs/errata.md has the slide %q, which docs/lecture.md does not name", e.slide)
		}
		slides[i].errata = append(slides[i].errata, e)
	}
	return slides, nil
}

// slideOf returns the index of the slide that an erratum names, or -1. The errata call some slides
// by a part of their title.
func slideOf(slides []slide, name string) int {
	name, _, _ = strings.Cut(name, ",")
	if strings.HasSuffix(name, "entropy") || name == "Mean squared error" {
		name = "Training: loss functions in backprop"
	}
	i := slices.IndexFunc(slides, func(s slide) bool { return s.title == name })
	if i < 0 {
		i = slices.IndexFunc(slides, func(s slide) bool { return strings.Contains(s.title, name) })
	}
	return i
}

// tableRows returns the cells of the table in a Markdown file that has the given head.
func tableRows(path, head string) (rows [][]string, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	_, table, found := strings.Cut(string(text), "| "+head+" |\n")
	if !found {
		return nil, fmt.Errorf("%s has no table with the head %q", filepath.Base(path), head)
	}
	for _, line := range strings.Split(table, "\n") {
		if !strings.HasPrefix(line, "|") {
			break
		}
		var cells []string
		for _, cell := range strings.Split(strings.Trim(line, "|"), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		if strings.HasPrefix(cells[0], "---") {
			continue
		}
		if len(cells) != 4 {
			return nil, fmt.Errorf("%s: a row has %d cells, want 4: %s", filepath.Base(path), len(cells), line)
		}
		rows = append(rows, cells)
	}
	if len(rows) == 0 {
		return nil, errors.New(filepath.Base(path) + ": the table has no rows")
	}
	return rows, nil
}

// cause is a line of docs/what-went-wrong.md below a symptom.
var cause = regexp.MustCompile(`^  - (.*) \(\[(\d\d) [^]]*\]`)

// readMistakes returns the known mistakes of each exercise, with the symptom of each.
func readMistakes(root string) (map[string]string, error) {
	text, err := os.ReadFile(filepath.Join(root, "docs", "what-went-wrong.md"))
	if err != nil {
		return nil, err
	}
	mistakes, symptom := map[string]string{}, ""
	for _, line := range strings.Split(string(text), "\n") {
		if s, ok := strings.CutPrefix(line, "- **"); ok {
			symptom = strings.TrimSuffix(s, "**")
		}
		if m := cause.FindStringSubmatch(line); m != nil {
			mistakes[m[2]] += fmt.Sprintf("<li>%s<br>Symptom: %s", inline(m[1]), inline(symptom))
		}
	}
	if len(mistakes) == 0 {
		return nil, errors.New("docs/what-went-wrong.md lists no mistake with its exercise")
	}
	return mistakes, nil
}

var backslash = regexp.MustCompile(`\\([[:punct:]])`)

// inline returns a line of Markdown as HTML. Characters with a backslash stand for themselves, and words
// in backquotes are code.
func inline(text string) string {
	text = html.UnescapeString(backslash.ReplaceAllString(text, "$1"))
	return quoted.ReplaceAllString(html.EscapeString(text), "<code>$1</code>")
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// slug returns a title as the name of a place on a page.
func slug(title string) string {
	return "slide-" + strings.Trim(notSlug.ReplaceAllString(strings.ToLower(title), "-"), "-")
}

func errataText(errata []erratum) string {
	text := ""
	for _, e := range errata {
		text += e.printed + " " + e.right + " " + e.why + " "
	}
	return text
}

// contents returns the first page.
func contents(parts []page, index play.Index) page {
	var b strings.Builder
	b.WriteString(`<div class="lecture"><p>These pages lead through the lecture slide by slide, with its derivations, code, worked examples and exercises. The numbers of a live derivation can be changed.</p>
<h2><a href="playground.html">Playground</a></h2><p>Watch a small network learn, and change it while it learns. Guided experiments:</p><ul>`)
	for _, x := range play.Experiments {
		fmt.Fprintf(&b, `<li><a href="playground.html#experiment=%s">%s</a>`, x.Slug, template.HTMLEscapeString(x.Title))
	}
	b.WriteString(`</ul><h2><a href="digits.html">Draw a digit</a></h2><p>A network reads it while you draw.</p><h2><a href="gym.html">Which mistake?</a></h2><p>Find the known mistake in a training.</p>`)
	for _, p := range parts {
		fmt.Fprintf(&b, `<h2><a href="%s">%s</a></h2><ul>`, p.File, template.HTMLEscapeString(p.Title))
		for _, e := range index {
			if strings.HasPrefix(e.URL, p.File+"#slide-") {
				fmt.Fprintf(&b, `<li><a href="%s">%s</a>`, e.URL, template.HTMLEscapeString(e.Title))
			}
		}
		b.WriteString("</ul>")
	}
	b.WriteString("</div>")
	return page{File: "index.html", Title: "Neural networks, slide by slide", Body: template.HTML(b.String())}
}
