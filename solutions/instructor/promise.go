package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"nn/solutions/internal/tests"
)

// promises compares a submitted file with its stub. The file must contain all declarations of the
// stub: types, constants and finished functions unchanged, and the functions to write with their
// signatures. promises returns the first difference, or "".
//
// The tests use nothing else in the file. If the file contains these declarations, the tests
// compile, so no compiler message can quote them. A student's type also cannot replace a type of
// the stub. A comparison by name is sufficient, because the file must not change the meaning of a
// predeclared name or of an import that the stub uses.
func promises(e *exercise, stub, code []byte) (problem string) {
	handed, err := parseDeclarations(e.file(), stub)
	if err != nil {
		return "the stub: " + err.Error()
	}
	given, err := parseDeclarations(e.file(), code)
	if err != nil {
		return err.Error()
	}
	for name, path := range handed.imports {
		if p, ok := given.imports[name]; ok && p != path {
			return fmt.Sprintf("%s imports %q as %s, want %q as in the stub", e.file(), p, name, path)
		}
	}
	for _, name := range handed.order {
		want, got := handed.named[name], given.named[name]
		switch {
		case got == nil:
			return fmt.Sprintf("there is no %s in %s; want as in the stub: %s", name, e.file(), want.head)
		case want.toWrite && got.head == "":
			return fmt.Sprintf("%s: %s is not a function; want as in the stub: %s", got.at, name, want.head)
		case want.toWrite && !slices.Equal(want.types, got.types):
			return fmt.Sprintf("%s: the signature of %s differs from the stub: %s; want %s", got.at, name,
				got.head, want.head)
		case !want.toWrite && !want.same(got):
			return fmt.Sprintf("%s: %s differs from the stub; change only the functions that you have to "+
				"write, or add declarations of your own", got.at, name)
		}
	}
	for _, name := range given.order {
		own := given.named[name]
		if own.alias && handed.named[name] == nil {
			return fmt.Sprintf("%s: %s is a second name for a type; declare a type without =", own.at, name)
		}
		if handed.named[name] == nil {
			if why := handed.forbids(name); why != "" {
				return fmt.Sprintf("%s: %s: %s", own.at, name, why)
			}
		}
	}
	return ""
}

// declarations contains the declarations of one file by name. The name of a method begins with its
// type.
type declarations struct {
	imports  map[string]string // paths by the names that the file uses
	named    map[string]*declaration
	order    []string
	used     map[string]bool // all identifiers
	embedded map[string]bool // the struct types that embed a type
}

type declaration struct {
	at      string   // file and line
	head    string   // functions: the first line
	types   []string // functions: the types of the receiver, the parameters and the results
	tokens  []string // all tokens
	fields  []string // struct types: the tokens of each line of fields
	private []bool   // struct types: whether a line of fields has no exported or embedded field
	alias   bool     // types: whether the declaration is an alias
	toWrite bool     // functions: whether the body panics with "not written yet"
}

// same reports whether a declaration equals the one in the stub. A struct type can have further,
// private fields at the end.
func (d *declaration) same(got *declaration) bool {
	if d.fields == nil {
		return slices.Equal(d.tokens, got.tokens)
	}
	n := len(d.fields)
	return len(got.fields) >= n && slices.Equal(d.fields, got.fields[:n]) &&
		!slices.Contains(got.private[n:], false)
}

// forbids returns the reason why a submission must not declare a name that is not in the stub, or
// "" if the name is allowed.
func (s *declarations) forbids(name string) string {
	of, method, isMethod := strings.Cut(name, ".")
	switch {
	case !isMethod && s.used[name] && types.Universe.Lookup(name) != nil:
		return "this name is predeclared in Go and used in the stub; choose a different name"
	case isMethod && s.named[of] == nil:
	case isMethod && slices.Contains([]string{"String", "GoString", "Format", "Error"}, method):
		return "a type of the stub must not have a method that changes how it is printed; remove the method"
	case isMethod && s.embedded[of] && ast.IsExported(method):
		return "this method can hide a method of the embedded type; choose a different name"
	}
	return ""
}

func parseDeclarations(name string, source []byte) (*declarations, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	text := func(from, to token.Pos) []byte {
		return source[fset.PositionFor(from, false).Offset:fset.PositionFor(to, false).Offset]
	}
	all := &declarations{imports: map[string]string{}, named: map[string]*declaration{},
		used: map[string]bool{}, embedded: map[string]bool{}}
	for _, s := range file.Imports {
		all.imports[importName(s, pathOf(s))] = pathOf(s)
	}
	tokens := func(n ast.Node) []string { return lineTokens(text(n.Pos(), n.End())) }
	add := func(name string, n ast.Node, d *declaration) {
		d.at, d.tokens = place(fset, n), append(d.tokens, tokens(n)...)
		all.named[name], all.order = d, append(all.order, name)
	}
	for n := range ast.Preorder(file) {
		if id, ok := n.(*ast.Ident); ok {
			all.used[id.Name] = true
		}
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			own := &declaration{toWrite: notWritten(d)}
			own.head = strings.Join(strings.Fields(string(text(d.Type.Func, d.Type.End()))), " ")
			lists := []*ast.FieldList{d.Recv, d.Type.TypeParams, d.Type.Params, d.Type.Results}
			for _, list := range lists {
				own.types = append(own.types, typesOf(list, tokens)...)
			}
			add(funcName(d), d, own)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.ValueSpec: // with the word const or var
					for _, id := range spec.Names {
						add(id.Name, spec, &declaration{tokens: []string{d.Tok.String()}})
					}
				case *ast.TypeSpec:
					own := &declaration{alias: spec.Assign.IsValid()}
					if structure, ok := spec.Type.(*ast.StructType); ok && spec.TypeParams == nil && !own.alias {
						own.fields = []string{}
						for _, f := range structure.Fields.List {
							all.embedded[spec.Name.Name] = all.embedded[spec.Name.Name] || f.Names == nil
							own.fields = append(own.fields, strings.Join(tokens(f), " "))
							own.private = append(own.private, f.Names != nil && !slices.ContainsFunc(f.Names,
								func(id *ast.Ident) bool { return id.IsExported() }))
						}
					}
					add(spec.Name.Name, spec, own)
				}
			}
		}
	}
	return all, nil
}

// notWritten reports whether the body of a function ends with the panic of a stub.
func notWritten(fn *ast.FuncDecl) bool {
	if fn.Body == nil || len(fn.Body.List) == 0 {
		return false
	}
	last, ok := fn.Body.List[len(fn.Body.List)-1].(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := last.X.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return false
	}
	message, ok := call.Args[0].(*ast.BasicLit)
	return ok && strings.HasPrefix(message.Value, `"`+strings.TrimPrefix(tests.NotWritten, ": "))
}

// typesOf returns the type of each parameter in a list, without the names, and ";" at the end.
func typesOf(list *ast.FieldList, tokens func(ast.Node) []string) []string {
	var all []string
	if list != nil {
		for _, f := range list.List {
			one := strings.Join(tokens(f.Type), " ")
			all = append(all, slices.Repeat([]string{one}, max(1, len(f.Names)))...)
		}
	}
	return append(all, ";")
}

// lineTokens returns the tokens of Go source without comments. A line end is a semicolon if it ends
// a statement, except before a closing bracket.
func lineTokens(source []byte) []string {
	fset := token.NewFileSet()
	var s scanner.Scanner
	s.Init(fset.AddFile("", -1, len(source)), source, func(token.Position, string) {}, 0)
	var list []string
	for {
		_, tok, text := s.Scan()
		if n := len(list); n > 0 && list[n-1] == ";" &&
			(tok == token.EOF || tok == token.RBRACE || tok == token.RPAREN) {
			list = list[:n-1]
		}
		switch {
		case tok == token.EOF:
			return list
		case tok == token.SEMICOLON, text == "":
			list = append(list, tok.String())
		default:
			list = append(list, text)
		}
	}
}
