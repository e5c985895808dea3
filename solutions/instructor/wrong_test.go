package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestWrongPage proves that the committed page is the page that the known mistakes make now, and
// that every symptom of every mistake is on it.
func TestWrongPage(t *testing.T) {
	c := open(t)
	page, err := c.wrongPage()
	if err != nil {
		t.Fatal(err)
	}
	if text(t, page.path) != string(page.data) {
		t.Error(wrongFile + " is not the one that the known mistakes make: go run ./solutions/instructor stub")
	}
	entries := wrongEntries(t, string(page.data))
	for _, a := range areas {
		if len(entries[a.title]) == 0 {
			t.Errorf("no mistake is seen as %s", a.word)
		}
	}
	if len(entries) != len(areas) {
		t.Errorf("%d sections, want %d, one for each area", len(entries), len(areas))
	}
	written := 0
	for _, sections := range entries {
		for _, causes := range sections {
			written += len(causes)
		}
	}

	read := map[string]bool{} // area, symptom and cause in one string
	for _, e := range c.exercises {
		files, err := e.mistakes()
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			lines := strings.Split(text(t, file), "\n")
			name := regexp.MustCompile(`^// Mistake(, unnamed)?: `).ReplaceAllString(lines[0], "")
			cause := escape(name) + " ([" + strings.ReplaceAll(e.name, "-", " ") + "](../exercises/" + e.name + "))"
			if !strings.HasPrefix(lines[1], "// Seen: ") {
				t.Errorf("%s: the second line is %q, want // Seen: and a symptom", file, lines[1])
			}
			for _, line := range lines[1:] {
				seen, ok := strings.CutPrefix(line, "// Seen: ")
				if !ok {
					break
				}
				word, seen, own := strings.Cut(seen, ": ")
				for _, a := range areas {
					if a.word != word {
						continue
					}
					if !own {
						seen = a.title
					}
					read[a.title+"\n"+seen+"\n"+cause] = true
					if entries[a.title][escape(seen)][cause] != 1 {
						t.Errorf("%s: below %q, %q: %q is there %d times, want once", file, a.title, seen, cause,
							entries[a.title][escape(seen)][cause])
					}
				}
			}
		}
	}
	if written != len(read) {
		t.Errorf("the page has %d causes, the mistakes have %d", written, len(read))
	}

	for _, link := range regexp.MustCompile(`\]\(([^)]*)\)`).FindAllStringSubmatch(string(page.data), -1) {
		target := filepath.Join(filepath.Dir(page.path), filepath.FromSlash(link[1]))
		if info, err := os.Stat(target); err != nil || info.IsDir() == strings.HasSuffix(target, ".md") {
			t.Errorf("the link to %q leads to no folder or page", link[1])
		}
	}
	if !strings.Contains(text(t, c.root, "README.md"), "]("+wrongFile+")") {
		t.Error("the README has no link to the page")
	}
}

// wrongEntries returns how often each cause is listed below each symptom of each section. It fails
// the test if a symptom occurs twice in a section, or if a symptom or a cause is empty.
func wrongEntries(t *testing.T, page string) map[string]map[string]map[string]int {
	t.Helper()
	sections := map[string]map[string]map[string]int{}
	_, page, _ = strings.Cut(page, "\n## ")
	for _, section := range strings.Split(page, "\n## ") {
		title, body, _ := strings.Cut(section, "\n")
		if sections[title] != nil {
			t.Errorf("two sections %q", title)
		}
		symptoms := map[string]map[string]int{}
		sections[title] = symptoms
		for _, entry := range strings.Split(body, "\n- ")[1:] {
			lines := strings.Split(strings.TrimRight(entry, "\n"), "\n")
			seen := strings.TrimSuffix(strings.TrimPrefix(lines[0], "**"), "**")
			if len(seen) != len(lines[0])-4 || strings.TrimSpace(seen) == "" || symptoms[seen] != nil {
				t.Errorf("%s: %q: want a symptom in ** that is not there yet", title, lines[0])
			}
			if len(lines) == 1 {
				t.Errorf("%s: %s: no cause", title, seen)
			}
			symptoms[seen] = map[string]int{}
			for _, line := range lines[1:] {
				cause, ok := strings.CutPrefix(line, "  - ")
				if !ok || !regexp.MustCompile(`^\S.* \(\[.+\]\(.+\)\)$`).MatchString(cause) {
					t.Errorf("%s: %s: %q: want a cause with a link", title, seen, line)
				}
				symptoms[seen][cause]++
			}
		}
	}
	return sections
}

func TestSymptoms(t *testing.T) {
	const name = "solutions/NAME/testdata/mistakes/square.go"
	const causes = "  - it squares ([01 one](../exercises/01-one))\n  - it squares ([02 two](../exercises/02-two))\n"
	for _, tt := range []struct {
		comment, want string
		times         int // how often the name of the mistake is on the page
	}{
		{"", "", 0},
		{"// Seen: nan: at |x| > 1\n// Seen: slow: late", "\n\n- **at \\|x\\| > 1**\n" + causes, 4},
		{"// Seen: nan: at |x| > 1\n// Seen: slow: late", "\n\n- **late**\n" + causes, 4},
		{"// Seen: slow: late\n// Seen: slow: early", "\n\n- **early**\n" + causes + "- **late**\n" + causes, 4},
		{"// Seen: slow: late\n// Seen: slow: late", "\n\n- **late**\n" + causes, 2},
		{"// Seen: nan", "\n\n- **NaN**\n" + causes, 2},
		{"// Seen: nan: A\n// Seen: nan", "\n\n- **NaN**\n" + causes + "- **A**\n" + causes, 4},
		{"// Seen: nan\n// Seen: nan: A", "\n\n- **NaN**\n" + causes + "- **A**\n" + causes, 4},
		{"// Seen: tired: at noon", "square.go: // Seen: tired: at noon: want one of the areas", 0},
		{"// Seen: tired", "square.go: // Seen: tired: want one of the areas", 0},
		{"// Seen: nan: ", "square.go: // Seen: nan: : want one of the areas", 0},
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
			if n := strings.Count(got, "it squares"); n != tt.times {
				t.Errorf("got %s, the name of the mistake is there %d times, want %d", got, n, tt.times)
			}
		})
	}
}
