package tests

import (
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

// ForbiddenImport returns the first import of a file that is not allowed. It returns "" if all
// imports are allowed, or if the file is not valid Go. name and source are passed to
// [parser.ParseFile].
func ForbiddenImport(name string, source any) string {
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
	if err != nil {
		return ""
	}
	for _, s := range file.Imports {
		path, err := strconv.Unquote(s.Path.Value)
		if err != nil || !slices.Contains(AllowedImports, path) {
			return path
		}
	}
	return ""
}
