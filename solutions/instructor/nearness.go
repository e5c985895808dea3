package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strings"
	"unicode"
)

// goName returns the name of a Go file without its extension and in lower case, and "" for other
// files. It accepts the extension ".txt", because some systems add it and some platforms demand it.
func goName(name string) string {
	base := strings.ToLower(path.Base(name))
	if text, ok := strings.CutSuffix(base, ".txt"); ok {
		return strings.TrimSuffix(text, ".go")
	}
	stem, ok := strings.CutSuffix(base, ".go")
	if !ok {
		return ""
	}
	return stem
}

// nearness compares the name of a file with the wanted name. It returns 0 for the same name, 1 for
// a difference in case, 2 for additional digits and signs, for example "softmax (1).go", and 3 for
// additional words, for example "softmax_final.go". It returns -1 for a different file.
func nearness(base, want string) int {
	letters := func(name string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return r
			}
			return -1
		}, goName(name))
	}
	have, wanted := letters(base), letters(want)
	before, after, found := strings.Cut(have, wanted)
	words := append(strings.FieldsFunc(goName(base), func(r rune) bool { return !unicode.IsLetter(r) }), before, after)
	test := slices.ContainsFunc(words, func(word string) bool { return word == "test" || word == "tests" })
	switch {
	case base == want:
		return 0
	case strings.EqualFold(base, want):
		return 1
	case have == wanted:
		return 2
	case !found || test || strings.HasSuffix(base, ".txt") &&
		!strings.Contains(strings.ToLower(base), ".go"):
		return -1
	}
	return 3
}

// toWrite returns the functions that students have to write.
func toWrite(stub []byte) map[string]bool {
	want := map[string]bool{}
	for name, written := range functions(stub) {
		if !written {
			want[name] = true
		}
	}
	return want
}

// unwritten returns the wanted functions that are missing from a file or still panic as in the stub.
func unwritten(code []byte, want map[string]bool) map[string]bool {
	have, left := functions(code), map[string]bool{}
	for name := range want {
		if !have[name] {
			left[name] = true
		}
	}
	return left
}

// ofAnother reports whether a file belongs to another exercise: it is Go, but has none of the wanted
// functions.
func ofAnother(code []byte, want map[string]bool) bool {
	if _, err := parser.ParseFile(token.NewFileSet(), "", code, parser.SkipObjectResolution); err != nil {
		return false
	}
	for name := range functions(code) {
		if want[name] {
			return false
		}
	}
	return true
}

// functions returns the functions of a file, as far as it can be parsed. The value is true for
// written functions.
func functions(code []byte) map[string]bool {
	all := map[string]bool{}
	file, _ := parser.ParseFile(token.NewFileSet(), "", code, parser.SkipObjectResolution)
	if file == nil {
		return all
	}
	for _, d := range file.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
			all[funcName(fn)] = !callsStub(fn.Body)
		}
	}
	return all
}

// callsStub reports whether a function panics as a stub does. The panic can remain below a return.
func callsStub(body *ast.BlockStmt) bool {
	for _, s := range body.List {
		for n := range ast.Preorder(s) {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING &&
				strings.HasPrefix(lit.Value, `"not written yet: `) {
				return true
			}
		}
		if returns(s) {
			return false
		}
	}
	return false
}

// returns reports whether a statement always returns.
func returns(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BlockStmt:
		return slices.ContainsFunc(s.List, returns)
	case *ast.IfStmt:
		return s.Else != nil && returns(s.Body) && returns(s.Else)
	}
	return false
}
