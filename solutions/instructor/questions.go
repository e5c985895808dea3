package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"hash/fnv"
	"io"
	"slices"
	"strings"
)

func questionsCommand(flags *flag.FlagSet) action {
	exercise := flags.String("exercise", "", "only about this exercise, such as 05")
	return func(_ context.Context, c *course, w io.Writer, args []string) error {
		return c.questions(w, args[0], args[1], *exercise)
	}
}

const questionsAsked = 3

// questions prints questions that only whoever has written the code can answer at once.
func (c *course) questions(w io.Writer, dir, name, exercise string) error {
	cases, err := c.cases()
	if err != nil {
		return err
	}
	if exercise != "" {
		tc, err := exerciseOf(c, cases, exercise)
		if err != nil {
			return err
		}
		cases = []*testCase{tc}
	}
	class, err := collect(dir)
	if err != nil {
		return err
	}
	defer class.close()
	i := slices.IndexFunc(class.submissions, func(s *submission) bool {
		return s.name == compose(name) || s.id == name
	})
	if i < 0 {
		return fmt.Errorf("%s has no submission with the name or the ID %q", dir, name)
	}
	s := class.submissions[i]
	if s.read(cases, cases); s.err != nil {
		return s.err
	}
	var all []question
	for _, tc := range cases {
		all = append(all, questionsAbout(tc, s.files[tc.name].code)...)
	}
	if len(all) == 0 {
		return errors.New("there is no code of the student's own to ask about")
	}
	fmt.Fprintf(w, "Questions for %s\n", oneLine(s.name))
	for i, q := range pick(all, s.name) {
		fmt.Fprintf(w, "\n%d. %s, line %d, in %s:\n\n       %s\n\n   %s\n", i+1, q.file, q.line, q.in,
			oneLine(q.code), oneLine(q.text))
	}
	return nil
}

// question is one question about one place in the code of a student.
type question struct {
	kind       string
	file, in   string // the file and the function
	line       int
	code, text string
}

// pick chooses questions of different kinds, and of different exercises as long as there are some.
// The same student gets the same ones again.
func pick(all []question, name string) []question {
	hash := func(q question) uint64 {
		h := fnv.New64a()
		fmt.Fprintf(h, "%s\x00%s\x00%d\x00%s", name, q.file, q.line, q.kind)
		return h.Sum64()
	}
	slices.SortFunc(all, func(a, b question) int { return cmp.Compare(hash(a), hash(b)) })
	var chosen []question
	for len(chosen) < min(questionsAsked, len(all)) {
		best, fewest := 0, len(all)*4
		for i, q := range all {
			used := 0
			for _, c := range chosen {
				switch {
				case c == q:
					used += len(all)
				case c.kind == q.kind:
					used += 2
				case c.file == q.file:
					used++
				}
			}
			if used < fewest {
				best, fewest = i, used
			}
		}
		chosen = append(chosen, all[best])
	}
	return chosen
}

// questionsAbout finds what can be asked about the functions that the student has written.
func questionsAbout(tc *testCase, code []byte) []question {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, tc.file(), code, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	given := map[string]string{}
	if stub, err := parser.ParseFile(token.NewFileSet(), "", tc.handedOut, 0); err == nil {
		for _, d := range stub.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				given[funcName(fn)] = source(fn.Body)
			}
		}
	}
	var all []question
	for _, d := range file.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil || callsStub(fn.Body) || given[funcName(fn)] == source(fn.Body) {
			continue
		}
		ask := func(kind string, n ast.Node, format string, args ...any) {
			code, _, _ := strings.Cut(source(n), "\n")
			all = append(all, question{kind, tc.file(), funcName(fn), fset.Position(n.Pos()).Line,
				code, fmt.Sprintf(format, args...)})
		}
		askAbout(fn, ask)
	}
	return all
}

// askAbout asks about loops, divisions, conditions, assignments, indices, calls and parameters.
func askAbout(fn *ast.FuncDecl, ask func(kind string, n ast.Node, format string, args ...any)) {
	for n := range ast.Preorder(fn.Body) {
		switch n := n.(type) {
		case *ast.RangeStmt:
			ask("loop", n, "Why does this loop go over %s, and what does one turn of it compute?",
				source(n.X))
			ask("n = 1", n, "What happens here if %s has only one element, or none?", source(n.X))
		case *ast.ForStmt:
			if n.Cond != nil {
				ask("loop", n, "Why does this loop run while %s? What would one turn more or less change?",
					source(n.Cond))
			}
		case *ast.BinaryExpr:
			if n.Op == token.QUO {
				ask("division", n, "Why is this divided by %s? What is the result if it is 1, and if it "+
					"is 0?", source(n.Y))
			}
		case *ast.IfStmt:
			ask("condition", n, "For which input is %s true? Give an example, and say what the function "+
				"returns for it.", source(n.Cond))
		case *ast.AssignStmt:
			if n.Tok == token.ADD_ASSIGN {
				ask("sum", n, "What is the value of %s before the first and after the last time that this "+
					"line runs? Which formula of the slide is it?", source(n.Lhs[0]))
			} else {
				ask("order", n, "What would be wrong if this line were left out, or came last?")
			}
		case *ast.IndexExpr:
			ask("index", n, "What does the index %s mean here, and which is the largest that it can be?",
				source(n.Index))
		case *ast.CallExpr:
			if sel, ok := n.Fun.(*ast.SelectorExpr); ok && len(n.Args) < 3 {
				ask("call", n, "Which shape or type does the result of %s have here, and why is it needed?",
					sel.Sel.Name)
			}
		}
	}
	for _, p := range fn.Type.Params.List {
		for _, name := range p.Names {
			for n := range ast.Preorder(fn.Body) {
				if id, ok := n.(*ast.Ident); ok && id.Name == name.Name {
					ask("change", fn.Type, "Which lines of this function depend on %s? What changes in "+
						"each of them if it has one element more, or is larger by one?", name.Name)
					break
				}
			}
		}
	}
}

// source is a piece of code as it is formatted.
func source(n ast.Node) string {
	var b bytes.Buffer
	if err := format.Node(&b, token.NewFileSet(), n); err != nil {
		return ""
	}
	return b.String()
}
