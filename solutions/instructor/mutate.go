package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
)

// mutant is an answer with one small change.
type mutant struct {
	operator string // the kind of change, one of operators
	function string // the function with the change
	from, to string // its lines before and after the change
	edit     edit   // of the answer
}

// key identifies a mutant by its text, so that it survives changes of other lines.
func (m *mutant) key() string { return m.function + "\t" + m.from + "\t" + m.to }

// operators are the kinds of changes, in the order of the printed table.
var operators = []string{"operator", "comparison", "condition", "sign", "constant", "bound", "swapped",
	"left out", "argument", "field", "removed", "order", "shared"}

// mutator derives the mutants of one answer.
type mutator struct {
	fset    *token.FileSet
	source  []byte
	file    *ast.File
	info    *types.Info
	pkg     *types.Package
	fn      *ast.FuncDecl
	parents []ast.Node // the nodes around the current one, the function first
	all     []*mutant
}

// mutants returns the mutants of an answer that compile. Only what students write is changed: in
// each function the statements after the comment "Exercise:". A change that makes the same code as
// an earlier one is passed over.
func mutants(answer []byte, c *checker) ([]*mutant, error) {
	m := &mutator{fset: token.NewFileSet(), source: answer, info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes:     map[ast.Node]*types.Scope{},
	}}
	var err error
	if m.file, err = parser.ParseFile(m.fset, "", answer, parser.ParseComments); err != nil {
		return nil, err
	}
	if m.pkg, err = c.check(m.fset, m.file, m.info); err != nil {
		return nil, err
	}
	for _, d := range m.file.Decls {
		fn, marker, err := markerOf(m.file, d)
		if err != nil {
			return nil, err
		}
		if marker == nil {
			continue
		}
		m.fn = fn
		for i, s := range fn.Body.List {
			if s.Pos() > marker.Pos() {
				m.parents = []ast.Node{fn, fn.Body}
				m.walk(s)
				m.list(fn.Body.List[i : i+1])
				if i+1 < len(fn.Body.List) {
					m.inOrder(s, fn.Body.List[i+1])
				}
			}
		}
	}
	var built []*mutant
	seen := map[string]bool{string(answer): true}
	keys := map[string]int{}
	for _, mu := range m.all {
		code := apply(answer, []edit{mu.edit})
		if seen[string(code)] {
			continue
		}
		seen[string(code)] = true
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "", code, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		if _, err := c.check(fset, file, nil); err != nil {
			continue
		}
		mu.function = strings.TrimSpace(mu.function)
		if keys[mu.key()]++; keys[mu.key()] > 1 {
			mu.to += fmt.Sprintf(" #%d", keys[mu.key()])
		}
		built = append(built, mu)
	}
	return built, nil
}

func (m *mutator) offset(p token.Pos) int { return m.fset.Position(p).Offset }

func (m *mutator) text(n ast.Node) string {
	return string(m.source[m.offset(n.Pos()):m.offset(n.End())])
}

// add adds the mutant in which text stands in place of a node.
func (m *mutator) add(operator string, n ast.Node, text string) {
	m.replace(operator, n.Pos(), n.End(), text)
}

func (m *mutator) replace(operator string, pos, end token.Pos, text string) {
	from, to := m.offset(pos), m.offset(end)
	first := strings.LastIndexByte(string(m.source[:from]), '\n') + 1
	last := to + strings.IndexByte(string(m.source[to:])+"\n", '\n')
	before, after := string(m.source[first:from]), string(m.source[to:last])
	m.all = append(m.all, &mutant{operator: operator, function: funcName(m.fn),
		from: inOneLine(string(m.source[first:last])), to: inOneLine(before + text + after),
		edit: edit{from, to, text}})
}

// inOneLine joins the lines of code and leaves comments out.
func inOneLine(code string) string {
	var words []string
	for line := range strings.Lines(code) {
		line, _, _ = strings.Cut(line, "//")
		words = append(words, strings.Fields(line)...)
	}
	if len(words) == 0 {
		return "nothing"
	}
	return strings.Join(words, " ")
}

// walk visits a node and everything in it.
func (m *mutator) walk(root ast.Node) {
	depth := len(m.parents)
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			m.parents = m.parents[:len(m.parents)-1]
			return true
		}
		m.node(n)
		m.parents = append(m.parents, n)
		return true
	})
	m.parents = m.parents[:depth]
}

func (m *mutator) parent() ast.Node { return m.parents[len(m.parents)-1] }

// is reports whether an expression has one of the basic kinds, for example types.IsNumeric.
func (m *mutator) is(e ast.Expr, kind types.BasicInfo) bool {
	t := m.info.TypeOf(e)
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&kind != 0
}

func (m *mutator) same(a, b ast.Expr) bool {
	s, t := m.info.TypeOf(a), m.info.TypeOf(b)
	return s != nil && t != nil && types.Identical(types.Default(s), types.Default(t))
}

func (m *mutator) isMatrix(e ast.Expr) bool {
	t := m.info.TypeOf(e)
	return t != nil && strings.HasSuffix(t.String(), "given.Matrix") && t.String()[0] == '*'
}

// checker type-checks answers without building them.
type checker struct {
	std      types.Importer
	imported map[string]*types.Package // because std reads the files of a package again for each import
}

func (c *checker) Import(path string) (*types.Package, error) {
	if c.imported[path] == nil {
		pkg, err := c.std.Import(path)
		if err != nil {
			return nil, err
		}
		c.imported[path] = pkg
	}
	return c.imported[path], nil
}

func (c *checker) check(fset *token.FileSet, file *ast.File, info *types.Info) (*types.Package, error) {
	config := types.Config{Importer: c}
	path := "answer"
	if file.Name.Name == "given" {
		path = givenInExercises
	}
	return config.Check(path, fset, []*ast.File{file}, info)
}
