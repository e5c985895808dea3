package main

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// schemata writes one package that can act as an answer or as its alternatives, so that hundreds of
// them are compiled together. The variable Acting lists the alternatives that act, from 1. Each
// function of the answer calls the version of the first of them that has its own, otherwise the
// answer's. The package has only those declarations of an alternative that differ from the answer's.
func schemata(answer []byte, alternatives [][]byte) ([]byte, error) {
	right, err := readSourceFile(answer)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	imports := slices.Clone(right.imports)
	versions := map[string][]int{} // of each function, the alternatives that have their own
	for k, code := range alternatives {
		d, err := readSourceFile(code)
		if err != nil {
			return nil, err
		}
		for _, path := range d.imports {
			if !slices.Contains(imports, path) {
				imports = append(imports, path)
			}
		}
		for _, name := range d.changed(right) {
			versions[name] = append(versions[name], k+1)
		}
		b.WriteString(d.numbered(right, k+1))
	}
	b.WriteString(right.numbered(&sourceFile{}, 0))
	for _, fn := range right.functions {
		b.WriteString(dispatcher(right, fn, versions[funcName(fn)]))
	}
	head := "package " + right.file.Name.Name + "\n"
	for _, path := range imports {
		head += "import " + path + "\n"
	}
	return format.Source([]byte(head + "\n// Acting lists the alternatives that act.\nvar Acting []int\n" + b.String()))
}

// sourceFile is one file with its declarations.
type sourceFile struct {
	fset      *token.FileSet
	source    []byte
	file      *ast.File
	imports   []string // quoted paths
	functions []*ast.FuncDecl
	texts     map[string]string // of functions, and of types, constants and variables
}

func readSourceFile(source []byte) (*sourceFile, error) {
	d := &sourceFile{fset: token.NewFileSet(), source: source, texts: map[string]string{}}
	var err error
	if d.file, err = parser.ParseFile(d.fset, "", source, parser.SkipObjectResolution); err != nil {
		return nil, err
	}
	for _, decl := range d.file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			d.functions = append(d.functions, decl)
			d.texts[funcName(decl)] = d.text(decl)
		case *ast.GenDecl:
			for _, s := range decl.Specs {
				switch s := s.(type) {
				case *ast.ImportSpec:
					d.imports = append(d.imports, s.Path.Value)
				case *ast.TypeSpec:
					d.texts[s.Name.Name] = d.text(s)
				case *ast.ValueSpec:
					for _, name := range s.Names {
						d.texts[name.Name] = d.text(s)
					}
				}
			}
		}
	}
	return d, nil
}

func (d *sourceFile) offset(p token.Pos) int { return d.fset.Position(p).Offset }

func (d *sourceFile) text(n ast.Node) string {
	return string(d.source[d.offset(n.Pos()):d.offset(n.End())])
}

// part returns a file with the named functions, and with the declarations that other does not have.
func (d *sourceFile) part(other *sourceFile, names []string) []byte {
	source := "package p\n"
	for _, path := range d.imports {
		source += "import " + path + "\n"
	}
	for _, decl := range d.file.Decls {
		name := ""
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			name = funcName(decl)
		case *ast.GenDecl:
			switch s := decl.Specs[0].(type) {
			case *ast.TypeSpec:
				name = s.Name.Name
			case *ast.ValueSpec:
				name = s.Names[0].Name
			}
		}
		if _, ok := other.texts[name]; name != "" && !ok || slices.Contains(names, name) {
			source += d.text(decl) + "\n"
		}
	}
	return []byte(source)
}

// changed returns the names of the functions that right has, too, but not like this.
func (d *sourceFile) changed(right *sourceFile) []string {
	var names []string
	for _, fn := range d.functions {
		name := funcName(fn)
		if text, ok := right.texts[name]; ok && text != d.texts[name] {
			names = append(names, name)
		}
	}
	return names
}

// numbered returns what differs from right. A function of both has the number in its name, and so
// has everything that right does not have.
func (d *sourceFile) numbered(right *sourceFile, number int) string {
	suffix := fmt.Sprintf("__%d", number)
	own := map[string]bool{}
	if number > 0 {
		for name := range d.texts {
			if _, ok := right.texts[name]; !ok {
				own[name[strings.LastIndexByte(name, '.')+1:]] = true
			}
		}
	}
	var b strings.Builder
	write := func(keyword string, n ast.Node, name *ast.Ident) {
		var edits []edit
		if name != nil && !own[name.Name] {
			edits = append(edits, edit{d.offset(name.End()), d.offset(name.End()), suffix})
		}
		for n := range ast.Preorder(n) {
			if id, ok := n.(*ast.Ident); ok && own[id.Name] {
				edits = append(edits, edit{d.offset(id.End()), d.offset(id.End()), suffix})
			}
		}
		end := d.offset(n.End())
		edits = append(edits, edit{end, len(d.source), ""}, edit{0, d.offset(n.Pos()), ""})
		b.WriteString("\n" + keyword)
		b.Write(apply(d.source, edits))
		b.WriteString("\n")
	}
	for _, decl := range d.file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if right.texts[funcName(decl)] != d.texts[funcName(decl)] {
				write("", decl, decl.Name)
			}
		case *ast.GenDecl:
			for _, s := range decl.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					if _, ok := right.texts[s.Name.Name]; !ok {
						write("type ", s, nil)
					}
				case *ast.ValueSpec:
					if _, ok := right.texts[s.Names[0].Name]; !ok {
						write(decl.Tok.String()+" ", s, nil)
					}
				}
			}
		}
	}
	return b.String()
}

// dispatcher returns the function that calls the version of the alternatives that act.
func dispatcher(d *sourceFile, fn *ast.FuncDecl, versions []int) string {
	var params, args []string
	for _, f := range fn.Type.Params.List {
		for range max(1, len(f.Names)) {
			name := fmt.Sprintf("p%d", len(params))
			params, args = append(params, name+" "+d.text(f.Type)), append(args, name)
		}
	}
	receiver, prefix := "", ""
	if fn.Recv != nil {
		receiver, prefix = "(r "+d.text(fn.Recv.List[0].Type)+") ", "r."
	}
	results, give, end := "", "return ", ""
	if fn.Type.Results != nil {
		results = d.text(fn.Type.Results)
	} else {
		give, end = "", "\nreturn"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\nfunc %s%s(%s) %s {\n", receiver, fn.Name.Name, strings.Join(params, ", "), results)
	call := func(k int) string {
		return fmt.Sprintf("%s%s%s__%d(%s)%s\n", give, prefix, fn.Name.Name, k, strings.Join(args, ", "), end)
	}
	b.WriteString("for _, k := range Acting {\nswitch k {\n")
	for _, k := range versions {
		fmt.Fprintf(&b, "case %d:\n%s", k, call(k))
	}
	b.WriteString("}\n}\n")
	b.WriteString(call(0) + "}\n")
	return b.String()
}
