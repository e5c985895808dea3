package tests

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
)

// AllowedImports are the packages that an exercise may use. None of them can end the process, start
// a second process, or access a file, the network, the memory of the test or its flags.
var AllowedImports = []string{
	"cmp", "errors", "fmt", "iter", "maps", "math", "math/bits", "math/rand/v2", "slices", "sort",
	"strconv", "strings", "unicode", "exercises/given",
}

// Forbidden says which import or go statement of a file is not allowed, for example: imports "os".
// It returns "" if there is none, or if the file is not valid Go. name and source are passed to
// [parser.ParseFile].
func Forbidden(name string, source any) string {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, parser.SkipObjectResolution)
	if err != nil {
		return ""
	}
	for _, s := range file.Imports {
		path, err := strconv.Unquote(s.Path.Value)
		if err != nil || !slices.Contains(AllowedImports, path) {
			return fmt.Sprintf("imports %q", path)
		}
	}
	for n := range ast.Preorder(file) {
		if g, ok := n.(*ast.GoStmt); ok {
			return fmt.Sprintf("starts a goroutine in line %d", fset.Position(g.Pos()).Line)
		}
	}
	return ""
}
