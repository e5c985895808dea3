package main

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
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
