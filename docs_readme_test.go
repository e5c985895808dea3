package nn

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
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

// TestFilesNameTheirOrigin: each file that is made to be copied has the licence, the origin and the
// version of the changelog, and so has the citation.
func TestFilesNameTheirOrigin(t *testing.T) {
	inRepository(t)
	changelog, err := os.ReadFile("CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^## (\d+\.\d+\.\d+)`).FindStringSubmatch(string(changelog))
	if version == nil {
		t.Fatal("CHANGELOG.md has no version")
	}
	head := "// SPDX-License-Identifier: MIT-0\n// Origin: nn " + version[1] + ", neural networks for teaching in plain Go.\n\n"
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(name, "docs_") && !strings.HasPrefix(string(text), head) {
			t.Errorf("%s does not begin with\n%s", name, head)
		}
	}
	citation, err := os.ReadFile("CITATION.cff")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(citation), "\nversion: "+version[1]+"\n") || !strings.Contains(string(citation), "\nlicense: MIT-0\n") {
		t.Errorf("CITATION.cff does not name version %s and license MIT-0", version[1])
	}
}

// TestDataSetsHaveTheChecksumsOfTheLabs: docs/data.md names the checksums that the labs compare with.
func TestDataSetsHaveTheChecksumsOfTheLabs(t *testing.T) {
	inRepository(t)
	page, err := os.ReadFile("docs/data.md")
	if err != nil {
		t.Fatal(err)
	}
	checksum := regexp.MustCompile(`\b([0-9a-f]{64}|[0-9a-f]{32})\b`)
	inPage := checksum.FindAllString(string(page), -1)
	var inLabs []string
	for _, name := range []string{"solutions/labs/internal/digits/files.go", "solutions/labs/imdb/source.go"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		inLabs = append(inLabs, checksum.FindAllString(string(text), -1)...)
	}
	slices.Sort(inPage)
	slices.Sort(inLabs)
	if len(inPage) != 5 || !slices.Equal(inPage, inLabs) {
		t.Errorf("the page has the checksums\n%v\nthe labs\n%v", inPage, inLabs)
	}
}
