// Package tests reads the tests of an exercise. From their source it reads their names, points and
// hints, and from their output it extracts the message for the student.
package tests

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
)

// Test is one test function with the directives of its comment:
//
//	//exercise:points 2
//	//exercise:hint 1 A question that leads to the idea.
//	//exercise:hint 2 The idea.
//	//exercise:hint 2 A further line of the second hint.
//	//exercise:hint 3 Nearly the formula, never the code.
type Test struct {
	Name   string
	About  string // the text of the comment
	Points int
	Hints  []string // the first reveals the least
}

// Read returns the tests of one file in their order. name and source are passed to
// [parser.ParseFile].
func Read(name string, source any) ([]Test, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source,
		parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var all []Test
	for _, d := range file.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Recv != nil || !strings.HasPrefix(fn.Name.Name, "Test") ||
			fn.Name.Name == "TestMain" {
			continue
		}
		t := Test{Name: fn.Name.Name, About: strings.TrimSpace(fn.Doc.Text())}
		if fn.Doc != nil {
			for _, c := range fn.Doc.List {
				if err := t.read(c.Text); err != nil {
					return nil, fmt.Errorf("%s: %w", fset.Position(c.Pos()), err)
				}
			}
		}
		all = append(all, t)
	}
	return all, nil
}

// read adds one line of a comment to t if the line is a directive.
func (t *Test) read(line string) error {
	directive, ok := strings.CutPrefix(line, "//exercise:")
	if !ok {
		return nil
	}
	word, rest, _ := strings.Cut(directive, " ")
	number, text, _ := strings.Cut(rest, " ")
	n, err := strconv.Atoi(number)
	switch {
	case err != nil || n < 1:
		return fmt.Errorf("%q: want a number from 1 after //exercise:%s", line, word)
	case word == "points" && t.Points == 0:
		t.Points = n
	case word == "hint" && n == len(t.Hints)+1:
		t.Hints = append(t.Hints, text)
	case word == "hint" && n == len(t.Hints):
		t.Hints[n-1] += " " + text
	default:
		return fmt.Errorf("%q: want one //exercise:points N and //exercise:hint 1, 2, 3 in order",
			line)
	}
	return nil
}
