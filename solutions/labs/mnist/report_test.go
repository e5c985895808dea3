package main

import (
	"image/color"
	"os"
	"strings"
	"testing"

	"nn"
	"nn/solutions/labs/internal/lab"
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
	mustContain(t, output, "250 for training, 50 for validation, 50 for the test", "Wrote the report to page.html.")
	page := readPage(t, "page.html")
	mustContain(t, page, "784 - 20 - 10 - 10 units", "Adam, learning rate 0.001", strings.TrimSpace(mustEnd(t, output)[0]),
		"Learning curves", "as a line", "best epoch", "Confusion matrix",
		"Most confident mistakes", "Weights of the first layer", "20 of the 20 units")
	if n := strings.Count(page, `alt="weights of unit`); n != 20 {
		t.Errorf("%d images of weights, want 20", n)
	}
	mustBeAlone(t, "page.html")

	t.Run("without validation", func(t *testing.T) {
		mustRun(t, mnist, "-draw", "300", "-epochs", "1", "-hidden", "", "-validation", "0", "-report", "page.html")
		page := readPage(t, "page.html")
		mustContain(t, page, "784 - 10 units", "10 of the 10 units")
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

func TestConfusionColours(t *testing.T) {
	truth, predicted := []int{0, 0, 0, 0, 0, 0, 1, 1}, []int{0, 0, 0, 7, 7, 8, 1, 1}
	v := newVerdict(&nn.Dataset{X: nn.NewMatrix(8, 1), Y: nn.OneHot(truth, classes)}, nn.OneHot(predicted, classes))
	rows := confusion(v).Table.Rows
	for _, tt := range []struct {
		name string
		t, p int
		want lab.Cell
	}{
		{"half right", 0, 0, lab.Cell{Text: "3", Shade: 0.5}},
		{"all right", 1, 1, lab.Cell{Text: "2", Shade: 1}},
		{"the most frequent mistake", 0, 7, lab.Cell{Text: "2", Shade: -1}},
		{"half as frequent", 0, 8, lab.Cell{Text: "1", Shade: -0.5}},
		{"none", 5, 5, lab.Cell{}},
		{"recall", 0, 10, lab.Cell{Text: "0.50"}},
		{"precision", 10, 1, lab.Cell{Text: "1.00"}},
	} {
		if c := rows[tt.t][tt.p+1]; c != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, c, tt.want)
		}
	}
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
