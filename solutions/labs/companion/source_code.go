package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"html/template"
	"slices"
	"strings"
)

// called returns the functions of the same file that the code calls and that are not exported, in the
// order of their calls. If deep is true, they include what these functions call.
func (s *source) called(code ast.Node, deep bool) (found []*ast.FuncDecl) {
	file := s.fset.Position(code.Pos()).Filename
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name := ""
		switch f := call.Fun.(type) {
		case *ast.Ident:
			name = f.Name
		case *ast.SelectorExpr:
			name = f.Sel.Name
		}
		if f := s.funcs[file+" "+name]; f != nil && !slices.Contains(found, f) {
			found = append(found, f)
			if deep {
				ast.Inspect(f.Body, visit)
			}
		}
		return true
	}
	ast.Inspect(code, visit)
	return found
}

// snippet writes a function that other code calls, with the numbers of its lines.
func (s *source) snippet(b *strings.Builder, verb string, f *ast.FuncDecl) {
	fmt.Fprintf(b, `<p>It %s <code>%s</code>:</p>`, verb, f.Name.Name)
	s.listing(b, f.Pos(), f.End())
}

// listing writes lines of a file with their numbers.
func (s *source) listing(b *strings.Builder, start, end token.Pos) {
	from, to := s.fset.Position(start), s.fset.Position(end)
	lines := s.lines[from.Filename][from.Line-1 : to.Line]
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	b.WriteString(`<pre tabindex="0">`)
	for i, line := range lines {
		fmt.Fprintf(b, "%4d    %s\n", from.Line+i, template.HTMLEscapeString(line))
	}
	b.WriteString("</pre>")
}
