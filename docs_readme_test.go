package nn

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestREADMESnippets: every piece of Go in the README is in an example, without the package's name, and
// the output that the README shows is the one that the example is checked against.
func TestREADMESnippets(t *testing.T) {
	inRepository(t)
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	examples := ""
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		examples += string(text)
	}
	indented := func(prefix, text string) string {
		lines := strings.Split(text, "\n")
		for i, line := range lines {
			lines[i] = strings.TrimRight(prefix+line, " \t")
		}
		return strings.Join(lines, "\n")
	}
	block := regexp.MustCompile("(?s)\n```go\n(.*?)\n```\n(?:\n```\n(.*?)\n```\n)?")
	blocks := block.FindAllStringSubmatch(string(readme), -1)
	if len(blocks) == 0 {
		t.Error("the README has no piece of Go")
	}
	for _, b := range blocks {
		code, output := indented("\t", strings.ReplaceAll(b[1], "nn.", "")), indented("\t// ", b[2])
		at := strings.Index(examples, "{\n"+code+"\n")
		if at < 0 {
			t.Errorf("no example has the README's\n%s", b[1])
		} else if rest := examples[at+len("{\n"+code+"\n"):]; b[2] != "" &&
			!strings.HasPrefix(rest, "\t// Output:\n"+output+"\n}") {
			t.Errorf("the README says that this is printed:\n%s\nthe example:\n%.300s", b[2], rest)
		}
	}
}
