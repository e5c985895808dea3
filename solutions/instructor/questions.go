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
	exercise := flags.String("exercise", "", "ask only about this exercise, for example 05")
	return func(_ context.Context, c *course, w io.Writer, args []string) error {
		return c.questions(w, args[0], args[1], *exercise)
	}
}

const questionsAsked = 3

// questions prints questions that a student can answer at once only if they wrote the code.
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
	var students []*student
	for _, s := range class.submissions {
		students = append(students, newStudent(s))
	}
	found := called(compose(name), students)
	if len(found) == 0 {
		return fmt.Errorf("%s contains no submission with the name or the ID %q", dir, name)
	}
	if len(found) > 1 {
		return fmt.Errorf("%q can mean several students: %s", name, tellWhich(found, students))
	}
	s := class.submissions[slices.Index(students, found[0])]
	if s.read(cases, cases); s.err != nil {
		return s.err
	}
	var all []question
	var unread []error
	for _, tc := range cases {
		file := s.files[tc.name]
		about, err := questionsAbout(tc, file.code)
		if file.err != nil {
			err = file.err
		}
		if err != nil && !errors.As(err, new(noFile)) {
			unread = append(unread, err)
		}
		all = append(all, about...)
	}
	switch {
	case len(all) == 0 && len(unread) > 0:
		return errors.Join(unread...)
	case len(all) == 0:
		return errors.New("the submission contains no code of the student's own, so there is nothing to ask")
	}
	fmt.Fprintf(w, "Questions for %s\n", oneLine(s.name))
	for _, err := range unread {
		fmt.Fprintf(w, "not asked: %s\n", oneLine(err.Error()))
	}
	for i, q := range pick(all, s.name) {
		fmt.Fprintf(w, "\n%d. %s, line %d, in %s:\n\n       %s\n\n   %s\n", i+1, q.file, q.line, q.in,
			oneLine(q.code), oneLine(q.text))
	}
	return nil
}

// question is one question about one line of a student's code.
type question struct {
	kind       string
	file, in   string // file and function
	line       int
	code, text string
}

// pick chooses questions of different kinds and, where possible, about different exercises. The
// same student always gets the same questions.
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

// questionsAbout returns all questions about the functions that the student has written.
func questionsAbout(tc *testCase, code []byte) ([]question, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, tc.file(), code, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
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
	return all, nil
}

// askAbout asks about loops, divisions, conditions, assignments, indices, calls and parameters.
func askAbout(fn *ast.FuncDecl, ask func(kind string, n ast.Node, format string, args ...any)) {
	for n := range ast.Preorder(fn.Body) {
		switch n := n.(type) {
		case *ast.RangeStmt:
			ask("loop", n, "Why does this loop iterate over %s, and what does one iteration compute?",
				source(n.X))
			ask("n = 1", n, "What happens here if %s has only one element, or none?", source(n.X))
		case *ast.ForStmt:
			if n.Cond != nil {
				ask("loop", n, "Why does this loop run while %s? What would change with one iteration more or "+
					"less?", source(n.Cond))
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
				ask("sum", n, "What is the value of %s before this line runs for the first time, and after the "+
					"last time? Which formula on the slide does it compute?", source(n.Lhs[0]))
			} else {
				ask("order", n, "What would go wrong if this line were missing, or if it came last?")
			}
		case *ast.IndexExpr:
			ask("index", n, "What does the index %s mean here, and what is its largest possible value?",
				source(n.Index))
		case *ast.CallExpr:
			if sel, ok := n.Fun.(*ast.SelectorExpr); ok && len(n.Args) < 3 {
				ask("call", n, "What is the shape or type of the result of %s here, and why is it needed?",
					sel.Sel.Name)
			}
		}
	}
	for _, p := range fn.Type.Params.List {
		for _, name := range p.Names {
			for n := range ast.Preorder(fn.Body) {
				if id, ok := n.(*ast.Ident); ok && id.Name == name.Name {
					ask("change", fn.Type, "Which lines of this function depend on %s? How does the result of "+
						"each line change if it has one more element, or is larger by one?", name.Name)
					break
				}
			}
		}
	}
}

// source returns the formatted source of a node.
func source(n ast.Node) string {
	var b bytes.Buffer
	if err := format.Node(&b, token.NewFileSet(), n); err != nil {
		return ""
	}
	return b.String()
}
