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

// maxFile is the most that one submitted file may have. The stubs have a few thousand bytes.
const maxFile = 256 << 10

// guard looks at a submitted file before anything is built. It returns an empty status if the file
// may be built, and otherwise the status of the whole exercise and why. Everything that a file
// could do to the grader needs an import, a compiler directive or a data race, so only the imports
// of an exercise are allowed, no directive is, and no goroutine: where two of them race for one
// interface, it can be read with the type of one value and the pointer of another, and with that
// all memory can be read and written, that of the tests too.
func guard(e *exercise, stub, code []byte) (status, string) {
	if len(code) > maxFile {
		return refused, fmt.Sprintf("the file has more than %d kB", maxFile>>10)
	}
	code, stub = plainLines(code), plainLines(stub)
	switch {
	case bytes.Equal(code, stub):
		return todo, "the file is the one that was handed out"
	case !utf8.Valid(code) || bytes.IndexByte(code, 0) >= 0:
		return build, "the file is not text in UTF-8"
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
		return build, fmt.Sprintf("%s begins package %s, want package %s", e.file(),
			file.Name.Name, want)
	}
	if s, why := guardImports(fset, file); s != "" {
		return s, why
	}
	for n := range ast.Preorder(file) {
		if g, ok := n.(*ast.GoStmt); ok {
			return refused, fmt.Sprintf("%s starts a goroutine: the exercises are to be done without",
				place(fset, g))
		}
	}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if word, bad := directive(c.Text); bad {
				return refused, fmt.Sprintf("%s has a directive to the compiler: %s",
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
			return refused, fmt.Sprintf("%s imports %q; allowed are %s",
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

// directive reports whether a comment says something to the compiler, the linker or the go command.
func directive(comment string) (word string, bad bool) {
	word, _, _ = strings.Cut(comment, "\n")
	bad = constraint.IsGoBuild(comment) || constraint.IsPlusBuild(comment)
	for _, prefix := range []string{"//go:", "//line ", "/*line ", "//export ", "//extern "} {
		bad = bad || strings.HasPrefix(comment, prefix)
	}
	return word, bad
}

func place(fset *token.FileSet, n ast.Node) string {
	p := fset.PositionFor(n.Pos(), false) // not as a //line comment says
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

// plainLines takes away what editors on other systems put into a file.
func plainLines(code []byte) []byte {
	code = bytes.TrimPrefix(code, []byte("\xef\xbb\xbf"))
	return bytes.TrimRight(bytes.ReplaceAll(code, []byte("\r\n"), []byte("\n")), "\n")
}
