package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

func (m *mutator) assign(n *ast.AssignStmt) {
	if n.Tok != token.DEFINE {
		for i, l := range n.Lhs {
			if i >= len(n.Rhs) || !m.isMatrix(l) || !m.isMatrix(n.Rhs[i]) {
				continue
			}
			if _, fresh := n.Rhs[i].(*ast.CallExpr); !fresh {
				m.add("shared", n.Rhs[i], m.text(n.Rhs[i])+".Clone()")
			}
		}
	}
	if len(n.Lhs) == len(n.Rhs) {
		m.values(n.Rhs)
	}
	at := n.TokPos + token.Pos(len(n.Tok.String()))
	for _, op := range map[token.Token][]string{
		token.ADD_ASSIGN: {"-=", "="}, token.SUB_ASSIGN: {"+=", "="},
		token.MUL_ASSIGN: {"+=", "/=", "="}, token.QUO_ASSIGN: {"*=", "=", "-="},
		token.ASSIGN: {"+="},
	}[n.Tok] {
		m.replace("operator", n.TokPos, at, op)
	}
}

// loop stops after the first turn, and begins a variable once that each turn begins anew.
func (m *mutator) loop(body *ast.BlockStmt, n ast.Stmt) {
	m.replace("bound", body.Rbrace, body.Rbrace, "; break; ")
	for _, s := range body.List {
		a, ok := s.(*ast.AssignStmt)
		_, isVar := s.(*ast.DeclStmt)
		if ok && a.Tok == token.DEFINE || isVar {
			inner := m.offset(s.End()) - m.offset(n.Pos())
			whole := m.text(n)
			m.add("order", n, m.text(s)+"; "+whole[:m.offset(s.Pos())-m.offset(n.Pos())]+whole[inner:])
		}
	}
}

func (m *mutator) ranged(n *ast.RangeStmt) {
	x := m.text(n.X)
	switch {
	case m.is(n.X, types.IsInteger):
		m.add("bound", n.X, "("+x+") - 1")
		m.add("bound", n.X, "("+x+") + 1")
	case strings.HasPrefix(m.info.TypeOf(n.X).Underlying().String(), "[]"):
		m.add("bound", n.X, x+"[:max(0, len("+x+")-1)]")
		m.add("bound", n.X, x+"[min(1, len("+x+")):]")
	}
}

// list removes each statement.
func (m *mutator) list(list []ast.Stmt) {
	for _, s := range list {
		if a, ok := s.(*ast.AssignStmt); ok && a.Tok == token.DEFINE {
			continue
		}
		m.add("removed", s, "")
	}
}

// inOrder exchanges two statements.
func (m *mutator) inOrder(a, b ast.Stmt) {
	m.replace("order", a.Pos(), b.End(), m.text(b)+"\n"+m.text(a))
}
