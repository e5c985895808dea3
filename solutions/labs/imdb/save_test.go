package main

import (
	"context"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// judged returns what is printed about the user's review.
func judged(t *testing.T, out string) string {
	t.Helper()
	i := strings.Index(out, "Your review")
	if i < 0 {
		t.Fatalf("no judgement in\n%s", out)
	}
	text, _, _ := strings.Cut(out[i:], "\nWrote ")
	return strings.TrimSpace(text)
}

// A saved network judges a review as it did after its training, without reviews and without
// training.
func TestSaveAndLoad(t *testing.T) {
	emptyCache(t)
	t.Chdir(t.TempDir())
	for _, args := range [][]string{{"-hidden", "8,4"}, {"-hidden", "", "-lr", "0.01"}, {"-dropout", "0.25"}} {
		args = append(args, "-epochs", "3", "-review", "The plot was brilliant, the zebra awful.", "-save", "net.json", "-curves", "c.svg")
		code, out, stderr := program(t, args...)
		if code != 0 {
			t.Fatalf("exit code %d, stderr %q", code, stderr)
		}
		contains(t, out, "Wrote the network and its words to net.json.", "Wrote the curves to c.svg.")
		code, again, stderr := program(t, "-load", "net.json", "-review", "The plot was brilliant, the zebra awful.")
		if code != 0 || strings.Contains(again, "epoch") {
			t.Fatalf("exit code %d, stderr %q, output\n%s", code, stderr, again)
		}
		if judged(t, again) != judged(t, out) {
			t.Errorf("%q: loaded:\n%s\nand after the training:\n%s", args, judged(t, again), judged(t, out))
		}
	}
	if err := os.WriteFile("plain.json", []byte(`{"format":"nn weights 1","layers":[]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"plain.json": "contains no words; want a file that imdb -save has written",
		"none.json":  "none.json", "c.svg": "not a complete weights file",
	} {
		code, _, stderr := program(t, "-load", name, "-review", "good")
		if code != 1 || !strings.Contains(stderr, want) {
			t.Errorf("-load %s: exit code %d, stderr %q, want %q", name, code, stderr, want)
		}
	}
}

func TestCompare(t *testing.T) {
	if testing.Short() {
		t.Skip("trains seven networks")
	}
	emptyCache(t)
	t.Chdir(t.TempDir())
	code, out, stderr := program(t, "-compare", "-report", "page.html")
	if code != 0 {
		t.Fatalf("exit code %d, stderr %q", code, stderr)
	}
	picture, err := os.ReadFile("imdb-compare.svg")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("page.html")
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile(`(?m)^(hidden .*?) +(\d+) +(\d+) +(\d\.\d{4}) +(\d\.\d{4}) +(\d\.\d{4})$`).FindAllStringSubmatch(out, -1)
	if len(rows) != len(variants) {
		t.Fatalf("%d rows, want %d in\n%s", len(rows), len(variants), out)
	}
	rise := func(i int) float64 {
		best, _ := strconv.ParseFloat(rows[i][4], 64)
		last, _ := strconv.ParseFloat(rows[i][5], 64)
		return last / best
	}
	for i, v := range variants {
		if rows[i][1] != v.name {
			t.Errorf("row %d is %q, want %q", i+1, rows[i][1], v.name)
		}
		contains(t, string(picture), ">"+v.name+"<")
		contains(t, string(page), ">"+v.name+"<", "The lowest validation loss is ")
	}
	if small, large := rise(0), rise(3); !(large > small && large > 1.3) {
		t.Errorf("the validation loss rises by a factor of %v with 4 units and %v with 64, want more, and over 1.3", small, large)
	}
}

// The made-up reviews show overfitting in 20 epochs: the validation loss rises after its minimum,
// while the training loss approaches 0.
func TestMadeUpReviewsOverfit(t *testing.T) {
	if testing.Short() {
		t.Skip("trains for 20 epochs")
	}
	emptyCache(t)
	for _, seed := range []string{"1", "2", "3"} {
		_, out, _ := program(t, "-seed", seed)
		m := regexp.MustCompile(`epoch 20  loss (\d\.\d+) (?s:.*)lowest in epoch (\d+): (\d\.\d+),.*\nAfter epoch 20, it is (\d\.\d+),`).FindStringSubmatch(out)
		if m == nil {
			t.Fatalf("seed %s: the validation loss does not rise:\n%s", seed, out)
		}
		loss, _ := strconv.ParseFloat(m[1], 64)
		best, _ := strconv.ParseFloat(m[3], 64)
		last, _ := strconv.ParseFloat(m[4], 64)
		if !(last/best > 1.15 && loss < best/4) {
			t.Errorf("seed %s: validation loss %v in epoch %s and %v at the end, training loss %v", seed, best, m[2], last, loss)
		}
	}
}

// interrupter ends a context when the output contains a text.
type interrupter struct {
	strings.Builder
	text   string
	cancel func()
}

func (w *interrupter) Write(p []byte) (int, error) {
	w.Builder.Write(p)
	if strings.Contains(w.String(), w.text) {
		w.cancel()
	}
	return len(p), nil
}

// An interruption keeps the network, the history and the report.
func TestInterrupted(t *testing.T) {
	emptyCache(t)
	t.Chdir(t.TempDir())
	for _, tt := range []struct {
		text, want, history string
	}{
		{"epoch 2 ", "interrupted after epoch 2", "\n1,"},
		{"Training on", "interrupted in epoch 1, after 8 of 240 examples", ""},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		out, stderr := &interrupter{text: tt.text, cancel: cancel}, new(strings.Builder)
		code := run(ctx, []string{"-epochs", "1000", "-save", "n", "-history", "h", "-report", "r.html", "-curves", "c.svg"}, out, stderr)
		cancel()
		if code != 1 || !strings.Contains(stderr.String(), tt.want) {
			t.Errorf("exit code %d, stderr %q, want %q", code, stderr, tt.want)
		}
		for name, mark := range map[string]string{"n": `{"interrupted":"`, "h": "interrupted" + tt.history, "r.html": "<dt>Interrupted</dt>"} {
			content, err := os.ReadFile(name)
			if err != nil || !strings.Contains(string(content), mark) {
				t.Errorf("%s: error %v, no %q", name, err, mark)
			}
			os.Remove(name)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, stderr := &interrupter{text: "hidden 8\n", cancel: cancel}, new(strings.Builder)
	if code := run(ctx, []string{"-compare"}, out, stderr); code != 1 || !strings.Contains(stderr.String(), "of hidden 8; ") {
		t.Errorf("exit code %d, stderr %q", code, stderr)
	}
	contains(t, out.String(), "\nhidden 4  ")
}
