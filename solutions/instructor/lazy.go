package main

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// lazyVariants returns the trivial answers to an exercise: one per element of lazyAnswers, and one
// per file in testdata/lazy. Their tests use different random numbers than the students' tests.
// earns lists the tests that each answer is expected to pass.
func (e *exercise) lazyVariants() (all []*variant, earns map[*variant][]string, err error) {
	answer, err := os.ReadFile(e.answer())
	if err != nil {
		return nil, nil, err
	}
	stub, err := os.ReadFile(e.stub())
	if err != nil {
		return nil, nil, err
	}
	earns = map[*variant][]string{}
	add := func(id string, code []byte, may []string) {
		v := &variant{e: e, id: id, code: code, seed: "not the students'",
			tests: []string{e.tests(), e.hidden()}}
		all, earns[v] = append(all, v), may
	}
	for _, l := range lazyAnswers {
		code, err := l.answer(answer)
		if err != nil {
			return nil, nil, err
		}
		add("lazy_"+l.id, code, nil)
	}
	files, err := e.lazy()
	if err != nil {
		return nil, nil, err
	}
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			return nil, nil, err
		}
		found := lazyHeader.FindSubmatch(source)
		if found == nil {
			return nil, nil, fmt.Errorf("%s does not begin with the lines \"// Lazy: description\" and "+
				"\"// Earns: tests\"; write \"nothing\" if the answer passes no test", name)
		}
		code, err := replaceFunctions(name, stub, source)
		if err != nil {
			return nil, nil, err
		}
		var may []string
		if list := string(found[1]); list != "nothing" {
			may = strings.Split(list, ", ")
		}
		add("lazy_file_"+strings.TrimSuffix(filepath.Base(name), ".go"), code, may)
	}
	return all, earns, nil
}

var lazyHeader = regexp.MustCompile(`^// Lazy: \S.*\n// Earns: (.+)\n`)

// lazyRun checks that a trivial answer passes the tests that its file lists, and no others.
func (r *report) lazyRun(v *variant, may []string) {
	r.lazy++
	if v.broken != "" {
		r.wrong(v.e, "the answer %s does not build:\n%s", v.id, v.broken)
	}
	list, err := v.e.allTests()
	if err != nil {
		r.wrong(v.e, "%v", err)
	}
	for _, t := range list {
		run, ran := v.runs[t.Name]
		switch earned := slices.Contains(may, t.Name); {
		case !ran && v.broken == "":
			r.wrong(v.e, "%s does not run on %s:\n%s", t.Name, v.id, v.output)
		case run.passed && !earned:
			r.wrong(v.e, "the trivial answer %s passes %s", v.id, t.Name)
		case !run.passed && earned:
			r.wrong(v.e, "the trivial answer %s does not pass %s, but its file lists this test:\n%s", v.id,
				t.Name, run.output)
		}
	}
}

// lazy describes a trivial answer by the expressions that its functions return. In an expression, M
// is a matrix argument of the function, N a float64 argument and I an int argument.
type lazy struct {
	id     string
	matrix string // the result of type *given.Matrix; nil if it is empty
	number string // the result of type float64
	whole  string // the result of type int
	yes    bool   // the result of type bool
	last   bool   // whether M, N and I are the last arguments of their types, not the first
	fields bool   // whether the functions also set the matrices in their receiver
}

var lazyAnswers = []lazy{
	{id: "nothing"},
	{id: "zeros", matrix: "M.ScaledBy(0)", number: "0", whole: "0"},
	{id: "zeros_everywhere", matrix: "M.ScaledBy(0)", number: "0", whole: "0", last: true, fields: true},
	{id: "ones", matrix: "M.Apply(func(float64) float64 { return 1 })", number: "1", whole: "1", yes: true},
	{id: "halves", matrix: "M.Apply(func(float64) float64 { return 0.5 })", number: "0.5", whole: "2",
		yes: true, last: true, fields: true},
	{id: "first", matrix: "M.ScaledBy(1)", number: "N", whole: "I"},
	{id: "last", matrix: "M.ScaledBy(1)", number: "N", whole: "I", last: true, fields: true},
	{id: "minus", matrix: "M.ScaledBy(-1)", number: "-N", whole: "-I", last: true},
	{id: "uniform", matrix: "M.Apply(func(float64) float64 { return 1 / float64(M.Cols) })",
		number: "1", whole: "1", last: true},
	{id: "signs", matrix: "M.Apply(func(x float64) float64 { if x < 0 { return -1 }; return 1 })",
		number: "-1", whole: "-1", fields: true},
	{id: "itself", matrix: "M", number: "N", whole: "I", yes: true, fields: true},
}

// answer returns the answer with a trivial body for each function that students write.
func (l *lazy) answer(answer []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", answer, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	offset := func(p token.Pos) int { return fset.Position(p).Offset }
	source := func(n ast.Node) string { return string(answer[offset(n.Pos()):offset(n.End())]) }
	matrices := map[string][]string{} // the matrix fields of struct types
	for n := range ast.Preorder(file) {
		t, ok := n.(*ast.TypeSpec)
		if !ok {
			continue
		}
		if s, ok := t.Type.(*ast.StructType); ok {
			for _, f := range s.Fields.List {
				for _, name := range f.Names {
					if source(f.Type) == "*given.Matrix" {
						matrices[t.Name.Name] = append(matrices[t.Name.Name], name.Name)
					}
				}
			}
		}
	}
	var edits []edit
	for _, d := range file.Decls {
		fn, marker, err := markerOf(file, d)
		if err != nil {
			return nil, err
		}
		if marker == nil {
			continue
		}
		given := map[string][]string{} // the names of the arguments, by type
		for _, p := range fn.Type.Params.List {
			for _, name := range p.Names {
				given[source(p.Type)] = append(given[source(p.Type)], name.Name)
			}
		}
		body := ""
		if l.fields && fn.Recv != nil && len(fn.Recv.List[0].Names) > 0 && len(given["*given.Matrix"]) > 0 {
			of, _, _ := strings.Cut(funcName(fn), ".")
			for _, field := range matrices[of] {
				body += fmt.Sprintf("%s.%s = %s\n", fn.Recv.List[0].Names[0].Name, field,
					l.value("*given.Matrix", given, 0))
			}
		}
		var results []string
		if fn.Type.Results != nil {
			for _, r := range fn.Type.Results.List {
				for range max(1, len(r.Names)) {
					results = append(results, l.value(source(r.Type), given, len(results)))
				}
			}
		}
		edits = append(edits, edit{offset(marker.Pos()), offset(fn.Body.Rbrace),
			body + "return " + strings.Join(results, ", ") + "\n"})
	}
	code, err := tidyImports(apply(answer, edits))
	if err != nil {
		return nil, err
	}
	return format.Source(code)
}

// value returns the expression for result k, which has type t, of a function with the given
// arguments.
func (l *lazy) value(t string, given map[string][]string, k int) string {
	chosen := func(t string) string {
		names := given[t]
		switch {
		case len(names) == 0:
			return ""
		case l.last:
			return names[len(names)-1]
		}
		return names[min(k, len(names)-1)]
	}
	zero := "*new(" + t + ")"
	own := chosen(t)
	switch {
	case t == "*given.Matrix" && own != "" && l.matrix != "":
		return regexpM.ReplaceAllString(l.matrix, own)
	case t == "*given.Matrix" && l.matrix != "":
		return "given.NewMatrix(1, 1)"
	case t == "float64" && l.number != "" && (own != "" || !strings.Contains(l.number, "N")):
		return strings.ReplaceAll(l.number, "N", own)
	case t == "int" && l.whole != "" && (own != "" || !strings.Contains(l.whole, "I")):
		return strings.ReplaceAll(l.whole, "I", own)
	case t == "bool" && l.yes:
		return "true"
	case own != "" && slices.Contains([]string{"first", "last"}, l.id):
		return own
	}
	return zero
}

// regexpM matches the letter M, which represents a matrix.
var regexpM = regexp.MustCompile(`\bM\b`)
