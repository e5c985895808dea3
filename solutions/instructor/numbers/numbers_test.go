package main

import (
	"maps"
	"os"
	"path/filepath"
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
				if _, err := replace(file, source, changes); err != nil {
					t.Error(err)
				}
			}
		})
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
