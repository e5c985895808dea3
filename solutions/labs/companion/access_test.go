package main

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"nn/solutions/labs/companion/play"
)

// Every control has a name for a screen reader.
func TestControlsHaveNames(t *testing.T) {
	body, err := playground()
	if err != nil {
		t.Fatal(err)
	}
	text := string(body)
	controls := regexp.MustCompile(`<(input|select|textarea|canvas)\b[^>]*>`).FindAllStringIndex(text, -1)
	if len(controls) < 20 {
		t.Fatalf("%d controls", len(controls))
	}
	for _, at := range controls {
		tag, before := text[at[0]:at[1]], text[:at[0]]
		inLabel := strings.LastIndex(before, "<label") > strings.LastIndex(before, "</label>")
		id := regexp.MustCompile(`id="([^"]*)"`).FindStringSubmatch(tag)
		if !inLabel && !strings.Contains(tag, "aria-label=") && (id == nil || !strings.Contains(text, `for="`+id[1]+`"`)) {
			t.Errorf("%s has no label", tag)
		}
	}
}

// The colours have the contrast that WCAG 2.2 asks for: 4.5 for text and 3 for lines and borders.
func TestContrast(t *testing.T) {
	text, err := pages.ReadFile("pages/style.css")
	if err != nil {
		t.Fatal(err)
	}
	schemes := regexp.MustCompile(`:root \{([^}]*)\}`).FindAllStringSubmatch(string(text), -1)
	if len(schemes) != 2 {
		t.Fatalf("%d colour schemes, want a light and a dark one", len(schemes))
	}
	for i, scheme := range schemes {
		colours := map[string]float64{}
		for _, m := range regexp.MustCompile(`--(\w+): #([0-9a-f]+)`).FindAllStringSubmatch(scheme[1], -1) {
			colours[m[1]] = luminance(t, m[2])
		}
		for _, c := range []struct {
			name  string
			least float64
		}{{"ink", 7}, {"link", 4.5}, {"bad", 4.5}, {"line", 3}, {"plus", 3}, {"minus", 3}} {
			for _, ground := range []string{"ground", "soft"} {
				a, b := colours[c.name], colours[ground]
				if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < c.least && !(c.name == "line" && ground == "soft") {
					t.Errorf("scheme %d: %s on %s has the contrast %.2f, want %v", i, c.name, ground, ratio, c.least)
				}
			}
		}
	}
}

// luminance returns the relative luminance of a colour such as fff or 0072b2.
func luminance(t *testing.T, hex string) float64 {
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(v) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

var (
	tables      = regexp.MustCompile(`(?s)<table\b([^>]*)>\s*(<caption>[^<]+</caption>)?`)
	matrixLabel = regexp.MustCompile(`aria-label="[^"]+, the [^",]+, (1 row|\d+ rows), (1 column|\d+ columns)"`)
)

// checkTables checks that each table has a caption, and that a matrix says its letter, the meaning of the letter
// and its shape in words. It returns the number of tables.
func checkTables(t *testing.T, where, html string) int {
	t.Helper()
	found := tables.FindAllStringSubmatch(html, -1)
	for _, m := range found {
		if m[2] == "" && !strings.Contains(m[1], "aria-label=") {
			t.Errorf("%s: a table has neither a caption nor a label: %.200s", where, html[strings.Index(html, m[0]):])
		}
		if strings.Contains(m[1], `class="matrix"`) && !matrixLabel.MatchString(m[1]) {
			t.Errorf("%s: a matrix has the label%s", where, m[1])
		}
	}
	return len(found)
}

// Every table of every page has words for a screen reader. Go makes all tables, also in the browser.
func TestTablesHaveWords(t *testing.T) {
	count := 0
	parts := func(where string, f *play.Frame) {
		for _, html := range f.HTML {
			count += checkTables(t, where, html)
		}
	}
	for _, kind := range play.DerivationNames() {
		if n := checkTables(t, kind, play.Derivations{}.Change(kind, kind, "misprint", "true")); n < 2 {
			t.Errorf("%s has %d tables", kind, n)
		}
	}
	for _, query := range []string{"dropout=0.1&regularizer=l1&run=30", "activation=relu&optimizer=rmsprop&run=3", "optimizer=momentum&run=3", "optimizer=adagrad&run=3",
		"optimizer=rprop&run=3", "optimizer=quickprop&run=3", "data=plane&optimizer=levenberg-marquardt&run=3"} {
		p := play.NewPage()
		p.Do("open", map[string]string{"query": query})
		p.Do("race", nil)
		p.Do("tick", nil)
		for _, v := range play.Views {
			parts(query+" "+v.Name, p.Do("view", map[string]string{"value": v.Name}))
		}
		p.Do("view", map[string]string{"value": "step"})
		for range 4 {
			parts(query+" step", p.Do("stage", map[string]string{"by": "1"}))
		}
	}
	gym := play.NewGym(1)
	for _, name := range []string{"curve", "data", "units", "check", "trace"} {
		parts("gym", gym.Do("ask", map[string]string{"value": name}))
	}
	digits := play.NewDigits()
	digits.Do("weights", play.WriteWeights([]int{5}, play.NewDigitNetwork([]int{5}, rand.New(rand.NewPCG(1, 1)))))
	parts("digits", digits.Do("sample", nil))
	if count < 200 {
		t.Errorf("%d tables", count)
	}
	scripts, err := filepath.Glob("pages/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatal(scripts, err)
	}
	for _, path := range scripts {
		if text, err := os.ReadFile(path); err != nil || strings.Contains(string(text), "<t") {
			t.Errorf("%s makes a table, which this test does not see; %v", path, err)
		}
	}
	if testing.Short() {
		return
	}
	names, err := filepath.Glob(filepath.Join(builtSite(t), "*.html"))
	if err != nil || len(names) < 2 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		checkTables(t, filepath.Base(name), string(text))
	}
}
