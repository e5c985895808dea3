package main

import (
	"image/color"
	"os"
	"strings"
	"testing"

	"nn"
)

func readPage(t *testing.T, path string) string {
	t.Helper()
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestReport(t *testing.T) {
	isolate(t)
	output := mustRun(t, mnist, "-draw", "300", "-epochs", "2", "-hidden", "20,10", "-report", "page.html")
	mustContain(t, output, "250 to train on, 50 for validation, 50 for the test", "Wrote the report to page.html.")
	page := readPage(t, "page.html")
	mustContain(t, page, "784 - 20 - 10 - 10 units", "Adam, learning rate 0.001", strings.TrimSpace(mustEnd(t, output)[0]),
		"Learning curves", "as a line", "best epoch", "What it takes for what",
		"The mistakes of which it was surest", "What the first layer looks for", "20 of its 20 units")
	if n := strings.Count(page, `alt="weights of unit`); n != 20 {
		t.Errorf("%d images of weights, want 20", n)
	}
	mustBeAlone(t, "page.html")

	t.Run("without validation", func(t *testing.T) {
		mustRun(t, mnist, "-draw", "300", "-epochs", "1", "-hidden", "", "-validation", "0", "-report", "page.html")
		page := readPage(t, "page.html")
		mustContain(t, page, "784 - 10 units", "10 of its 10 units")
		if strings.Contains(page, "as a line") || strings.Contains(page, "best epoch") {
			t.Error("the page speaks of validation")
		}
	})
	t.Run("without training", func(t *testing.T) {
		mustRun(t, mnist, "-draw", "300", "-epochs", "1", "-save", "weights.json")
		mustRun(t, mnist, "-draw", "300", "-epochs", "0", "-load", "weights.json", "-report", "page.html")
		if page := readPage(t, "page.html"); strings.Contains(page, "Learning curves") {
			t.Error("the page has learning curves")
		}
	})
	t.Run("of a comparison", func(t *testing.T) {
		mustRun(t, mnist, "-compare", "-draw", "300", "-epochs", "1", "-hidden", "10", "-report", "page.html")
		mustContain(t, readPage(t, "page.html"),
			"Training algorithms", "SGD with momentum 0.9", "After the last epoch", "seconds")
	})
}

func TestWeightsPicture(t *testing.T) {
	W := nn.NewMatrix(side*side, 2)
	W.Set(0, 1, 2)         // the largest
	W.Set(side+2, 1, -1)   // half as large
	W.Set(3*side, 1, 0.01) // next to nothing
	picture := weightsPicture(W, 1)
	for _, tt := range []struct {
		name string
		x, y int
		want color.NRGBA
	}{
		{"positive", 0, 0, color.NRGBA{47, 143, 221, 255}},
		{"negative", 2, 1, color.NRGBA{232, 112, 26, 127}},
		{"small", 0, 3, color.NRGBA{47, 143, 221, 0}},
		{"zero", 5, 5, color.NRGBA{47, 143, 221, 0}},
	} {
		if c := color.NRGBAModel.Convert(picture.At(tt.x, tt.y)); c != color.NRGBAModel.Convert(tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, c, tt.want)
		}
	}
	weightsPicture(W, 0) // only zeros: no division by them
}
