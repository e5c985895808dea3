package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestPages looks for the required texts of the pages, in reading order. A page must not load
// anything from other files.
func TestPages(t *testing.T) {
	dir := reported(t)
	for _, tt := range []struct {
		page []string
		says []string
	}{
		{[]string{"class.html"}, []string{"Class of 5 students", "commit abc", "The maximum is 7 points",
			"Needs a look", "dan could not be graded (run the same command again): the disk is full",
			"cleo could not be read", "x.rar was ignored, because it is neither", "Students", "=Bob_[x]", "-7", "02-b: build",
			"Ann Lee", "71", "02-b late: 75 % of the points count", "Distribution", "70 to 80 %", "Average", "01-a", "17 %",
			"Most common mistakes", "2 × 01-a: it guesses", "Pass rate", "TestSecret (hidden)"}},
		{[]string{"students", "Ann Lee", "feedback.html"}, []string{"Ann Lee", "5 of 7 points",
			"01-a: 2 of 3 points", "TestOne: passed, 2 of 2 points",
			"Hidden tests: 0 of 1 passed, 0 of 1 points", "02-b: 3 of 4 points",
			"The submission was late, so 75 % of the points count."}},
		{[]string{"students", "=Bob_[x]", "feedback.html"}, []string{"TestOne: 0 of 2 points",
			sentences[fail], "got ``` and\n&lt;b&gt;", "b.go:3: undefined: x"}},
		{[]string{"students", "cleo", "feedback.html"}, []string{"could not be read: the zip file"}},
		{[]string{"students", "eve", "feedback.html"}, []string{sentences[todo], "02-b: excused"}},
	} {
		name := filepath.Join(tt.page...)
		page := text(t, dir, name)
		rest := page
		for _, says := range tt.says {
			_, after, ok := strings.Cut(rest, says)
			if !ok {
				t.Errorf("%s does not say %q after what comes before it:\n%s", name, says, rest)
				break
			}
			rest = after
		}
		for _, outside := range []string{"http:", "https:", "src=", "@import", "url("} {
			if strings.Contains(page, outside) {
				t.Errorf("%s has %s", name, outside)
			}
		}
		if tt.page[0] == "students" && (strings.Contains(page, "secret") || strings.Contains(page, "Secret") ||
			strings.Contains(page, "<script")) {
			t.Errorf("%s tells of a hidden test or has a script", name)
		}
	}
	appeal := text(t, dir, "instructor", "Ann Lee", "appeal.md")
	if !strings.Contains(appeal, "- TestSecret, hidden: fail, 0 of 1 points") ||
		!strings.Contains(appeal, "the secret number is 7") {
		t.Errorf("the instructor does not see the hidden failure:\n%s", appeal)
	}
}
