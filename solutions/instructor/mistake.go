package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// mistake is a known wrong answer.
type mistake struct {
	file  string
	name  string // a short clause about the code
	named bool   // whether the failure must contain the name
	code  []byte // the answer with the mistake in it
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
