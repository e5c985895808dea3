package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCompose(t *testing.T) {
	for decomposed, want := range map[string]string{
		"Mu\u0308ller": "M\u00fcller", "Rene\u0301e": "Ren\u00e9e", "A\u030angstro\u0308m": "\u00c5ngstr\u00f6m",
		"Nguye\u0302\u0303n": "Nguy\u1ec5n", "Vie\u0323\u0302t": "Vi\u1ec7t", "S\u0326erban": "\u0218erban",
		"Dvor\u030ca\u0301k": "Dvo\u0159\u00e1k", "plain": "plain", "M\u00fcller": "M\u00fcller",
		"\u0417\u0430\u0438\u0306\u0446\u0435\u0432":       "Зайцев",
		"\u1100\u1175\u11b7\u110e\u1165\u11af\u1109\u116e": "김철수",
		"\u304b\u3099\u304f\u30d5\u3099":                   "がくブ",
		"\u0391\u0301\u03bd\u03bd\u03b1":                   "Άννα",
		"\u0415\u0308\u043b\u043a\u0438\u043d\u0430":       "Ёлкина",
		"U\u0308\u0304":                        "Ǖ",
		"\u1112\u1161\u11ab\u1100\u1173\u11af": "한글",
		"S\u0323\u0307":                        "Ṩ",
		"\u1100x\u1161":                        "\u1100x\u1161", "q\u0308": "q\u0308", "\u0308x": "\u0308x", "": "",
	} {
		if got := compose(decomposed); got != want {
			t.Errorf("compose(%+q) = %+q, want %+q", decomposed, got, want)
		}
	}
}

// hostileNames are names of students or files that can confuse a program or a reader.
var hostileNames = []string{
	"=1+1", "+1", "-1", "@SUM(1)", "\uff1d1", "\uff0b1", " =1", "\u00a0=1", "\t=1", "a\nb", "a\r\nb",
	"a\x1b[2Jb", "a\u202eb", "a\u2028b", "\u2067x", "<script>alert(1)</script>", "**bold**", "[x](y)",
	"# heading", "- item", "`code`", "| cell |", "a\u0085b", "\xff\xfe", "&lt;",
	strings.Repeat("ä", 300),
}

// TestHostileNames checks that hostile names have no effect in any report.
func TestHostileNames(t *testing.T) {
	for _, name := range hostileNames {
		st := &student{name: name, id: name, notes: []string{name},
			files: map[string]submittedFile{"01-a": {path: name, notes: []string{name}}},
			results: map[string]*exerciseResult{"01-a": {Tests: []testResult{
				{Name: "TestOne", Status: fail, Message: name, Mistake: name}}}}}
		bad := &student{name: name, unread: errors.New(name)}
		s := newSettings()
		s.adjust[personal{compose(name), "01-a"}] = []adjustment{{1, name}}
		cl := &class{cases: twoCases(), students: []*student{st, bad},
			unknown: []string{name}, notes: (&collection{strangers: []string{name}}).notes(), pairs: []pair{{"01-a", name, name, 1, 1}}}
		for _, st := range cl.students {
			s.markAll(st, cl.cases)
		}
		dir := t.TempDir()
		if err := writeReports(dir, cl); err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		for file := range snapshot(t, dir) {
			text := text(t, dir, filepath.FromSlash(file))
			if strings.ContainsAny(text, "\r\x1b\u0085\u2028\u202e\u2067") {
				t.Errorf("%q: %s has a control character", name, file)
			}
			if strings.Contains(text, "<script>alert") && !strings.HasSuffix(file, ".csv") &&
				!strings.Contains(text, "```") {
				t.Errorf("%q: %s has HTML in it:\n%s", name, file, text)
			}
			if strings.HasSuffix(file, ".html") && strings.Contains(text, "<script>alert") {
				t.Errorf("%q: %s has a script", name, file)
			}
		}
		records, err := csv.NewReader(bytes.NewReader(marksCSV(cl))).ReadAll()
		if err != nil || len(records) != 3 {
			t.Fatalf("%q: %d rows, %v", name, len(records), err)
		}
		for _, record := range records[1:] {
			for _, c := range record {
				first := strings.TrimLeft(c, " \u00a0\t")
				if first != "" && strings.ContainsRune("=+-@\uff1d\uff0b", []rune(first)[0]) ||
					strings.Contains(c, "\n") {
					t.Errorf("%q: the cell %q is a formula or has lines", name, c)
				}
			}
		}
		for _, page := range [][]byte{feedback(cl, st), summary(cl), appeal(cl, st)} {
			for line := range strings.Lines(string(page)) {
				if strings.HasPrefix(line, "# heading") || strings.Contains(line, "- - item") ||
					strings.Contains(line, "- # heading") {
					t.Errorf("%q is taken for Markdown: %s", name, line)
				}
			}
		}
		if left, err := os.ReadDir(filepath.Join(dir, "students")); err != nil || len(left) != 2 {
			t.Errorf("%q: two students have %d folders (%v)", name, len(left), err)
		}
	}
}
