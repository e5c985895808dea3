package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// group is a wrong answer that several students share: their files return the same for the same random
// inputs. No known mistake explains it, and a test that fails does not name one.
type group struct {
	tc       *testCase
	print    string
	students []*student
	shortest *student
	draft    []byte // of a mistake's file, from the shortest submission
}

const groupsShown = 10

// sameAnswers returns the largest groups of at least two students.
func (cl *class) sameAnswers() []*group {
	var all []*group
	for i, tc := range cl.cases {
		found := map[string]*group{}
		for _, st := range cl.read() {
			m := &st.marks[i]
			print := m.result.Fingerprint
			if print == "" || m.excused || m.named() {
				continue
			}
			code, err := draftMistake(tc.handedOut, m.file.code)
			if err != nil {
				continue
			}
			g := found[print]
			if g == nil {
				g = &group{tc: tc, print: print, shortest: st, draft: code}
				found[print] = g
				all = append(all, g)
			}
			g.students = append(g.students, st)
			if len(code) < len(g.draft) {
				g.shortest, g.draft = st, code
			}
		}
	}
	all = slices.DeleteFunc(all, func(g *group) bool { return len(g.students) < 2 })
	slices.SortStableFunc(all, func(a, b *group) int { return cmp.Compare(len(b.students), len(a.students)) })
	return all[:min(len(all), groupsShown)]
}

// file is the name of the draft in the folder of the marks. It is the same in every run with this
// seed, so that a draft is not mixed up with that of a different group.
func (g *group) file() string { return fmt.Sprintf("drafts/%s-%.8s.go", g.tc.name, g.print) }

// named reports whether every test that fails names a known mistake.
func (m *mark) named() bool {
	return !slices.ContainsFunc(m.tests, func(t testMark) bool {
		return t.result.Status != pass && t.result.Mistake == ""
	})
}

// names lists the students of a group.
func (g *group) names() string {
	var all []string
	for _, st := range g.students {
		all = append(all, oneLine(st.name))
	}
	return list(all)
}

// failing lists the tests that fail.
func (g *group) failing(cl *class) string {
	var all []string
	i := slices.Index(cl.cases, g.tc)
	for _, t := range g.students[0].marks[i].tests {
		if t.result.Status != pass {
			all = append(all, t.test.Name)
		}
	}
	return strings.Join(all, ", ")
}

// shorten leaves functions out of the draft that are right, or are not used: without them the answer
// with the mistake has the same fingerprint. It changes nothing if the draft does not reproduce the
// fingerprint.
func (g *group) shorten(ctx context.Context, j *judge) error {
	same := func(draft []byte) bool {
		code, err := replaceFunctions(g.file(), g.tc.answer, draft)
		if err != nil {
			return false
		}
		print, err := j.fingerprint(ctx, g.tc, code)
		return err == nil && print == g.print
	}
	if !same(g.draft) {
		return ctx.Err()
	}
	right, err := readSourceFile(g.tc.answer)
	if err != nil {
		return err
	}
	d, err := readSourceFile(g.draft)
	if err != nil {
		return err
	}
	var names []string // helpers last, because functions that are left out can be their only users
	for _, fn := range d.functions {
		names = append(names, funcName(fn))
	}
	slices.SortStableFunc(names, func(a, b string) int {
		return min(1, len(right.texts[b])) - min(1, len(right.texts[a]))
	})
	for _, name := range names {
		shorter, err := without(g.draft, name)
		if err != nil {
			return err
		}
		if same(shorter) {
			g.draft = shorter
		}
	}
	return ctx.Err()
}

// without returns the source without one function and without the imports that only it needs.
func without(source []byte, name string) ([]byte, error) {
	d, err := readSourceFile(source)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(d.functions, func(fn *ast.FuncDecl) bool { return funcName(fn) == name })
	return tidyImports(apply(source, []edit{{d.offset(d.functions[i].Pos()), d.offset(d.functions[i].End()), ""}}))
}

// draftMistake returns the draft of a mistake's file: what a student has added to the stub, without
// comments. An author has to write the name and the symptom.
func draftMistake(stub, code []byte) ([]byte, error) {
	handed, err := readSourceFile(stub)
	if err != nil {
		return nil, err
	}
	own, err := readSourceFile(code)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%spackage %s\n\n", draftHead, own.file.Name.Name)
	for _, path := range own.imports {
		if path != `"exercises/given"` {
			fmt.Fprintf(&b, "import %s\n", path)
		}
	}
	want := toWrite(stub)
	for _, d := range own.file.Decls {
		fresh := true
		switch d := d.(type) {
		case *ast.FuncDecl:
			_, inStub := handed.texts[funcName(d)]
			fresh = want[funcName(d)] || !inStub
		case *ast.GenDecl:
			fresh = d.Tok != token.IMPORT
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					fresh = fresh && handed.texts[s.Name.Name] == ""
				case *ast.ValueSpec:
					for _, name := range s.Names {
						fresh = fresh && handed.texts[name.Name] == ""
					}
				}
			}
		}
		if fresh {
			b.WriteString("\n")
			if err := format.Node(&b, own.fset, d); err != nil {
				return nil, err
			}
			b.WriteString("\n")
		}
	}
	return tidyImports(afterBrace.ReplaceAll(b.Bytes(), []byte("{\n")))
}

// draftHead is what an author has to replace. The check rejects it.
const draftHead = "// Mistake: WRITE a short clause about what the code does\n// Seen: WRITE an area: and what students see\n"

// afterBrace matches the empty lines that a comment has left.
var afterBrace = regexp.MustCompile(`\{\n(\s*\n)+`)
