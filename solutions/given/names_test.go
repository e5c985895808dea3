package given_test

import (
	"go/parser"
	"go/token"
	"reflect"
	"strings"
	"testing"

	"nn"
	"nn/solutions/given"
)

// TestOneMeaningPerName compares the signatures of methods that the two matrices both have: an
// operation that returns a new matrix in one and overwrites its receiver in the other takes
// another number of operands.
func TestOneMeaningPerName(t *testing.T) {
	library := reflect.TypeFor[*nn.Matrix]()
	shared := 0
	for m := range methodsOf(reflect.TypeFor[*given.Matrix]()) {
		theirs, ok := library.MethodByName(m.Name)
		if !ok {
			continue
		}
		shared++
		want := strings.ReplaceAll(theirs.Type.String(), "nn.Matrix", "given.Matrix")
		if got := m.Type.String(); got != want {
			t.Errorf("%s is %s here and %s in the library: want the same, or another name",
				m.Name, got, want)
		}
	}
	if shared < 5 { // At, Clone, Row, Set, String
		t.Errorf("%d methods have the same name, want 5 or more", shared)
	}
}

// TestTableOfNames finds every operation in the table of the package comment.
func TestTableOfNames(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "matrix.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for m := range methodsOf(reflect.TypeFor[*given.Matrix]()) {
		if !strings.Contains(file.Doc.Text(), "\n\tX."+m.Name+"(") {
			t.Errorf("the table of the package comment has no line X.%s", m.Name)
		}
	}
	library := reflect.TypeFor[*nn.Matrix]()
	for _, line := range strings.Split(file.Doc.Text(), "\n") {
		_, call, ok := strings.Cut(line, " Z.")
		name, _, _ := strings.Cut(call, "(")
		if _, exists := library.MethodByName(name); ok && !exists {
			t.Errorf("the table says %q, and the library's Matrix has no %s", line, name)
		}
	}
}

// methodsOf iterates over the exported methods of a type.
func methodsOf(typ reflect.Type) func(yield func(reflect.Method) bool) {
	return func(yield func(reflect.Method) bool) {
		for i := range typ.NumMethod() {
			if !yield(typ.Method(i)) {
				return
			}
		}
	}
}
