package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestTables checks for every exercise that the answer produces the numbers of the public tables: each
// text with these numbers occurs exactly once. The same holds for the drawn numbers after they have
// replaced the public ones, and another seed replaces them again.
func TestTables(t *testing.T) {
	t.Chdir(filepath.Join("..", "..", ".."))
	for _, name := range slices.Sorted(maps.Keys(exercises)) {
		t.Run(name, func(t *testing.T) {
			changes, err := draw(name, "a seed")
			if err != nil {
				t.Fatal(err)
			}
			again, err := draw(name, "a seed")
			if err != nil || !slices.Equal(changes, again) {
				t.Errorf("the same seed draws different numbers, or %v", err)
			}
			if other, err := draw(name, "another seed"); err != nil || slices.Equal(changes, other) {
				t.Errorf("two seeds draw the same numbers, or %v", err)
			}
			files := map[string]bool{}
			for _, c := range changes {
				files[c.file] = true
			}
			for file := range files {
				source, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				varied, err := replace(file, source, changes)
				if err != nil {
					t.Error(err)
				} else if strings.HasPrefix(file, "exercises/") {
					wantChanged(t, source, varied)
				}
			}
		})
	}
}

// wantChanged reports the tests by hand whose numbers are the same: the code of the test has not changed, nor
// that of a function that it calls.
func wantChanged(t *testing.T, before, after []byte) {
	t.Helper()
	old, docs := functionsOf(t, before)
	now, _ := functionsOf(t, after)
	for name, doc := range docs {
		if !strings.HasPrefix(name, "Test") || !strings.Contains(doc, "by hand") {
			continue
		}
		changed := old[name] != now[name]
		for other := range old {
			changed = changed || old[other] != now[other] && regexp.MustCompile(`\b`+other+`\(|\b`+other+`,`).MatchString(old[name])
		}
		if !changed {
			t.Errorf("%s has the public numbers", name)
		}
	}
}

// functionsOf returns the code and the comments of functions, by name.
func functionsOf(t *testing.T, source []byte) (code, docs map[string]string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	code, docs = map[string]string{}, map[string]string{}
	for _, d := range file.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			code[fn.Name.Name] += string(source[fset.Position(fn.Pos()).Offset:fset.Position(fn.End()).Offset])
			docs[fn.Name.Name] = fn.Doc.Text()
		}
	}
	return code, docs
}

// TestAllExercises wants other numbers in variants for each exercise.
func TestAllExercises(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join("..", "..", "[0-9][0-9]-*"))
	if err != nil || len(folders) == 0 {
		t.Fatal("no exercises", err)
	}
	for _, folder := range folders {
		if exercises[filepath.Base(folder)] == nil {
			t.Errorf("%s keeps its public numbers in variants", filepath.Base(folder))
		}
	}
}

func TestReplace(t *testing.T) {
	const source = "package p\n\nvar a, b = 1, 23\n"
	for _, tt := range []struct {
		name, want string
		changes    []change
	}{
		{"both", "package p\n\nvar a, b = 23, 4\n", []change{{"f.go", "1", "23"}, {"f.go", "23", "4"}, {"g.go", "x", "y"}}},
		{"not found", "the text occurs 0 times, want once:\n9", []change{{"f.go", "9", "8"}}},
		{"found twice", "the text occurs 2 times, want once:\n, ", []change{{"f.go", ", ", ","}}},
		{"overlap", "1 of 2 texts overlap", []change{{"f.go", "1, 2", "5"}, {"f.go", "23", "4"}}},
		{"no Go", "expected", []change{{"f.go", "1", ")"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := replace("f.go", []byte(source), tt.changes)
			if tt.name == "both" && (err != nil || string(got) != tt.want) {
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			}
			if tt.name != "both" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %q, %v; want an error that says %q", got, err, tt.want)
			}
		})
	}
}
