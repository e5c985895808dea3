package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// mistake is a known wrong answer.
type mistake struct {
	file  string
	name  string // a short clause about the code
	named bool   // whether the failure must contain the name
	code  []byte // the answer with the mistake in it
}

// functions returns the names of the answer's functions that the mistake changes.
func (m *mistake) functions(right *sourceFile) ([]string, error) {
	wrong, err := readSourceFile(m.code)
	if err != nil {
		return nil, err
	}
	return wrong.changed(right), nil
}

// makeMistake replaces functions of the answer by the functions in a mistake's file. The first line
// of this file is
//
//	// Mistake: the text that the failing test prints after "known mistake:"
//
// or "// Mistake, unnamed: ..." if the numbers cannot reveal the mistake.
func makeMistake(name string, answer, source []byte) (*mistake, error) {
	m := &mistake{file: name}
	line, _, _ := strings.Cut(string(source), "\n")
	if m.name, m.named = strings.CutPrefix(line, "// Mistake: "); !m.named {
		var ok bool
		if m.name, ok = strings.CutPrefix(line, "// Mistake, unnamed: "); !ok {
			return nil, fmt.Errorf("%s: the first line is %q, want // Mistake: and the name of the mistake",
				name, line)
		}
	}
	var err error
	m.code, err = replaceFunctions(name, answer, source)
	return m, err
}

// readMistakes reads the known mistakes: the files in testdata/mistakes, and the changes of a line in
// testdata/changes.txt.
func (e *exercise) readMistakes(answer []byte) ([]*mistake, error) {
	files, err := e.mistakes()
	if err != nil {
		return nil, err
	}
	var all []*mistake
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		m, err := makeMistake(name, answer, source)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	changes, err := e.readChanges(answer)
	return append(all, changes...), err
}

// readChanges reads known mistakes that change a few lines of one function. A block has the function, the
// lines that are replaced, which begin with - and are the only ones like this in the function, the new lines,
// which begin with +, and the name, which begins with "named ". Spaces before the lines do not count.
func (e *exercise) readChanges(answer []byte) ([]*mistake, error) {
	file := filepath.Join(e.root, "solutions", e.name, "testdata", "changes.txt")
	data, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	right, err := readSourceFile(answer)
	if err != nil {
		return nil, err
	}
	var all []*mistake
	for i, block := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
		lines := strings.Split(block, "\n")
		m := &mistake{file: fmt.Sprintf("%s, block %d", file, i+1), named: true}
		var from, to []string
		for _, line := range lines[1:] {
			switch word, rest, _ := strings.Cut(line, " "); word {
			case "-":
				from = append(from, rest)
			case "+":
				to = append(to, rest)
			case "named":
				m.name = rest
			}
		}
		function := right.texts[lines[0]]
		places := regexp.MustCompile(spacedPattern(from)).FindAllStringIndex(function, -1)
		if len(places) != 1 || m.name == "" || len(from)+len(to)+2 != len(lines) {
			return nil, fmt.Errorf("%s: want a function, lines that it has once, new lines and a name:\n%s",
				m.file, block)
		}
		changed := function[:places[0][0]] + strings.Join(to, "\n") + function[places[0][1]:]
		if m.code, err = tidyImports([]byte(strings.Replace(string(answer), function, changed, 1))); err != nil {
			return nil, fmt.Errorf("%s: %w", m.file, err)
		}
		all = append(all, m)
	}
	return all, nil
}

// spacedPattern matches lines with any spaces at their beginning.
func spacedPattern(lines []string) string {
	quoted := make([]string, len(lines))
	for i, line := range lines {
		quoted[i] = regexp.QuoteMeta(line)
	}
	return strings.Join(quoted, `\s*\n\s*`)
}

// replaceFunctions replaces functions of code by the functions of the same name in source. It adds
// the other declarations and the imports of source.
func replaceFunctions(name string, code, source []byte) ([]byte, error) {
	fset := token.NewFileSet()
	wrong, err := parser.ParseFile(fset, name, source,
		parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	right, err := parser.ParseFile(fset, "", code,
		parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	offset := func(p token.Pos) int { return fset.Position(p).Offset }
	text := func(n ast.Node) string { return string(source[offset(n.Pos()):offset(n.End())]) }
	places := map[string]*ast.FuncDecl{}
	for _, d := range right.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			places[funcName(fn)] = fn
		}
	}
	var edits []edit
	imports, replaced := "", false
	for _, d := range wrong.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			for _, s := range g.Specs {
				if path := s.(*ast.ImportSpec).Path.Value; !importsPath(right, path) {
					imports += "\nimport " + path
				}
			}
			continue
		}
		if fn, ok := d.(*ast.FuncDecl); ok && places[funcName(fn)] != nil {
			old := places[funcName(fn)]
			edits = append(edits, edit{offset(old.Type.Func), offset(old.End()), text(&ast.FuncDecl{
				Recv: fn.Recv, Name: fn.Name, Type: fn.Type, Body: fn.Body})})
			replaced = true
			continue
		}
		edits = append(edits, edit{len(code), len(code), "\n" + text(d) + "\n"})
	}
	if !replaced {
		return nil, fmt.Errorf("%s replaces no function: want a function with a name from the exercise",
			name)
	}
	if imports != "" {
		at := offset(right.Name.End())
		edits = append(edits, edit{at, at, "\n" + imports + "\n"})
	}
	code, err = tidyImports(apply(code, edits))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return code, nil
}

func importsPath(file *ast.File, quoted string) bool {
	for _, s := range file.Imports {
		if s.Path.Value == quoted {
			return true
		}
	}
	return false
}
