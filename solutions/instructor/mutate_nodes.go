package main

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// node adds the mutants of one node. What a panic or an error says is left as it is.
func (m *mutator) node(n ast.Node) {
	for _, p := range m.parents {
		if c, ok := p.(*ast.CallExpr); ok && slices.Contains([]string{"panic", "fmt.Errorf"}, m.text(c.Fun)) {
			return
		}
	}
	switch n := n.(type) {
	case *ast.BinaryExpr:
		m.binary(n)
	case *ast.UnaryExpr:
		if n.Op == token.SUB || n.Op == token.NOT {
			m.add("sign", n, "("+m.text(n.X)+")")
		}
	case *ast.BasicLit:
		m.literal(n)
	case *ast.Ident:
		m.ident(n)
	case *ast.IndexExpr:
		m.index(n)
	case *ast.SliceExpr:
		for _, e := range []ast.Expr{n.Low, n.High} {
			if e != nil {
				m.add("bound", e, m.text(e)+" + 1")
				m.add("bound", e, m.text(e)+" - 1")
			}
		}
	case *ast.CallExpr:
		m.call(n)
	case *ast.SelectorExpr:
		m.selector(n)
	case *ast.CompositeLit:
		m.elements(n)
	case *ast.IfStmt:
		m.condition(n.Cond)
		if n.Else != nil {
			m.replace("removed", n.Body.End(), n.Else.End(), "")
		}
	case *ast.ForStmt:
		m.loop(n.Body, n)
		if n.Cond != nil {
			m.condition(n.Cond)
		}
	case *ast.RangeStmt:
		m.loop(n.Body, n)
		m.ranged(n)
	case *ast.AssignStmt:
		m.assign(n)
	case *ast.IncDecStmt:
		m.replace("sign", n.TokPos, n.End(), map[token.Token]string{token.INC: "--", token.DEC: "++"}[n.Tok])
	case *ast.ReturnStmt:
		m.values(n.Results)
	case *ast.BlockStmt:
		m.list(n.List)
		for i := range max(0, len(n.List)-1) {
			m.inOrder(n.List[i], n.List[i+1])
		}
	case *ast.CaseClause:
		m.list(n.Body)
		for _, e := range n.List {
			if m.is(e, types.IsBoolean) {
				m.condition(e)
			}
		}
	}
}

var arithmetic = map[token.Token][]string{
	token.ADD: {"-", "*"}, token.SUB: {"+", "*"}, token.MUL: {"/", "+", "-"}, token.QUO: {"*", "-"},
	token.REM: {"/"},
}

var comparisons = map[token.Token][]string{
	token.LSS: {"<=", ">", ">=", "=="}, token.LEQ: {"<", ">", ">=", "=="},
	token.GTR: {">=", "<", "<=", "=="}, token.GEQ: {">", "<", "<=", "=="},
	token.EQL: {"!=", "<=", ">="}, token.NEQ: {"==", "<", ">"},
}

func (m *mutator) binary(n *ast.BinaryExpr) {
	x, y := m.text(n.X), m.text(n.Y)
	with := func(op string) string { return "(" + x + ") " + op + " (" + y + ")" }
	for _, op := range comparisons[n.Op] {
		m.add("comparison", n, with(op))
	}
	switch {
	case n.Op == token.LAND || n.Op == token.LOR:
		m.add("condition", n, "("+with(map[token.Token]string{token.LAND: "||", token.LOR: "&&"}[n.Op])+")")
		m.add("left out", n, x)
		m.add("left out", n, y)
	case arithmetic[n.Op] != nil && m.is(n, types.IsNumeric):
		for _, op := range arithmetic[n.Op] {
			m.add("operator", n, "("+with(op)+")")
		}
		m.add("left out", n, "("+x+")")
		m.add("left out", n, "("+y+")")
		if n.Op == token.SUB || n.Op == token.QUO || n.Op == token.REM {
			m.add("swapped", n, "(("+y+") "+n.Op.String()+" ("+x+"))")
		}
		// a*(b + c) without its brackets
		if p, ok := n.X.(*ast.ParenExpr); ok {
			m.add("order", p, m.text(p.X))
		}
		if p, ok := n.Y.(*ast.ParenExpr); ok {
			m.add("order", p, m.text(p.X))
		}
	}
}

func (m *mutator) condition(e ast.Expr) {
	text := "(" + m.text(e) + ")"
	m.add("condition", e, "!"+text)
	m.add("condition", e, text+" || true")
	m.add("condition", e, text+" && false")
}

func (m *mutator) literal(n *ast.BasicLit) {
	var texts []string
	zero := strings.Trim(n.Value, "0.") == ""
	switch n.Kind {
	case token.INT:
		texts = []string{"(" + n.Value + " + 1)", "(" + n.Value + " - 1)", "(2 * " + n.Value + ")"}
	case token.FLOAT:
		texts = []string{"(" + n.Value + " + 1)", "(2 * " + n.Value + ")", "(0.5 * " + n.Value + ")",
			"(" + n.Value + " + 1e-6)"}
	case token.STRING:
		texts = []string{`(` + n.Value + ` + "_")`}
	}
	for _, text := range texts {
		if !zero || !strings.Contains(text, "*") {
			m.add("constant", n, text)
		}
	}
}

// ident replaces a variable by each other one of its type, and true by false.
func (m *mutator) ident(n *ast.Ident) {
	switch {
	case n.Name == "true":
		m.add("constant", n, "false")
	case n.Name == "false":
		m.add("constant", n, "true")
	}
	v, ok := m.info.Uses[n].(*types.Var)
	if !ok || v.IsField() {
		return
	}
	if s, ok := m.parent().(*ast.SelectorExpr); ok && s.Sel == n {
		return
	}
	for scope := m.pkg.Scope().Innermost(n.Pos()); scope != nil && scope != m.pkg.Scope(); scope = scope.Parent() {
		for _, name := range scope.Names() {
			other, ok := scope.Lookup(name).(*types.Var)
			if ok && name != n.Name && name != "_" && other.Pos() < n.Pos() && types.Identical(other.Type(), v.Type()) {
				m.add("argument", n, name)
			}
		}
	}
	if m.is(n, types.IsInteger|types.IsFloat) && !m.assigned(n) {
		switch m.parent().(type) {
		case *ast.IndexExpr, *ast.BinaryExpr, *ast.RangeStmt:
		default:
			m.add("constant", n, "("+n.Name+" + 1)")
			m.add("constant", n, "("+n.Name+" - 1)")
		}
		if m.is(n, types.IsFloat) {
			m.add("sign", n, "(-"+n.Name+")")
			m.add("constant", n, "(2 * "+n.Name+")")
			m.add("constant", n, "(0 * "+n.Name+")")
		}
	}
}

// assigned reports whether the current node is on the left of an assignment.
func (m *mutator) assigned(n ast.Expr) bool {
	switch p := m.parent().(type) {
	case *ast.AssignStmt:
		return slices.Contains(p.Lhs, n)
	case *ast.IncDecStmt:
		return true
	case *ast.RangeStmt:
		return p.Key == n || p.Value == n
	case *ast.SelectorExpr, *ast.KeyValueExpr:
		return true
	}
	return false
}

func (m *mutator) index(n *ast.IndexExpr) {
	if m.is(n.Index, types.IsInteger) {
		m.add("bound", n.Index, m.text(n.Index)+" + 1")
		m.add("bound", n.Index, m.text(n.Index)+" - 1")
		m.add("bound", n.Index, "0")
	}
	if x, ok := n.X.(*ast.IndexExpr); ok {
		m.add("swapped", n, m.text(x.X)+"["+m.text(n.Index)+"]["+m.text(x.Index)+"]")
	}
}

// elements leaves each element of a literal out, and exchanges neighbours.
func (m *mutator) elements(n *ast.CompositeLit) {
	for i, e := range n.Elts {
		if _, ok := e.(*ast.KeyValueExpr); ok {
			end := e.End()
			if i+1 < len(n.Elts) {
				end = n.Elts[i+1].Pos()
			}
			m.replace("left out", e.Pos(), end, "")
		}
	}
	m.values(n.Elts)
}

// values exchanges neighbours in a list of expressions, and negates numbers.
func (m *mutator) values(list []ast.Expr) {
	for i, e := range list {
		if zero := m.info.Types[e].Value; m.is(e, types.IsFloat) && (zero == nil || constant.Sign(zero) != 0) {
			m.add("sign", e, "-("+m.text(e)+")")
		}
		if i+1 < len(list) && m.same(e, list[i+1]) {
			m.replace("swapped", e.Pos(), list[i+1].End(), m.text(list[i+1])+", "+m.text(e))
		}
	}
}

func (m *mutator) selector(n *ast.SelectorExpr) {
	s := m.info.Selections[n]
	if s == nil || len(s.Index()) > 1 && s.Kind() == types.FieldVal {
		return
	}
	if v, ok := s.Obj().(*types.Var); ok {
		t := s.Recv().Underlying()
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem().Underlying()
		}
		fields, ok := t.(*types.Struct)
		for i := 0; ok && i < fields.NumFields(); i++ {
			if f := fields.Field(i); f != v && types.Identical(f.Type(), v.Type()) {
				m.add("field", n.Sel, f.Name())
			}
		}
		if m.is(n, types.IsFloat) && !m.assigned(n) {
			m.add("sign", n, "(-"+m.text(n)+")")
			m.add("constant", n, "(2 * "+m.text(n)+")")
			m.add("constant", n, "(0 * "+m.text(n)+")")
		}
		if m.is(n, types.IsInteger) && !m.assigned(n) {
			m.add("bound", n, "("+m.text(n)+" + 1)")
			m.add("bound", n, "("+m.text(n)+" - 1)")
		}
		return
	}
	set := types.NewMethodSet(s.Recv())
	for i := range set.Len() {
		other := set.At(i)
		if other.Obj().Name() != n.Sel.Name && types.Identical(other.Type(), s.Type()) {
			m.add("field", n.Sel, other.Obj().Name())
		}
	}
}

// news are the methods of given.Matrix that return a new matrix of the same shape.
var news = []string{"Clone", "Add", "Subtract", "Multiply", "ScaledBy", "Apply", "AddToRows"}

func (m *mutator) call(n *ast.CallExpr) {
	if name := m.text(n.Fun); name == "panic" || name == "fmt.Errorf" {
		return
	}
	for i, a := range n.Args {
		if i+1 < len(n.Args) && m.same(a, n.Args[i+1]) {
			m.replace("swapped", a.Pos(), n.Args[i+1].End(), m.text(n.Args[i+1])+", "+m.text(a))
		}
		if m.is(a, types.IsInteger) {
			m.add("bound", a, m.text(a)+" + 1")
			m.add("bound", a, m.text(a)+" - 1")
		}
		if m.isMatrix(a) {
			m.add("swapped", a, m.text(a)+".T()")
		}
		if m.same(a, n) && !m.info.Types[a].IsType() {
			m.add("left out", n, "("+m.text(a)+")")
		}
	}
	name := m.text(n.Fun)
	switch name {
	case "len":
		m.add("bound", n, "("+m.text(n)+" - 1)")
		m.add("bound", n, "("+m.text(n)+" + 1)")
	case "max", "min":
		m.add("operator", n.Fun, map[string]string{"max": "min", "min": "max"}[name])
	case "slices.Max":
		m.add("operator", n.Fun, "slices.Min")
	}
	f, ok := n.Fun.(*ast.SelectorExpr)
	if !ok || m.info.Selections[f] == nil || !m.isMatrix(f.X) {
		return
	}
	x := m.text(f.X)
	if m.isMatrix(n) {
		m.add("left out", n, x)
		m.add("swapped", f.X, x+".T()")
		m.add("left out", n, x+".Clone()")
		if _, fresh := f.X.(*ast.CallExpr); !fresh && slices.Contains(news, f.Sel.Name) {
			m.add("shared", n, "func() *given.Matrix { new := "+m.text(n)+"; x := "+x+
				"; copy(x.Data, new.Data); return x }()")
		}
	}
	if len(n.Args) == 1 && m.isMatrix(n.Args[0]) {
		m.add("swapped", n, m.text(n.Args[0])+"."+f.Sel.Name+"("+x+")")
	}
}
