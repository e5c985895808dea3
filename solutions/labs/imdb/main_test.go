package main

import (
	"bytes"
	"encoding/csv"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// program runs imdb and returns its exit code and what it writes, without times.
func program(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = run(t.Context(), args, &out, &err)
	return code, regexp.MustCompile(`\d+\.\d\d s`).ReplaceAllString(out.String(), "- s"), err.String()
}

// emptyCache gives the program a cache with nothing in it, and returns the file it would look for.
func emptyCache(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	for _, variable := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} {
		t.Setenv(variable, home)
	}
	dir, err := lab.Cache("imdb")
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, published.Name)
}

func write(t *testing.T, path string, content []byte) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

var lastLine = regexp.MustCompile(`\ntest accuracy (\d\.\d{4}) \((\d+) / (\d+)\)\n$`)

// accuracy returns what the last line says.
func accuracy(t *testing.T, stdout string) float64 {
	t.Helper()
	m := lastLine.FindStringSubmatch(stdout)
	if m == nil {
		t.Fatalf("the output doesn't end with the test accuracy:\n%s", stdout)
	}
	a, _ := strconv.ParseFloat(m[1], 64)
	return a
}

func contains(t *testing.T, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("the output lacks %q:\n%s", want, text)
		}
	}
}

func TestMadeUpReviews(t *testing.T) {
	emptyCache(t)
	history := filepath.Join(t.TempDir(), "history.csv")
	args := []string{"-history", history, "-review", "The plot was brilliant, the hero annoying, the zebra purple."}
	code, out, stderr := program(t, args...)
	if code != 0 || stderr != "" {
		t.Fatalf("exit code %d, stderr %q", code, stderr)
	}
	contains(t, out, "have not been downloaded", "-download", "X (240, 353)", "X (160, 353)", "X (400, 353)",
		`0 is "the"`, "decoded", "SigmoidActivation   (n, 1)", "mini-batches of 8\n", "epoch 20 ",
		"The validation loss is lowest in epoch", "Predictions", ", target ",
		"  brilliant\n", "  annoying\n", "Unknown words: zebra, purple\n", "/ 400)")
	for line := range strings.Lines(out) {
		if n := len([]rune(line)) - 1; n > 80 {
			t.Errorf("a line of %d characters, want 80 at the most: %s", n, line)
		}
	}
	if a := accuracy(t, out); !(a >= 0.75 && a < 0.95) {
		t.Errorf("test accuracy %v, want 0.75 to 0.95: learnable but not trivial", a)
	}
	file, err := os.Open(history)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if records, err := csv.NewReader(file).ReadAll(); err != nil || len(records) != 21 || records[0][6] != "seconds" {
		t.Errorf("the history is %v, error %v, want a head and 20 epochs", records, err)
	}
	if _, again, _ := program(t, args...); again != out {
		t.Errorf("the same seed gives another output:\n%s\nand\n%s", out, again)
	}
	if _, other, _ := program(t, "-seed", "2"); lastLine.FindString(other) == lastLine.FindString(out) {
		t.Errorf("another seed gives the same: %s", lastLine.FindString(out))
	}
}

// TestEarlyStopping checks that the network has the weights of the best epoch: stopped early it
// does as well as one that is trained for so many epochs.
func TestEarlyStopping(t *testing.T) {
	emptyCache(t)
	_, out, _ := program(t, "-patience", "2", "-lr", "0.01", "-epochs", "30")
	contains(t, out, "stopped: val_loss", "The weights of that epoch are restored.")
	m := regexp.MustCompile(`lowest in epoch (\d+)`).FindStringSubmatch(out)
	if m == nil || m[1] == "1" {
		t.Fatalf("want a best epoch after the first:\n%s", out)
	}
	_, best, _ := program(t, "-epochs", m[1], "-lr", "0.01")
	if a, b := lastLine.FindString(out), lastLine.FindString(best); a != b {
		t.Errorf("after stopping early: %s after %s epochs: %s", a, m[1], b)
	}
}

func TestNewNetwork(t *testing.T) {
	opt, err := parse([]string{"-hidden", "4", "-l1", "0.25", "-l2", "0.5", "-dropout", "0.125", "-epochs", "3", "-batch", "5"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	_, v := logistic()
	net := newNetwork(opt, &corpus{vocabulary: v})
	var names []string
	for _, l := range net.Layers() {
		names = append(names, nn.LayerName(l))
	}
	if got, want := strings.Join(names, " "), "DenseLayer ReLUActivation Dropout DenseLayer ReLUActivation Dropout DenseLayer SigmoidActivation"; got != want {
		t.Fatalf("layers %s, want %s", got, want)
	}
	if net.Epochs != 3 || net.BatchSize != 5 {
		t.Errorf("%d epochs with batches of %d, want 3 and 5", net.Epochs, net.BatchSize)
	}
	for i, dense := range []int{0, 3} {
		l := net.Layers()[dense].(*nn.DenseLayer)
		if r, _ := l.Weights.Regularizer.(*nn.WeightPenalty); l.OutputShape() != 4 || r == nil || r.L1 != 0.25 || r.L2 != 0.5 || l.Biases.Regularizer != nil {
			t.Errorf("hidden layer %d: %d units, regularizer %v, want 4 and {0.25 0.5} for the weights alone", i+1, l.OutputShape(), r)
		}
		if rate := net.Layers()[dense+2].(*nn.Dropout).Rate; rate != 0.125 {
			t.Errorf("hidden layer %d: dropout %v, want 0.125", i+1, rate)
		}
	}
	if r := net.Layers()[6].(*nn.DenseLayer).Weights.Regularizer; r != nil {
		t.Errorf("the output layer has the regularizer %v, want none", r)
	}
}

func TestArchive(t *testing.T) {
	cached := emptyCache(t)
	good := pack(t, tarOf(t, with(
		entry{name: "aclImdb/train/pos/9_9.txt", text: "caf\xe9"},
		entry{name: "../x", text: "x"})...))
	file := write(t, filepath.Join(t.TempDir(), "reviews.tar.gz"), good)
	args := []string{"-epochs", "2", "-hidden", "4", "-batch", "3"}

	code, out, stderr := program(t, append(args, "-data", file)...)
	if code != 0 {
		t.Fatalf("exit code %d, stderr %q", code, stderr)
	}
	contains(t, out, "The reviews are from "+file, "Read as Latin-1, because they are not UTF-8: 1 (aclImdb/train/pos/9_9.txt).",
		"the name leads out of the archive, 1 ", "13 training and 12 test reviews; 25,000", "mini-batches of 3\n", "/ 12)")

	write(t, cached, good)
	if code, again, stderr := program(t, args...); code != 0 || again != strings.ReplaceAll(out, file, cached) {
		t.Errorf("the file in the cache: exit code %d, stderr %q\n%s", code, stderr, again)
	}

	write(t, cached, good[:len(good)/2])
	code, _, stderr = program(t, args...)
	if code != 1 {
		t.Errorf("a broken file in the cache: exit code %d, want 1", code)
	}
	contains(t, stderr, cached, "damaged or incomplete", "-download downloads it again")

	for name, want := range map[string]string{
		"missing":      "open missing",
		t.TempDir():    "named like aclImdb/train/pos/0_9.txt",
		"main_test.go": "main_test.go: the file is not an archive of reviews",
	} {
		code, _, stderr = program(t, "-data", name)
		if code != 1 || strings.Contains(stderr, "-download") {
			t.Errorf("-data %s: exit code %d, stderr %q", name, code, stderr)
		}
		contains(t, stderr, want)
	}
}

func TestReport(t *testing.T) {
	emptyCache(t)
	file := filepath.Join(t.TempDir(), "report.html")
	code, out, stderr := program(t, "-report", file, "-review", "A <b>brilliant</b> zebra!", "-dropout", "0.25", "-patience", "3")
	if code != 0 {
		t.Fatalf("exit code %d, stderr %q", code, stderr)
	}
	contains(t, out, "Wrote the report to "+file)
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"<svg", strings.TrimSpace(lastLine.FindString(out)), "800, generated", "353 words - 16 - 16 - 1",
		"dropout 0.25", "patience 3", "at least 10 of 160 reviews", ">clumsy</td>", "predicted negative",
		"“A &lt;b&gt;brilliant&lt;/b&gt; zebra!”", "Unknown words: b, zebra",
	} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(string(page), "NaN") || strings.Contains(string(page), "L1 0") {
		t.Error("the page has NaN, or a regularizer that was not asked for")
	}
	if cell := (effect{"x", 0}).cells(0)[1]; cell.Shade != 0 {
		t.Errorf("no effect among none is shaded %v, want 0", cell.Shade)
	}
}

func TestDownload(t *testing.T) {
	cached := emptyCache(t)
	good := pack(t, tarOf(t, goodEntries()...))
	var asked int
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		w.Write(good)
	}))
	defer server.Close()
	before := published
	defer func() { published = before }()
	published.URLs, published.MaxSize = []string{server.URL}, int64(len(good))
	published.Check = func(r io.Reader) error { _, err := io.Copy(io.Discard, r); return err }

	for range 2 {
		if code, out, stderr := program(t, "-download", "-epochs", "1"); code != 0 {
			t.Fatalf("exit code %d, stderr %q", code, stderr)
		} else {
			contains(t, out, cached)
		}
	}
	if asked != 1 {
		t.Errorf("the server was asked %d times, want once", asked)
	}
	server.Close()
	os.Remove(cached)
	code, _, stderr := program(t, "-download")
	if code != 1 {
		t.Errorf("without a server: exit code %d, want 1", code)
	}
	contains(t, stderr, "cannot download", server.URL)
}

func TestFlags(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, tt := range []struct{ args, want string }{
		{"-hidden 0", "want numbers of units"},
		{"-hidden 16,x", "want numbers of units"},
		{"-optimizer newton", "-optimizer newton: want"},
		{"-optimizer quickprop -batch 8", "uses all examples in each step: leave out -batch"},
		{"-lr 0", "-lr 0: want"},
		{"-lr NaN", "-lr NaN: want"},
		{"-batch 0", "-batch 0: want 1 to"},
		{"-batch -1", "-batch -1: want 1 to"},
		{"-epochs 0", "-epochs 0: want 1 to"},
		{"-epochs many", "-epochs"},
		{"-seed -1", "-seed"},
		{"-l1 -0.1", "-l1 -0.1, -l2 0: want 0 to 1"},
		{"-l2 NaN", "-l2 NaN: want 0 to 1"},
		{"-dropout 1", "-dropout 1: want 0 or more and less than 1"},
		{"-dropout -0.5", "-dropout -0.5: want"},
		{"-patience 0", "-patience 0: want 1 or more"},
		{"-patience -1", "-patience -1: want 1 or more"},
		{"-review ...", "the text contains no word"},
		{"-load n", "-load judges a review without training: add -review"},
		{"-load n -review good -epochs 3", "-epochs is for a training: leave out it or -load"},
		{"-compare -load n -review good", "is for a single network: leave out it or -compare"},
		{"-compare -hidden 4", "-hidden is for a single training: leave out it or -compare"},
		{"-compare -dropout 0.5", "-dropout is for a single training"},
		{"-compare -history h", "-history is for a single training"},
		{"-curves c.png", "the file is written as SVG only; use a name such as c.svg"},
		{"-data x -download", "leave one out"},
		{"-history nowhere/h.csv", "there is no folder"},
		{"-report nowhere/r.html", "there is no folder"},
		{"-unheard", "-unheard"},
		{"more", `"more" is not a flag`},
	} {
		t.Run(tt.args, func(t *testing.T) {
			code, out, stderr := program(t, strings.Fields(tt.args)...)
			if code != 2 || out != "" || !strings.Contains(stderr, tt.want) {
				t.Errorf("exit code %d, stdout %q, stderr %q; want 2, nothing and %q", code, out, stderr, tt.want)
			}
		})
	}
	if code, out, _ := program(t, "-h"); code != 0 || !strings.Contains(out, "-dropout") {
		t.Errorf("-h: exit code %d, stdout %q, want 0 and all flags", code, out)
	}
}

func TestDiagnose(t *testing.T) {
	emptyCache(t)
	args := []string{"-optimizer", "sgd", "-lr", "1000", "-epochs", "4"}
	const finding = "(rate-too-high; see "
	code, stdout, stderr := program(t, append(args, "-diagnose")...)
	if code != 0 && !strings.Contains(stderr, "diverged") || !strings.Contains(stdout, finding) {
		t.Errorf("code %d, want a finding:\n%s%s", code, stdout, stderr)
	}
	if _, stdout, _ := program(t, args...); strings.Contains(stdout, finding) {
		t.Errorf("without -diagnose there is a finding:\n%s", stdout)
	}
	if _, stdout, _ := program(t, "-diagnose"); strings.Contains(stdout, "docs/what-went-wrong.md") {
		t.Errorf("a finding in a healthy training:\n%s", stdout)
	}
}
