package main

import (
	"strings"
	"testing"
)

// TestWrongPage proves that the committed page is the page that the known mistakes make now.
func TestWrongPage(t *testing.T) {
	c := open(t)
	page, err := c.wrongPage()
	if err != nil {
		t.Fatal(err)
	}
	if text(t, page.path) != string(page.data) {
		t.Error(wrongFile + " is not the one that the known mistakes make: go run ./solutions/instructor stub")
	}
	for _, a := range areas {
		if !strings.Contains(string(page.data), "\n## "+a.title+"\n") {
			t.Errorf("no mistake is seen as %s", a.word)
		}
	}
	for _, e := range c.exercises {
		if !strings.Contains(string(page.data), "](../exercises/"+e.name+") |\n") {
			t.Errorf("no mistake of %s is on the page", e.name)
		}
	}
	if !strings.Contains(text(t, c.root, "README.md"), "]("+wrongFile+")") {
		t.Error("the README has no link to the page")
	}
}

func TestSymptoms(t *testing.T) {
	const name = "solutions/NAME/testdata/mistakes/square.go"
	const first, second = "it squares | [01 one](../exercises/01-one) |\n", "it squares | [02 two](../exercises/02-two) |\n"
	for _, tt := range []struct{ comment, want string }{
		{"", ""},
		{"// Seen: nan: at |x| > 1\n// Seen: slow: late", `| at \|x\| > 1 | ` + first + "|  | " + second},
		{"// Seen: nan: at |x| > 1\n// Seen: slow: late", "| late | " + first + "|  | " + second},
		{"// Seen: tired: at noon", "square.go: // Seen: tired: at noon: want one of the areas"},
		{"// Seen: nan", "square.go: // Seen: nan: want one of the areas"},
	} {
		t.Run(tt.comment, func(t *testing.T) {
			seen := changed(name, "package p", tt.comment+"\npackage p")
			c := smallCourse(t, map[string]func(map[string]string){"01-one": seen, "02-two": seen})
			page, err := c.wrongPage()
			var got string
			if err != nil {
				got = err.Error()
			} else {
				got = string(page.data)
			}
			if !strings.Contains(got, tt.want) || tt.want == "" && strings.Contains(got, "##") {
				t.Errorf("got %s, want %q in it", got, tt.want)
			}
		})
	}
}
