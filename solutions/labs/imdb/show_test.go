package main

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWrap(t *testing.T) {
	text := strings.Repeat("word ", 48) // 15 of them fit in a line
	line := "  " + strings.TrimSpace(strings.Repeat("word ", 15))
	for _, tt := range []struct {
		name, text string
		lines      int
		want       string
	}{
		{"short", "two words", 1, "  two words\n"},
		{"nothing", "", 1, " \n"},
		{"cut after a line", text, 1, line + " ...\n"},
		{"cut after two", text, 2, line + "\n" + line + " ...\n"},
		{"all of it", text, 4, strings.Repeat(line+"\n", 3) + "  word word word\n"},
		{"a long word", strings.Repeat("w", 200), 2, "  " + strings.Repeat("w", 200) + "\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := wrap(tt.text, tt.lines); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

// All output fits on terminals of 40, 80 and 200 columns.
func TestOutputFits(t *testing.T) {
	emptyCache(t)
	for _, columns := range []int{40, 80, 200} {
		t.Setenv("COLUMNS", fmt.Sprint(columns))
		for line := range strings.Lines(output(t, "-epochs", "2", "-review", "A brilliant plot and a zebra.")) {
			if n := utf8.RuneCountInString(line) - 1; n > columns {
				t.Errorf("%d columns: a line of %d characters: %s", columns, n, line)
			}
		}
	}
}

func output(t *testing.T, args ...string) string {
	t.Helper()
	code, out, stderr := program(t, args...)
	if code != 0 {
		t.Fatalf("exit code %d, stderr %q", code, stderr)
	}
	return out
}
