package main

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// drawing writes a picture of a digit: dark ink on light paper. A 1 is a stroke, a 0 a ring.
func drawing(t *testing.T, name string, digit int) string {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 60, 80))
	for y := range 80 {
		for x := range 60 {
			m.SetGray(x, y, color.Gray{230})
			dx, dy := float64(x-30)/16, float64(y-40)/28
			r := dx*dx + dy*dy
			if digit == 0 && r > 0.6 && r < 1.1 || digit == 1 && x > 26 && x < 34 && y > 12 && y < 68 {
				m.SetGray(x, y, color.Gray{30})
			}
		}
	}
	f, err := os.Create(name)
	if err == nil {
		defer f.Close()
		err = png.Encode(f, m)
	}
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// -read prints the guess for pictures. With -load it needs neither training nor data.
func TestRead(t *testing.T) {
	isolate(t)
	zero, one := drawing(t, "zero.png", 0), drawing(t, "one.png", 1)
	trained := mustRun(t, mnist, "-draw", "1500", "-hidden", "30", "-save", "w", "-read", zero, one)
	mustEnd(t, trained)
	var loaded string
	for _, args := range [][]string{
		{"-load", "w", "-read", zero, one}, {"-read", zero, one, "-load", "w"}, {"-data", "nowhere", "-load", "w", "-read", zero, one},
	} {
		loaded = mustRun(t, mnist, args...)
		if strings.Contains(loaded, "epoch") || strings.Contains(loaded, "test accuracy") {
			t.Errorf("%q: it has trained or tested:\n%s", args, loaded)
		}
		mustContain(t, loaded, "\nzero.png: 0 (", "\none.png: 1 (")
	}
	i := strings.Index(trained, "\nzero.png")
	if i < 0 || !strings.Contains(trained, loaded[:len(loaded)-1]) {
		t.Errorf("after the training:\n%s\nand with the saved weights:\n%s", trained[max(i, 0):], loaded)
	}
	sum := 0.0
	for _, m := range regexp.MustCompile(`(?m)^  \d +(\d+\.\d) %`).FindAllStringSubmatch(loaded, -1) {
		p, _ := strconv.ParseFloat(m[1], 64)
		sum += p
	}
	if !(sum > 199 && sum < 201) || !strings.Contains(loaded, "@@") {
		t.Errorf("the probabilities of two pictures add up to %v %%, or the pictures are not there:\n%s", sum, loaded)
	}
	if err := os.WriteFile("text.png", []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, stderr := start(mnist, "-load", "w", "-read", "text.png", one, "none.png")
	if code != 1 || !strings.Contains(out, "one.png: 1") || !strings.Contains(stderr, "text.png") || !strings.Contains(stderr, "none.png") {
		t.Errorf("exit code %d, stderr %q, output\n%s", code, stderr, out)
	}
	if code, out, stderr := start(mnist, "-draw", "300", "-read", "none.png"); code != 1 || strings.Contains(out, "epoch") {
		t.Errorf("a missing picture before a training: exit code %d, stderr %q, output\n%s", code, stderr, out)
	}
}

// Saved weights are tested without the training files, and determine the hidden layers.
func TestLoadNeedsNoTrainingFiles(t *testing.T) {
	isolate(t)
	files, published := small()
	whole := mustRun(t, published, "-data", write(t, files, same), "-epochs", "2", "-hidden", "12,8", "-save", "w")
	delete(files, "train-images-idx3-ubyte")
	delete(files, "train-labels-idx1-ubyte")
	dir := write(t, files, same)
	tested := mustRun(t, published, "-data", dir, "-load", "w", "-epochs", "0")
	if mustEnd(t, tested)[0] != mustEnd(t, whole)[0] {
		t.Errorf("%s with the saved weights, and %s before", mustEnd(t, tested)[0], mustEnd(t, whole)[0])
	}
	mustContain(t, tested, "Images: 20 for the test;")
	if code, _, stderr := start(published, "-data", dir, "-load", "w"); code != 1 || !strings.Contains(stderr, "train-images-idx3-ubyte.gz is not in") {
		t.Errorf("training without training files: exit code %d, stderr %q", code, stderr)
	}
}

// Another data set in the format of MNIST is not called MNIST, and its images are not called
// digits.
func TestOtherDataSets(t *testing.T) {
	isolate(t)
	files, published := small()
	files["train-images-idx3-ubyte"][500] ^= 1
	dir := filepath.Join(t.TempDir(), "clothes")
	if err := os.Rename(write(t, files, same), dir); err != nil {
		t.Fatal(err)
	}
	output := mustRun(t, published, "-data", dir, "-epochs", "1", "-report", "page.html", "-curves", "c.svg")
	mustContain(t, output, "Data: images in "+dir+", which are not MNIST\n")
	mustContain(t, readPage(t, "page.html"), "<h1>Images of clothes</h1>")
	mustBeSVG(t, "c.svg", "Images of clothes")
	for _, text := range []string{output, readPage(t, "page.html")} {
		text = strings.ReplaceAll(text, "which are not MNIST", "")
		if m := regexp.MustCompile(`(?i).*(MNIST|digit).*`).FindString(text); m != "" {
			t.Errorf("there is %q", m)
		}
	}
	mustRun(t, published, "-data", dir, "-epochs", "1", "-compare")
	mustBeSVG(t, "mnist-compare.svg", "Training algorithms on clothes")
	files, published = small()
	mustContain(t, mustRun(t, published, "-data", write(t, files, same), "-epochs", "1"), "Data: images of MNIST, from ")
}

// The loss over the learning rate has its minimum inside: some rates are too small, some too large.
func TestRates(t *testing.T) {
	if testing.Short() {
		t.Skip("trains with every rate")
	}
	isolate(t)
	output := mustRun(t, mnist, "-rates", "-draw", "600", "-hidden", "20", "-epochs", "3")
	rows := regexp.MustCompile(`(?m)^\S+ +\S+ +(too small|right|too large)$`).FindAllStringSubmatch(output, -1)
	if len(rows) != 9 || rows[0][1] != "too small" || rows[8][1] != "too large" || !strings.Contains(output, "  right\n") {
		t.Errorf("rows %q in\n%s", rows, output)
	}
	mustBeSVG(t, "mnist-rates.svg", "Adam on drawn digits", ">too small<", ">right<", ">too large<", "learning rate 1e-05: loss ")
	output = mustRun(t, mnist, "-rates", "-draw", "300", "-optimizer", "sgd", "-lr", "1e300", "-epochs", "1", "-curves", "c.svg")
	mustContain(t, output, "diverged")
	if strings.Contains(output, "right") {
		t.Errorf("a training that diverged is right:\n%s", output)
	}
	mustBeSVG(t, "c.svg", ">diverged<")
	mustBeAlone(t, "c.svg", "mnist-rates.svg")
}

func TestJudgeRates(t *testing.T) {
	results := []rateResult{{loss: 2}, {loss: 0.5}, {loss: 0.12}, {loss: 0.1}, {loss: 0.124}, {loss: 0.3}, {loss: 0.11}}
	judgeRates(results)
	var verdicts []string
	for _, r := range results {
		verdicts = append(verdicts, r.verdict)
	}
	const want = "too small,too small,right,right,right,too large,too large"
	if got := strings.Join(verdicts, ","); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for rate, want := range map[float64]float64{0.00030000000000000003: 0.0003, 0.1: 0.1, 30: 30} {
		if got := round(rate); got != want {
			t.Errorf("round(%v) = %v, want %v", rate, got, want)
		}
	}
}
