package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
)

// The answers belong to the library's module and import given from there. Stubs and overlays import
// given from the exercises' module.
const (
	givenInAnswers   = "nn/solutions/given"
	givenInExercises = "exercises/given"
)

// makeStub turns an answer into the stub that students get:
//
//   - If the body of a function contains a comment that begins with "// Exercise:", the comment and
//     everything after it become panic("not written yet: Name").
//   - A declaration with //exercise:remove in its comment is removed.
//   - Imports that are no longer used are removed.
func makeStub(answer []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", answer,
		parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	offset := func(p token.Pos) int { return fset.Position(p).Offset }
	var edits []edit
	stubs := 0
	for _, d := range file.Decls {
		doc := docOf(d)
		if removed(doc) {
			edits = append(edits, edit{offset(doc.Pos()), offset(d.End()), ""})
			continue
		}
		fn, marker, err := markerOf(file, d)
		if err != nil {
			return nil, err
		}
		if marker == nil {
			continue
		}
		stubs++
		text := fmt.Sprintf("panic(%q)\n", "not written yet: "+funcName(fn))
		edits = append(edits, edit{offset(marker.Pos()), offset(fn.Body.Rbrace), text})
	}
	if stubs == 0 {
		return nil, errors.New("no function contains an // Exercise: comment, want one in each function " +
			"that students write")
	}
	stub, err := tidyImports(apply(answer, edits))
	if err != nil {
		return nil, err
	}
	return format.Source(stub)
}

// markerOf returns the function that d declares and the "// Exercise:" comment in its body. marker
// is nil if there is no such comment, or if d is not a function. The comment must be between
// statements of the body itself, because half of an inner block is not valid Go.
func markerOf(file *ast.File, d ast.Decl) (fn *ast.FuncDecl, marker *ast.Comment, err error) {
	fn, ok := d.(*ast.FuncDecl)
	if !ok || fn.Body == nil {
		return nil, nil, nil
	}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if c.Pos() < fn.Body.Lbrace || c.Pos() > fn.Body.Rbrace ||
				!strings.HasPrefix(c.Text, "// Exercise:") {
				continue
			}
			if marker != nil {
				return nil, nil, fmt.Errorf("%s contains two // Exercise: comments, want one", fn.Name.Name)
			}
			for _, s := range fn.Body.List {
				if s.Pos() < c.Pos() && c.Pos() < s.End() {
					return nil, nil, fmt.Errorf("the // Exercise: comment of %s is inside a statement, "+
						"want it between two statements", fn.Name.Name)
				}
			}
			marker = c
		}
	}
	return fn, marker, nil
}

func docOf(d ast.Decl) *ast.CommentGroup {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return d.Doc
	case *ast.GenDecl:
		return d.Doc
	}
	return nil
}

func removed(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool {
		return c.Text == "//exercise:remove"
	})
}

// funcName returns the name of a function. A method has the name of its type before it, for example
// "DenseLayer.Initialize".
func funcName(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return fn.Name.Name
	}
	t := fn.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.Ident:
			return x.Name + "." + fn.Name.Name
		default:
			return fn.Name.Name
		}
	}
}

// tidyImports removes unused imports and changes the import of given to the exercises' copy.
func tidyImports(source []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	used := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Obj == nil {
				used[x.Name] = true
			}
		}
		return true
	})
	var edits []edit
	offset := func(p token.Pos) int { return fset.Position(p).Offset }
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.IMPORT {
			continue
		}
		kept := 0
		var own []edit
		for _, s := range g.Specs {
			s := s.(*ast.ImportSpec)
			switch p, _ := strconv.Unquote(s.Path.Value); {
			case !used[importName(s, p)]:
				own = append(own, edit{offset(s.Pos()), offset(s.End()), ""})
				continue
			case p == givenInAnswers:
				own = append(own, edit{offset(s.Path.Pos()), offset(s.Path.End()),
					strconv.Quote(givenInExercises)})
			}
			kept++
		}
		if kept == 0 {
			own = []edit{{offset(g.Pos()), offset(g.End()), ""}}
		}
		edits = append(edits, own...)
	}
	return format.Source(apply(source, edits))
}

// importName returns the name under which a file uses a package, for example rand for math/rand/v2.
func importName(s *ast.ImportSpec, importPath string) string {
	if s.Name != nil {
		return s.Name.Name
	}
	base := path.Base(importPath)
	if len(base) > 1 && base[0] == 'v' && strings.Trim(base[1:], "0123456789") == "" {
		base = path.Base(path.Dir(importPath))
	}
	return base
}
