package main

import (
	"context"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"nn/solutions/labs/internal/digits"
	"nn/solutions/labs/internal/lab"
)

var mnist = digits.MNIST

// isolate gives the test a user of its own, who has downloaded nothing.
func isolate(t *testing.T) {
	t.Helper()
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData", "home"} {
		t.Setenv(name, home)
	}
	t.Chdir(t.TempDir())
}

// start runs the program.
func start(published digits.Publication, args ...string) (code int, stdout, stderr string) {
	var out, errs strings.Builder
	code = run(context.Background(), args, published, &out, &errs)
	return code, out.String(), errs.String()
}

// mustRun runs the program and fails the test if it does not succeed.
func mustRun(t *testing.T, published digits.Publication, args ...string) (stdout string) {
	t.Helper()
	code, stdout, stderr := start(published, args...)
	if code != 0 || stderr != "" {
		t.Fatalf("mnist %s: exit code %d, want 0; stderr %q", strings.Join(args, " "), code, stderr)
	}
	return stdout
}

// mustContain fails the test for every one of the wanted texts that is not in the output.
func mustContain(t *testing.T, output string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(output, want) {
			t.Errorf("the output does not contain %q:\n%.3000s", want, output)
		}
	}
}

var (
	lastLine   = regexp.MustCompile(`\ntest accuracy (\d\.\d{4}) \((\d+) / (\d+)\)\n$`)
	anySeconds = regexp.MustCompile(`\d+\.\d\d? s\b`)
)

// mustEnd returns the last line, which must be the one with the accuracy.
func mustEnd(t *testing.T, output string) []string {
	t.Helper()
	line := lastLine.FindStringSubmatch(output)
	if line == nil {
		t.Fatalf("the output does not end with the test accuracy:\n%s", output)
	}
	return line
}

func TestRunOnDrawnDigits(t *testing.T) {
	if testing.Short() {
		t.Skip("the whole experiment")
	}
	isolate(t)
	output := mustRun(t, mnist)
	mustContain(t, output,
		"drawn by this program itself", "-download",
		"12000 for training, 2000 for the test",
		"(n, 784)", "78500", "84060",
		"Adam, learning rate 0.001", "epoch 5  loss ",
		`true\pred`, "The first images:\n", "Most confident mistakes:\n")
	if line := mustEnd(t, output); line[1] < "0.95" || line[3] != "2000" {
		t.Errorf("%s, want at least 0.95 of 2000", line[0])
	}
	for _, line := range strings.Split(output, "\n") {
		if len(line) > 80 {
			t.Errorf("a line of %d characters: %q", len(line), line)
		}
	}
}

func TestRunRefuses(t *testing.T) {
	isolate(t)
	tests := []struct{ args, want string }{
		{"-nonsense", "-nonsense"},
		{"train", `"train" is not a flag`},
		{"-hidden 100,", "such as 100,50"},
		{"-hidden 0", "such as 100,50"},
		{"-hidden 100,-5", "such as 100,50"},
		{"-hidden many", "such as 100,50"},
		{"-hidden 1000000000", "such as 100,50"},
		{"-optimizer newton", "want adagrad, adam, quickprop, rmsprop, rprop or sgd"},
		{"-optimizer rprop -batch 64", "uses all examples in each step: leave out -batch"},
		{"-lr 0", "-lr 0"},
		{"-lr -1", "-lr -1"},
		{"-lr NaN", "-lr NaN"},
		{"-lr Inf", "-lr +Inf"},
		{"-lr fast", "-lr"},
		{"-optimizer sgd -momentum 1", "-momentum 1"},
		{"-optimizer sgd -momentum -0.1", "-momentum -0.1"},
		{"-optimizer sgd -momentum NaN", "-momentum NaN"},
		{"-momentum 0.9", "-momentum is for -optimizer sgd"},
		{"-epochs 0", "-epochs 0: want 1 to"},
		{"-epochs -1", "-epochs -1"},
		{"-epochs 0 -load w -curves c.svg", "-epochs 0: want 1 to"},
		{"-batch 0", "-batch 0: want 1 to"},
		{"-batch 99999999999999999999", "-batch"},
		{"-seed -1", "-seed"},
		{"-draw 59", "-draw 59: want 60 to"},
		{"-draw 100000000", "-draw 100000000"},
		{"-draw 100 -data dir", "leave one out"},
		{"-draw 100 -download", "leave one out"},
		{"-validation -1", "-validation -1"},
		{"-draw 100 -validation 100", "-validation 100: there are only 100 images"},
		{"-compare -validation 0", "-validation 0: want 1 to"},
		{"-compare -optimizer adam", "-optimizer is for a single training"},
		{"-compare -lr 0.1", "-lr is for a single training"},
		{"-compare -momentum 0.9", "-momentum is for a single training"},
		{"-compare -load w", "-load is for a single training"},
		{"-compare -save w", "-save is for a single training"},
		{"-compare -history h", "-history is for a single training"},
		{"-history no/such/folder/h.csv", "there is no folder no/such/folder"},
		{"-save no/such/folder/w", "there is no folder no/such/folder"},
		{"-curves .", "this is a folder"},
		{"-curves x.png", "-curves x.png: the file is written as SVG only; use a name such as x.svg"},
		{"-report x.pdf", "-report x.pdf: the file is written as HTML only; use a name such as x.html"},
	}
	for _, tt := range tests {
		t.Run(tt.args, func(t *testing.T) {
			code, stdout, stderr := start(mnist, strings.Fields(tt.args)...)
			if code != 2 {
				t.Errorf("exit code %d, want 2", code)
			}
			mustContain(t, filepath.ToSlash(stderr), "mnist: ", tt.want, "-h")
			if strings.Contains(stdout, "epoch") {
				t.Errorf("it has trained:\n%s", stdout)
			}
		})
	}
}

func TestRunHelp(t *testing.T) {
	output := mustRun(t, mnist, "-h")
	mustContain(t, output, "go run ./solutions/labs/mnist -download", "-hidden units", "100,50")
}

func TestRunIsReproducible(t *testing.T) {
	isolate(t)
	args := []string{"-draw", "300", "-epochs", "2", "-hidden", "20,10", "-validation", "50"}
	once := func(more ...string) string {
		return anySeconds.ReplaceAllString(mustRun(t, mnist, append(args, more...)...), "")
	}
	first := once()
	if second := once(); second != first {
		t.Errorf("the same seed gives another output:\n%s\nand before\n%s", second, first)
	}
	processors := runtime.GOMAXPROCS(1)
	alone := once()
	runtime.GOMAXPROCS(processors)
	if alone != first {
		t.Errorf("one processor gives another output:\n%s\nand before\n%s", alone, first)
	}
	if other := once("-seed", "2"); other == first {
		t.Error("another seed gives the same output")
	}
}

func TestRunSavesAndLoads(t *testing.T) {
	isolate(t)
	first := mustRun(t, mnist, "-draw", "300", "-epochs", "2", "-hidden", "20", "-validation", "60",
		"-save", "weights.json", "-history", "history.csv", "-curves", "curves.svg")
	mustContain(t, first, "weights.json", "history.csv", "curves.svg")

	again := mustRun(t, mnist, "-draw", "300", "-epochs", "0", "-hidden", "20", "-load", "weights.json")
	if mustEnd(t, again)[0] != mustEnd(t, first)[0] {
		t.Errorf("%s with the saved weights, and %s before", mustEnd(t, again)[0], mustEnd(t, first)[0])
	}
	if strings.Contains(again, "loss") {
		t.Errorf("no epochs, but it has trained:\n%s", again)
	}

	code, _, stderr := start(mnist, "-draw", "300", "-hidden", "30", "-load", "weights.json")
	if code != 2 || !strings.Contains(stderr, `-hidden "30" does not fit -load weights.json: use -hidden 20`) {
		t.Errorf("weights of another network: exit code %d, want 2; stderr %q", code, stderr)
	}
	code, _, stderr = start(mnist, "-draw", "300", "-load", "none.json")
	if code != 1 || !strings.Contains(stderr, "none.json") {
		t.Errorf("no weights: exit code %d, want 1; stderr %q", code, stderr)
	}

	file, err := os.Open("history.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	const head = "epoch loss metric val_loss val_metric learning_rate seconds"
	if err != nil || len(records) != 3 || strings.Join(records[0], " ") != head {
		t.Errorf("history %v, error %v, want a header and two epochs", records, err)
	}
	mustBeSVG(t, "curves.svg", "accuracy")
	mustBeAlone(t, "curves.svg", "history.csv", "weights.json")
}

// mustBeSVG fails the test unless the file is a whole picture with the given texts.
func mustBeSVG(t *testing.T, path string, texts ...string) {
	t.Helper()
	picture, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	mustContain(t, string(picture), append(texts, "<svg")...)
	for d := xml.NewDecoder(strings.NewReader(string(picture))); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// mustBeAlone fails the test unless the working folder has these files and no others.
func mustBeAlone(t *testing.T, names ...string) {
	t.Helper()
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range files {
		found = append(found, f.Name())
	}
	if strings.Join(found, " ") != strings.Join(names, " ") {
		t.Errorf("files %v, want %v", found, names)
	}
}

func TestRunDiverges(t *testing.T) {
	isolate(t)
	code, _, stderr := start(mnist, "-draw", "300", "-optimizer", "sgd", "-lr", "1e300", "-save", "w")
	if code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	mustContain(t, stderr, "diverged", "smaller learning rate")
	mustBeAlone(t)
}

func TestCompare(t *testing.T) {
	isolate(t)
	output := mustRun(t, mnist, "-compare", "-draw", "300", "-epochs", "2", "-hidden", "20")
	mustContain(t, output, "250 for training, 50 for validation, 50 for the test",
		"\nWrote the curves to mnist-compare.svg.\n")
	for line := range strings.Lines(output) {
		if n := len([]rune(line)) - 1; n > 80 {
			t.Errorf("a line of %d characters, want 80 at the most: %s", n, line)
		}
	}
	names := []string{"Adam", "RMSProp", "AdaGrad", "SGD", "SGD with momentum 0.9"}
	for _, name := range names {
		last := regexp.MustCompile(`\n` + name + `, learning rate .*\nepoch 1 .*\nepoch 2 .* val_metric (\S+)`)
		row := regexp.MustCompile(`\n` + name + ` +[\d.]+ +\d\.\d{4} +\d\.\d{4} +(\S+) +\d\.\d{4} +\d+\.\d\d\n`)
		epoch, found := last.FindStringSubmatch(output), row.FindStringSubmatch(output)
		if epoch == nil || found == nil || found[1] != epoch[1] {
			t.Errorf("%s: validation accuracy %q in the table and %q in the last epoch:\n%s", name, found, epoch, output)
		}
	}
	mustBeSVG(t, "mnist-compare.svg", names...)
	mustBeAlone(t, "mnist-compare.svg")
}

// All begin with the same weights and see the same mini-batches: with a learning rate of
// almost nothing their losses are the same.
func TestCompareIsFair(t *testing.T) {
	isolate(t)
	defer func(before []lab.Optimizer) { algorithms = before }(algorithms)
	algorithms = []lab.Optimizer{
		{Name: "adam", LearningRate: 1e-15}, {Name: "rmsprop", LearningRate: 1e-15},
		{Name: "sgd", LearningRate: 1e-15}, {Name: "sgd", LearningRate: 1e-15, Momentum: 0.9},
		{Name: "adagrad", LearningRate: 1e-15},
	}
	output := mustRun(t, mnist, "-compare", "-draw", "120", "-epochs", "1", "-hidden", "20")
	losses := regexp.MustCompile(`epoch 1  loss .* val_metric \S+`).FindAllString(output, -1)
	if slices.Sort(losses); len(losses) != 5 || losses[0] != losses[4] {
		t.Errorf("losses %q, want five that are equal", losses)
	}
}

// Rprop and Quickprop see all examples in each step, and learn from them.
func TestFullBatches(t *testing.T) {
	if testing.Short() {
		t.Skip("trains with full batches")
	}
	isolate(t)
	for _, name := range []string{"rprop", "quickprop"} {
		output := mustRun(t, mnist, "-optimizer", name, "-draw", "300", "-epochs", "30", "-hidden", "20")
		mustContain(t, output, "uses all images in each step", "mini-batches of 300, ")
		if line := mustEnd(t, output); line[1] < "0.5" {
			t.Errorf("%s: %s, want at least 0.5", name, line[0])
		}
	}
}

func TestDiagnose(t *testing.T) {
	isolate(t)
	args := []string{"-draw", "300", "-hidden", "10", "-epochs", "4", "-optimizer", "sgd", "-lr", "1000"}
	const finding = "(rate-too-high; see "
	mustContain(t, mustRun(t, mnist, append(args, "-diagnose")...), finding)
	if output := mustRun(t, mnist, args...); strings.Contains(output, finding) {
		t.Errorf("without -diagnose there is a finding:\n%s", output)
	}
}
