package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/doc"
	"go/doc/comment"
	"go/format"
	"go/parser"
	"go/token"
	"html"
	"html/template"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"nn/solutions/labs/companion/play"
)

// source is the package as its readers see it.
type source struct {
	root   string
	fset   *token.FileSet
	pkg    *doc.Package
	lines  map[string][]string      // of each file
	funcs  map[string]*ast.FuncDecl // that are not exported, by file and name
	types  []int                    // offsets in fset of all exported types, and of the ends of all files
	places map[string]string        // page of each name
	shown  map[string]bool
	wrong  map[string]string // known mistakes with their symptoms as HTML, by the number of the exercise
	index  play.Index
}

// readSource reads the package with its examples.
func readSource(root string) (*source, error) {
	s := &source{root: root, fset: token.NewFileSet(), lines: map[string][]string{}, funcs: map[string]*ast.FuncDecl{}, places: map[string]string{}, shown: map[string]bool{}}
	paths, err := filepath.Glob(filepath.Join(root, "*.go"))
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(s.fset, path, text, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
		s.lines[path] = strings.Split(string(text), "\n")
		s.types = append(s.types, int(file.FileEnd))
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && !f.Name.IsExported() {
				s.funcs[path+" "+f.Name.Name] = f
			}
		}
	}
	if s.pkg, err = doc.NewFromFiles(s.fset, files, "nn", doc.PreserveAST); err != nil {
		return nil, err
	}
	for _, t := range s.pkg.Types {
		start := t.Decl.Pos()
		if t.Decl.Doc != nil {
			start = t.Decl.Doc.Pos()
		}
		s.types = append(s.types, int(start))
	}
	slices.Sort(s.types)
	s.wrong, err = readMistakes(root)
	return s, err
}

// place gives a name a page, unless it has one.
func (s *source) place(name, file string) {
	if s.places[name] == "" {
		s.places[name] = file
	}
}

// item is a type, a function or a method of the package.
type item struct {
	name, doc string
	examples  []*doc.Example
	from, to  token.Pos     // its code, without the comment
	decl      *ast.FuncDecl // nil for a type
}

func itemOf(name string, f *doc.Func) item {
	return item{name: name, doc: f.Doc, examples: f.Examples, from: f.Decl.Pos(), to: f.Decl.End(), decl: f.Decl}
}

// find returns the item with the given name, for example SGD or NeuralNetwork.Fit.
func (s *source) find(name string) (item, error) {
	typeName, method, _ := strings.Cut(name, ".")
	functions := s.pkg.Funcs
	for _, t := range s.pkg.Types {
		functions = slices.Concat(functions, t.Funcs)
		if t.Name != typeName {
			continue
		}
		if method == "" {
			it := item{name: name, doc: t.Doc, examples: t.Examples, from: t.Decl.Pos()}
			next := slices.IndexFunc(s.types, func(p int) bool { return p > int(t.Decl.Pos()) })
			it.to = token.Pos(s.types[next]) - 1 // with its methods, up to the next type
			if lines := s.fset.Position(it.to).Line - s.fset.Position(it.from).Line; lines > 150 {
				it.to = t.Decl.End()
			}
			return it, nil
		}
		for _, m := range t.Methods {
			if m.Name == method {
				return itemOf(name, m), nil
			}
		}
	}
	for _, f := range functions {
		if f.Name == name {
			return itemOf(name, f), nil
		}
	}
	return item{}, fmt.Errorf("docs/lecture.md names %s, which the package does not have", name)
}

// slide returns a slide as HTML.
func (s *source) slide(sl slide, file string) (string, error) {
	var b strings.Builder
	esc := template.HTMLEscapeString
	fmt.Fprintf(&b, `<section class="slide"><h2 id="%s">%s</h2>`, slug(sl.title), esc(sl.title))
	for _, e := range sl.errata {
		where := ""
		if e.slide != sl.title {
			where = ": " + e.slide
		}
		fmt.Fprintf(&b, `<div class="erratum"><h3>Erratum%s</h3><p>As printed: %s</p><p>As it should be: %s</p><p>Because: %s</p></div>`,
			esc(where), inline(e.printed), inline(e.right), inline(e.why))
	}
	for _, x := range play.Experiments {
		if x.Slide == sl.title {
			fmt.Fprintf(&b, `<p>Experiment: <a href="playground.html#experiment=%s">%s</a></p>`, x.Slug, esc(x.Title))
		}
	}
	for _, name := range sl.names {
		if s.shown[name] || s.places[name] != file {
			fmt.Fprintf(&b, `<p><a href="%s#%s">%s</a></p>`, s.places[name], name, name)
			continue
		}
		s.shown[name] = true
		it, err := s.find(name)
		if err != nil {
			return "", err
		}
		if err := s.item(&b, it, file); err != nil {
			return "", err
		}
	}
	for _, number := range sl.exercises {
		if err := s.exercise(&b, number); err != nil {
			return "", err
		}
	}
	for _, lab := range sl.labs {
		fmt.Fprintf(&b, `<p>Lab: <code>go run ./solutions/labs/%s</code></p>`, esc(lab))
	}
	b.WriteString("</section>")
	return b.String(), nil
}

// item writes a name of the package: derivation, live numbers, code and examples.
func (s *source) item(b *strings.Builder, it item, file string) error {
	fmt.Fprintf(b, `<article><h3 id="%s">%[1]s</h3>%s`, it.name, s.comment(it.doc))
	if play.HasDerivation(it.name) {
		fmt.Fprintf(b, `<h4>Live derivation</h4><div class="derive" id="derive-%s" data-kind="%[1]s"></div>`, it.name)
	}
	from := s.fset.Position(it.from)
	fmt.Fprintf(b, `<details><summary>Code: %s, from line %d</summary>`, filepath.Base(from.Filename), from.Line)
	s.listing(b, it.from, it.to)
	if it.decl != nil {
		for _, f := range s.called(it.decl.Body, false) {
			s.snippet(b, "calls", f)
		}
	}
	b.WriteString("</details>")
	for _, x := range it.examples {
		var code bytes.Buffer
		if err := format.Node(&code, s.fset, x.Code); err != nil {
			return err
		}
		fmt.Fprintf(b, `<details><summary>%s</summary><pre tabindex="0">%s</pre><p>prints</p><pre tabindex="0">%s</pre>`,
			template.HTMLEscapeString(strings.TrimSuffix("Worked example: "+x.Suffix, ": ")), template.HTMLEscapeString(withoutBraces(code.String())), template.HTMLEscapeString(x.Output))
		for _, f := range s.called(x.Code, true) {
			s.snippet(b, "uses", f)
		}
		b.WriteString("</details>")
	}
	b.WriteString("</article>")
	s.index = append(s.index, play.Entry{Title: it.name, URL: file + "#" + it.name, Text: it.doc})
	return nil
}

// withoutBraces returns the statements of a block as they are outside of it.
func withoutBraces(block string) string {
	inside, isBlock := strings.CutPrefix(block, "{\n\t")
	if !isBlock {
		return block
	}
	return strings.ReplaceAll(strings.TrimRight(strings.TrimSuffix(inside, "}"), "\n"), "\n\t", "\n")
}

// comment returns a doc comment as HTML, with links to the names that have a place.
func (s *source) comment(text string) string {
	p := s.pkg.Parser()
	full := func(recv, name string) string {
		if recv != "" {
			name = recv + "." + name
		}
		return name
	}
	printer := &comment.Printer{HeadingLevel: 4, HeadingID: func(*comment.Heading) string { return "" },
		DocLinkURL: func(l *comment.DocLink) string {
			if l.ImportPath != "" { // in the standard library
				return l.DefaultURL("https://pkg.go.dev")
			}
			file := s.places[full(l.Recv, l.Name)]
			if file == "" {
				return "" // no link, only the name
			}
			return file + "#" + full(l.Recv, l.Name)
		}}
	return formulas.ReplaceAllStringFunc(string(printer.HTML(p.Parse(text))), func(block string) string {
		formula := html.UnescapeString(formulas.FindStringSubmatch(block)[1])
		if !isFormula.MatchString(formula) || strings.Contains(formula, ":=") {
			return block
		}
		return fmt.Sprintf(`<pre role="img" aria-label="%s">%s</pre>`, template.HTMLEscapeString(play.Spoken(formula)), template.HTMLEscapeString(formula))
	})
}

var (
	formulas  = regexp.MustCompile(`(?s)<pre>(.*?)</pre>`)
	isFormula = regexp.MustCompile(`[·Σ∂⊙√←²]|(?m)^[^\s]+ += `)
)

// exercise writes the task of an exercise.
func (s *source) exercise(b *strings.Builder, number string) error {
	folders, err := filepath.Glob(filepath.Join(s.root, "exercises", number+"-*"))
	if err != nil || len(folders) != 1 {
		return fmt.Errorf("docs/lecture.md names exercise %s, which has %d folders", number, len(folders))
	}
	folder := filepath.Base(folders[0])
	if s.shown[folder] {
		fmt.Fprintf(b, `<p>Exercise: <code>exercises/%s</code></p>`, folder)
		return nil
	}
	s.shown[folder] = true
	paths, err := filepath.Glob(filepath.Join(folders[0], "*.go"))
	if err != nil {
		return err
	}
	fmt.Fprintf(b, `<details><summary>Exercise %s</summary>`, folder)
	fset := token.NewFileSet()
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		b.WriteString(s.comment(file.Doc.Text()))
		fmt.Fprintf(b, "<p>Open <code>exercises/%s/%s</code> in your copy of the exercises, and write:</p><ul>", folder, filepath.Base(path))
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Name.IsExported() {
				fmt.Fprintf(b, "<li><code>%s</code>", f.Name.Name)
			}
		}
		b.WriteString("</ul>")
	}
	b.WriteString("</details>")
	if wrong := s.wrong[number]; wrong != "" {
		fmt.Fprintf(b, `<details><summary>What goes wrong in exercise %s</summary><ul>%s</ul></details>`, folder, wrong)
	}
	return nil
}
