package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"nn"
	"nn/solutions/labs/internal/digits"
	"nn/solutions/labs/internal/handwriting"
)

// isolate gives the test a user and a folder of its own.
func isolate(t *testing.T) {
	t.Helper()
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData", "home"} {
		t.Setenv(name, home)
	}
	t.Chdir(t.TempDir())
}

// small is a search that takes little time.
var small = []string{"-draw", "240", "-epochs", "2", "-topology", "8;8,6;12", "-iterations", "6"}

// output takes what the program prints: an abandoned trial may print while a test reads.
type output struct {
	mu   sync.Mutex
	text strings.Builder
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// start runs the program.
func start(ctx context.Context, args ...string) (code int, stdout, stderr string) {
	var out, errs output
	code = run(ctx, args, digits.MNIST, &out, &errs)
	return code, out.String(), errs.String()
}

// mustRun runs the program and fails the test if it does not succeed.
func mustRun(t *testing.T, args ...string) (stdout string) {
	t.Helper()
	code, stdout, stderr := start(t.Context(), args...)
	if code != 0 || stderr != "" {
		t.Fatalf("search %s: exit code %d, want 0; stderr %q", strings.Join(args, " "), code, stderr)
	}
	return stdout
}

func mustContain(t *testing.T, output string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(output, want) {
			t.Errorf("the output does not contain %q:\n%s", want, output)
		}
	}
}

// ending returns the table and what comes after it: all that does not depend on time and chance.
func ending(t *testing.T, output string) string {
	t.Helper()
	i := strings.Index(output, "\nThe trials, ranked")
	if i < 0 {
		t.Fatalf("the output has no table:\n%s", output)
	}
	return output[i:]
}

// with returns the arguments and more.
func with(args []string, more ...string) []string {
	return append(args[:len(args):len(args)], more...)
}

var lastLine = regexp.MustCompile(`\ntest accuracy (\d\.\d{4}) \((\d+) / (\d+)\)\n$`)

func TestSearch(t *testing.T) {
	isolate(t)
	output := mustRun(t, small...)
	mustContain(t, output, "drawn by this program itself, with seed 1",
		"Images: 192 for training, 48 for validation, 40 for the test",
		"Trials: 6, each with a different one of 54 combinations", "search.jsonl",
		"\n1/6  trial ", "\n6/6  trial ", "rank  trial  topology", "\n1     ", "\n6     ",
		"Best configuration (trial ", "  patience    off\n")
	if line := lastLine.FindStringSubmatch(output); line == nil || line[3] != "40" {
		t.Errorf("the output does not end with the test of 40 images:\n%s", output)
	}
	for _, line := range strings.Split(output, "\n") {
		if len(line) > 80 {
			t.Errorf("a line of %d characters: %q", len(line), line)
		}
	}
	if strings.Contains(output, "The result differs") {
		t.Errorf("the best trial could not be repeated:\n%s", output)
	}

	t.Run("in parallel or not", func(t *testing.T) {
		want := ending(t, output)
		for _, parallel := range []string{"1", "4"} {
			if found := ending(t, mustRun(t, with(small, "-parallel", parallel)...)); found != want {
				t.Errorf("-parallel %s: %s\nwant %s", parallel, found, want)
			}
		}
	})
	t.Run("another seed", func(t *testing.T) {
		if ending(t, mustRun(t, with(small, "-seed", "2")...)) == ending(t, output) {
			t.Error("the same trials")
		}
	})
	t.Run("one trial alone", func(t *testing.T) {
		row := regexp.MustCompile(`\n\d +3 .* (\d\.\d{4}) +(\d\.\d{4}) +2\n`).FindStringSubmatch(output)
		if row == nil {
			t.Fatalf("no row of trial 3:\n%s", output)
		}
		found := mustRun(t, "-draw", "240", "-epochs", "2", "-topology", "8;8,6;12", "-trial", "3")
		mustContain(t, found, "Trial 3:\n", "epoch 2  loss",
			"\nvalidation accuracy "+row[1]+", loss "+row[2]+", after epoch 2\n")
		if strings.Contains(found, "test accuracy") {
			t.Errorf("it has used the test images:\n%s", found)
		}
	})
}

func TestHelp(t *testing.T) {
	output := mustRun(t, "-h")
	mustContain(t, output, "go run ./solutions/labs/search -resume search.jsonl",
		`default 100;100,50;250;250,100`, "adagrad, adam, rmsprop, sgd, sgd_momentum", "default off")
}

func TestRefused(t *testing.T) {
	isolate(t)
	for _, tt := range []struct{ args, want string }{
		{"-nonsense", "-nonsense"},
		{"trial", `"trial" is not a flag`},
		{"-topology 100;", "an option is empty"},
		{"-topology 100,", "such as 100,50"},
		{"-topology 0", "such as 100,50"},
		{"-topology 8;9;8", "8 occurs twice"},
		{"-algorithm newton", `"newton" is not one of adagrad, adam, rmsprop, sgd, sgd_momentum`},
		{"-algorithm adam,", `"" is not one of`},
		{"-activation softmax", `"softmax" is not one of relu, sigmoid, tanh`},
		{"-lr 0", `"0": want more than 0`},
		{"-lr 0.1,-1", `"-1": want more than 0`},
		{"-lr NaN", `"NaN": want more than 0`},
		{"-lr Inf", `"Inf": want more than 0`},
		{"-lr 0.1,0.10", "0.1 occurs twice"},
		{"-dropout 1", `"1": want 0 or more and less than 1`},
		{"-dropout 0,-0", "0 occurs twice"},
		{"-l1 -1", `"-1": want 0 or more`},
		{"-l2 x", `"x": want 0 or more`},
		{"-patience 0", `"0": want off, or 1 or more epochs`},
		{"-patience 2,on", `"on": want off`},
		{"-examples 1", "-examples 1: want 2 to"},
		{"-validation 0", "-validation 0: want a fraction"},
		{"-validation 1", "-validation 1: want a fraction"},
		{"-validation NaN", "-validation NaN: want a fraction"},
		{"-iterations 0", "-iterations 0: want 1 to"},
		{"-iterations 1000000", "-iterations 1000000: want 1 to"},
		{"-epochs 0", "-epochs 0: want 1 to"},
		{"-batch 0", "-batch 0: want 1 to"},
		{"-parallel 0", "-parallel 0: want 1 to"},
		{"-seed -1", "-seed"},
		{"-draw 59", "-draw 59"},
		{"-draw 100 -data dir", "leave one out"},
		{"-trial 0", "-trial 0: want 1 to 72"},
		{"-trial 73", "-trial 73: want 1 to 72"},
		{"-trial 1 -iterations 5", "-iterations is for a search"},
		{"-trial 1 -parallel 5", "-parallel is for a search"},
		{"-trial 1 -results r", "-results is for a search"},
		{"-trial 1 -report r", "-report is for a search"},
		{"-results no/such/folder/r", "there is no folder no/such/folder"},
		{"-report .", "this is a folder"},
	} {
		t.Run(tt.args, func(t *testing.T) {
			code, stdout, stderr := start(t.Context(), strings.Fields(tt.args)...)
			if code != 2 {
				t.Errorf("exit code %d, want 2", code)
			}
			mustContain(t, filepath.ToSlash(stderr), "search: ", tt.want, "-h")
			if stdout != "" {
				t.Errorf("output %q, want none", stdout)
			}
		})
	}
	t.Run("too many options", func(t *testing.T) {
		var many []string
		for i := range 101 {
			many = append(many, numberText(float64(i+1)/1000))
		}
		code, _, stderr := start(t.Context(), "-lr", strings.Join(many, ","))
		if code != 2 {
			t.Errorf("exit code %d, want 2", code)
		}
		mustContain(t, stderr, "101 options, want at most 100")

		hundred := strings.Join(many[:100], ",")
		code, _, stderr = start(t.Context(),
			"-lr", hundred, "-l1", hundred, "-l2", hundred, "-dropout", hundred)
		if code != 2 {
			t.Errorf("exit code %d, want 2", code)
		}
		mustContain(t, stderr, "more than 10000000 combinations")
	})
	t.Run("one image", func(t *testing.T) {
		_, train, test := images(1, 6)
		code, _, stderr := start(t.Context(), "-data", mnistFolder(t, train, test))
		if code != 1 {
			t.Errorf("exit code %d, want 1", code)
		}
		mustContain(t, stderr, "1 training image, want one for training and one for validation")
	})
	if files, err := os.ReadDir("."); err != nil || len(files) > 0 {
		t.Errorf("files %v, error %v, want none", files, err)
	}
}

func TestAllCombinations(t *testing.T) {
	isolate(t)
	output := mustRun(t, "-draw", "60", "-epochs", "1", "-iterations", "7",
		"-topology", "5;6", "-algorithm", "adam", "-lr", "0.01,0.1", "-dropout", "0")
	mustContain(t, output, "Trials: 4, each with a different one of 4 combinations",
		"fewer trials than the 7 requested", "\n4/4  trial ", "\n4     ")
	for _, row := range []string{`5 +0\.01 `, `5 +0\.1 `, `6 +0\.01 `, `6 +0\.1 `} {
		if n := len(regexp.MustCompile(`\n\d +\d +`+row).FindAllString(output, -1)); n != 1 {
			t.Errorf("%d rows with %s, want 1:\n%s", n, row, output)
		}
	}
}

func TestDiverging(t *testing.T) {
	isolate(t)
	args := []string{"-draw", "60", "-batch", "16", "-epochs", "1",
		"-topology", "5", "-algorithm", "sgd", "-dropout", "0"}
	output := mustRun(t, with(args, "-lr", "1e300,0.1")...)
	mustContain(t, output, "  failed  ", "\n2     ", "failed: nn: epoch 1, batch 2: training diverged")
	if !regexp.MustCompile(`\n1 +\d +0\.1 .*\n2 +\d +1e\+300 +failed\n`).MatchString(output) {
		t.Errorf("the trial that failed is not the last one:\n%s", output)
	}
	t.Run("resumed", func(t *testing.T) {
		if found := mustRun(t, "-resume", "search.jsonl"); ending(t, found) != ending(t, output) {
			t.Errorf("%s\nwant %s", found, output)
		}
	})
	t.Run("all", func(t *testing.T) {
		code, stdout, stderr := start(t.Context(), with(args, "-lr", "1e300")...)
		if code != 1 || !strings.Contains(stderr, "no trial was successful") {
			t.Errorf("exit code %d, want 1; stderr %q", code, stderr)
		}
		mustContain(t, stdout, "Trial 1 failed: nn: epoch 1, batch 2: training diverged")
	})
	t.Run("alone", func(t *testing.T) {
		code, _, stderr := start(t.Context(), with(args, "-lr", "1e300", "-trial", "1")...)
		if code != 1 || !strings.Contains(stderr, "training diverged") {
			t.Errorf("exit code %d, want 1; stderr %q", code, stderr)
		}
	})
}

// Another test set changes nothing but the result of the test.
func TestSearchDoesNotSeeTheTest(t *testing.T) {
	isolate(t)
	_, train, test := images(200, 30)
	args := []string{"-epochs", "1", "-topology", "8;12", "-iterations", "4", "-data"}
	first := mustRun(t, with(args, mnistFolder(t, train, test))...)
	for i := range test[1].Data { // whatever was right is wrong now
		test[1].Data[i] = (test[1].Data[i] + 1) % digits.Classes
	}
	second := mustRun(t, with(args, mnistFolder(t, train, test))...)
	mustContain(t, first, "160 for training, 40 for validation, 30 for the test")
	if lastLine.FindString(first) == lastLine.FindString(second) {
		t.Error("the same result of the test")
	}
	cut := func(output string) string { return lastLine.ReplaceAllString(ending(t, output), "") }
	if cut(first) != cut(second) {
		t.Errorf("%s\nand with other test images %s", cut(first), cut(second))
	}
}

// images draws digits, each set as a table of images and one of labels.
func images(n, tests int) (rng *rand.Rand, train, test [2]*nn.IDX) {
	rng = rand.New(rand.NewPCG(1, 2))
	train[0], train[1] = handwriting.Draw(n, rng)
	test[0], test[1] = handwriting.Draw(tests, rng)
	return rng, train, test
}

// mnistFolder writes the digits into a folder like the files of MNIST.
func mnistFolder(t *testing.T, train, test [2]*nn.IDX) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for i, x := range []*nn.IDX{train[0], train[1], test[0], test[1]} {
		file := []byte{0, 0, 8, byte(len(x.Dims))}
		for _, d := range x.Dims {
			file = binary.BigEndian.AppendUint32(file, uint32(d))
		}
		path := filepath.Join(dir, digits.MNIST.Files[i].Name)
		if err := os.WriteFile(path, append(file, x.Data...), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReport(t *testing.T) {
	isolate(t)
	output := mustRun(t, "-draw", "240", "-epochs", "2", "-topology", "12", "-algorithm", "sgd",
		"-lr", "1e300,0.1,0.2", "-dropout", "0,0.1", "-report", "page.html")
	mustContain(t, output, "Wrote the report to page.html.\ntest accuracy ")
	content, err := os.ReadFile("page.html")
	if err != nil {
		t.Fatal(err)
	}
	page := string(content)
	mustContain(t, page, "Trial ", " is the best of 6. ",
		"192 for training, 48 for validation, 40 for the test",
		"6 of 6 combinations of options, seed 1", "2 epochs, mini-batches of 64",
		">mistakes</th>", `style="--bar:1.000"`, ">failed<",
		"Training diverged in those that failed.", "<svg", ">1e&#43;300</td>")
	if n := strings.Count(page, `--bar:`); n != 4 {
		t.Errorf("%d bars, want 4", n)
	}
}

func TestResultsFiles(t *testing.T) {
	isolate(t)
	args := []string{"-draw", "60", "-epochs", "1", "-topology", "5", "-iterations", "1"}
	for _, name := range []string{"search.jsonl", "search-2.jsonl", "search-3.jsonl"} {
		mustContain(t, mustRun(t, args...), "that have finished are written to "+name+".\n")
		if content, err := os.ReadFile(name); err != nil || strings.Count(string(content), "\n") != 2 {
			t.Errorf("%s: %q, error %v, want two lines", name, content, err)
		}
	}
	mustContain(t, mustRun(t, with(args, "-results", "r")...), "that have finished are written to r.\n")
	code, _, stderr := start(t.Context(), with(args, "-results", "r")...)
	if code != 2 || !strings.Contains(stderr, "-results r: the file already exists") {
		t.Errorf("exit code %d, want 2; stderr %q", code, stderr)
	}
}

// A loss that is huge, but finite, does not tear the table apart.
func TestHugeLoss(t *testing.T) {
	isolate(t)
	output := mustRun(t, "-draw", "60", "-epochs", "1", "-topology", "5", "-algorithm", "sgd", "-lr", "1e30",
		"-l2", "1", "-dropout", "0", "-batch", "100")
	mustContain(t, output, "e+6")
	for line := range strings.Lines(output) {
		if len(line) > 81 {
			t.Errorf("a line of %d bytes: %s", len(line), line)
		}
	}
}

// A report in the place of the trials would be the end of them.
func TestReportIsNotTheResults(t *testing.T) {
	isolate(t)
	args := []string{"-draw", "60", "-epochs", "1", "-topology", "5", "-iterations", "1"}
	mustRun(t, with(args, "-results", "r")...)
	before, err := os.ReadFile("r")
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"-resume", "r", "-report", "./r"},
		with(args, "-results", "new", "-report", "new"),
		with(args, "-report", "search.jsonl"), // the name that it takes unless one is given
	} {
		code, _, stderr := start(t.Context(), args...)
		if code != 2 || !strings.Contains(stderr, "this is the ") && !strings.Contains(stderr, "written as HTML only") {
			t.Errorf("%v: exit code %d, want 2; stderr %q", args, code, stderr)
		}
	}
	if after, err := os.ReadFile("r"); err != nil || string(after) != string(before) {
		t.Errorf("the results were overwritten: %d bytes, error %v, want %d", len(after), err, len(before))
	}
}

// All output fits on terminals of 40, 80 and 200 columns.
func TestOutputFits(t *testing.T) {
	isolate(t)
	for _, columns := range []int{40, 80, 200} {
		t.Setenv("COLUMNS", fmt.Sprint(columns))
		for line := range strings.Lines(mustRun(t, with(small, "-lr", "0.01,1e300")...)) {
			if n := utf8.RuneCountInString(line) - 1; n > columns {
				t.Errorf("%d columns: a line of %d characters: %s", columns, n, line)
			}
		}
	}
}
