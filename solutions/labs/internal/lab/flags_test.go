package lab

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nn"
)

func TestParse(t *testing.T) {
	tests := []struct {
		args  string
		want  string // in the error; empty for none
		usage bool
	}{
		{"", "", false},
		{"-n 3", "", false},
		{"-h", "help requested", false},
		{"-n many", "many", true},
		{"-m 3", "-m", true},
		{"-n 3 more", `"more" is not a flag`, true},
	}
	for _, tt := range tests {
		t.Run(tt.args, func(t *testing.T) {
			flags := flag.NewFlagSet("test", flag.ContinueOnError)
			flags.Int("n", 1, "how many")
			var out strings.Builder
			err := Parse(flags, strings.Fields(tt.args), "The purpose.", &out)
			var usage *UsageError
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) ||
				errors.As(err, &usage) != tt.usage {
				t.Errorf("error %T %v, want %q", err, err, tt.want)
			}
			helped := strings.Contains(out.String(), "The purpose.") && strings.Contains(out.String(), "how many")
			if helped != (tt.args == "-h") {
				t.Errorf("output %q", out.String())
			}
		})
	}
}

func TestExitCode(t *testing.T) {
	for _, tt := range []struct {
		name   string
		err    error
		want   int
		stderr string
	}{
		{"success", nil, 0, ""},
		{"help", flag.ErrHelp, 0, ""},
		{"usage", Usagef("-n %d: want 1 or more", 0), 2,
			"lab: -n 0: want 1 or more\nThe flag -h shows all flags.\n"},
		{"wrapped usage", fmt.Errorf("flags: %w", Usagef("no")), 2,
			"lab: flags: no\nThe flag -h shows all flags.\n"},
		{"data", os.ErrNotExist, 1, "lab: file does not exist\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var stderr strings.Builder
			if code := ExitCode("lab", tt.err, &stderr); code != tt.want || stderr.String() != tt.stderr {
				t.Errorf("exit code %d and %q, want %d and %q", code, stderr.String(), tt.want, tt.stderr)
			}
		})
	}
}

func TestCanWrite(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, path, want string
	}{
		{"not asked for", "", ""},
		{"new", filepath.Join(dir, "new"), ""},
		{"old", file, ""},
		{"here", "new", ""},
		{"a folder", dir, "is a folder"},
		{"no folder", filepath.Join(dir, "no", "new"), "there is no folder"},
		{"a file for a folder", filepath.Join(file, "new"), "there is no folder"},
		{"no writing", filepath.Join(lockedFolder(t), "new"), "cannot create a file in the folder"},
		{"a device", os.DevNull, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if strings.HasPrefix(tt.path, "new") && tt.want != "" {
				t.Skip("this user can make files everywhere")
			}
			flags := flag.NewFlagSet("test", flag.ContinueOnError)
			flags.String("out", tt.path, "")
			err := CanWrite(flags, "out")
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

// lockedFolder returns a folder in which this user can make no file, or "" if there is none.
func lockedFolder(t *testing.T) string {
	locked := t.TempDir()
	os.Chmod(locked, 0o555)
	for _, dir := range []string{locked, "/proc"} { // nobody makes files in /proc
		info, err := os.Stat(dir)
		f, makeErr := os.Create(filepath.Join(dir, "probe"))
		if makeErr == nil {
			f.Close()
			os.Remove(f.Name())
		} else if err == nil && info.IsDir() {
			return dir
		}
	}
	return ""
}

// The second of two outputs with one name would replace the first without a word.
func TestCanWriteOneFileTwice(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, tt := range []struct{ a, b, want string }{
		{"out", "out", "-b out: this is the file of -a"},
		{"out", "./out", "-b ./out: this is the file of -a"},
		{"out", "other", ""},
		{"", "", ""},
		{os.DevNull, os.DevNull, ""},
	} {
		flags := flag.NewFlagSet("test", flag.ContinueOnError)
		flags.String("a", tt.a, "")
		flags.String("b", tt.b, "")
		err := CanWrite(flags, "a", "b")
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q and %q: error %v, want %q", tt.a, tt.b, err, tt.want)
		}
	}
	left, err := filepath.Glob(".nn-*")
	if err != nil || len(left) > 0 {
		t.Errorf("the check leaves %v, %v", left, err)
	}
}

func TestUnits(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""}, {"7", "7"}, {"100,50", "100,50"}, {" 100, 50", "100,50"},
		{"0", "error"}, {"2001", "error"}, {",", "error"}, {"1.5", "error"}, {"-3", "error"},
		{"2000,1,1,1,1,1,1,1,1,1", "2000,1,1,1,1,1,1,1,1,1"}, {"1,1,1,1,1,1,1,1,1,1,1", "error"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			units := Units{1, 2, 3}
			err := units.Set(tt.text)
			if (err != nil) != (tt.want == "error") || err == nil && units.String() != tt.want {
				t.Errorf("%v, error %v, want %s", units, err, tt.want)
			}
		})
	}
}

func TestOptimizer(t *testing.T) {
	tests := []struct {
		args  string
		want  Optimizer
		title string
		typ   string
	}{
		{"", Optimizer{"adam", 0.001, 0}, "Adam", "*nn.Adam"},
		{"-lr 0.1", Optimizer{"adam", 0.1, 0}, "Adam", "*nn.Adam"},
		{"-optimizer rmsprop", Optimizer{"rmsprop", 0.001, 0}, "RMSProp", "*nn.RMSProp"},
		{"-optimizer adagrad", Optimizer{"adagrad", 0.01, 0}, "AdaGrad", "*nn.AdaGrad"},
		{"-optimizer rprop", Optimizer{"rprop", 0.01, 0}, "Rprop", "*nn.Rprop"},
		{"-optimizer quickprop -lr 0.2", Optimizer{"quickprop", 0.2, 0}, "Quickprop", "*nn.Quickprop"},
		{"-optimizer sgd", Optimizer{"sgd", 0.1, 0}, "SGD", "*nn.SGD"},
		{"-optimizer sgd -momentum 0.9 -lr 1", Optimizer{"sgd", 1, 0.9}, "SGD with momentum 0.9", "*nn.SGD"},
	}
	for _, tt := range tests {
		t.Run(tt.args, func(t *testing.T) {
			flags := flag.NewFlagSet("test", flag.ContinueOnError)
			o := Optimizer{Name: "adam"}
			o.Flags(flags)
			if err := Parse(flags, strings.Fields(tt.args), "", io.Discard); err != nil {
				t.Fatal(err)
			}
			if err := o.Check(flags); err != nil || o != tt.want {
				t.Errorf("%+v, error %v, want %+v", o, err, tt.want)
			}
			if o.Title() != tt.title || fmt.Sprintf("%T", o.New()) != tt.typ {
				t.Errorf("%s, a %T, want %s, a %s", o.Title(), o.New(), tt.title, tt.typ)
			}
		})
	}
	for name := range algorithms {
		flags := flag.NewFlagSet("test", flag.ContinueOnError)
		flags.Int("batch", 64, "")
		o := Optimizer{Name: name}
		o.Flags(flags)
		flags.Parse([]string{"-batch", "32"})
		if err := o.Check(flags); (err != nil) != o.FullBatches() {
			t.Errorf("%s with -batch: %v", name, err)
		}
		err := (&Optimizer{Name: "newton"}).Check(flags)
		if usage := flags.Lookup("optimizer").Usage; !strings.Contains(usage, name) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is missing in the usage %q, or in %v", name, usage, err)
		}
	}
	if sgd := (Optimizer{"sgd", 0.5, 0.25}).New().(*nn.SGD); sgd.LearningRate != 0.5 || sgd.Momentum != 0.25 {
		t.Errorf("learning rate %v and momentum %v, want 0.5 and 0.25", sgd.LearningRate, sgd.Momentum)
	}
}
