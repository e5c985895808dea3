package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/scanner"
	"go/token"
	"slices"
	"strings"
	"unicode/utf8"

	"nn/solutions/internal/tests"
)

// maxFile is the maximum size of a submitted file in bytes. The stubs have a few thousand bytes.
const maxFile = 256 << 10

// guard checks a submitted file before it is compiled. It returns an empty status if the file is
// accepted, and otherwise the status of the exercise with the reason.
//
// An attack on the grader needs an import, a compiler directive or a data race. The guard therefore
// accepts only the imports of an exercise and rejects directives and goroutines. If two goroutines
// write to one interface, a third can read it with the type of one value and the pointer of the
// other. With such an interface it can read and write all memory, including the memory of the
// tests.
func guard(e *exercise, stub, code []byte) (status, string) {
	if len(code) > maxFile {
		return refused, fmt.Sprintf("the file is larger than %d kB, the limit", maxFile>>10)
	}
	code, stub = plainLines(code), plainLines(stub)
	switch {
	case bytes.Equal(code, stub):
		return todo, "the file is the unchanged stub"
	case !utf8.Valid(code) || bytes.IndexByte(code, 0) >= 0:
		return build, "the file is not text in UTF-8: save it as UTF-8"
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, e.file(), code,
		parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		if list, ok := err.(scanner.ErrorList); ok {
			list.RemoveMultiples()
			err = list[:min(len(list), 5)].Err()
		}
		return build, err.Error()
	}
	if want := packageOf(stub); file.Name.Name != want {
		return build, fmt.Sprintf("%s begins with package %s, want package %s", e.file(),
			file.Name.Name, want)
	}
	if s, why := guardImports(fset, file); s != "" {
		return s, why
	}
	for n := range ast.Preorder(file) {
		if g, ok := n.(*ast.GoStmt); ok {
			return refused, fmt.Sprintf("%s starts a goroutine, which is not allowed: remove the word go",
				place(fset, g))
		}
	}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if word, bad := directive(c.Text); bad {
				return refused, fmt.Sprintf("%s contains a compiler directive, which is not allowed: %s",
					place(fset, c), word)
			}
		}
	}
	if problem := promises(e, stub, code); problem != "" {
		return refused, problem
	}
	return "", ""
}

func guardImports(fset *token.FileSet, file *ast.File) (status, string) {
	for _, s := range file.Imports {
		if path := pathOf(s); !slices.Contains(tests.AllowedImports, path) {
			return refused, fmt.Sprintf("%s imports %q, which is not allowed; allowed are %s",
				place(fset, s), path, strings.Join(tests.AllowedImports, ", "))
		}
	}
	for _, d := range file.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body == nil {
			return build, fmt.Sprintf("%s: %s has no body", place(fset, fn), fn.Name.Name)
		}
	}
	return "", ""
}

// directive reports whether a comment is a directive for the compiler, the linker or the go
// command. word is its first line.
func directive(comment string) (word string, bad bool) {
	word, _, _ = strings.Cut(comment, "\n")
	bad = constraint.IsGoBuild(comment) || constraint.IsPlusBuild(comment)
	for _, prefix := range []string{"//go:", "//line ", "/*line ", "//export ", "//extern "} {
		bad = bad || strings.HasPrefix(comment, prefix)
	}
	return word, bad
}

func place(fset *token.FileSet, n ast.Node) string {
	p := fset.PositionFor(n.Pos(), false) // ignores //line comments
	return fmt.Sprintf("%s:%d", p.Filename, p.Line)
}

// packageOf returns the name in the package clause.
func packageOf(source []byte) string {
	file, err := parser.ParseFile(token.NewFileSet(), "", source, parser.PackageClauseOnly)
	if err != nil {
		return ""
	}
	return file.Name.Name
}

// plainLines removes byte order marks, carriage returns and final empty lines, which editors add.
func plainLines(code []byte) []byte {
	code = bytes.TrimPrefix(code, []byte("\xef\xbb\xbf"))
	return bytes.TrimRight(bytes.ReplaceAll(code, []byte("\r\n"), []byte("\n")), "\n")
}
