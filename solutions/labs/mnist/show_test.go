package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"nn"
)

func TestVerdict(t *testing.T) {
	X := nn.NewMatrix(4, side*side)
	v := newVerdict(&nn.Dataset{X: X, Y: nn.OneHot([]int{0, 1, 2, 3}, classes)}, nn.MatrixOf(
		[]float64{.9, .1, 0, 0, 0, 0, 0, 0, 0, 0},
		[]float64{.6, .4, 0, 0, 0, 0, 0, 0, 0, 0},
		[]float64{.2, .8, 0, 0, 0, 0, 0, 0, 0, 0},
		[]float64{0, 0, .7, .3, 0, 0, 0, 0, 0, 0}))
	if v.right != 1 || v.accuracy() != 0.25 {
		t.Errorf("%d right, accuracy %v, want 1 and 0.25", v.right, v.accuracy())
	}
	if wrong := v.mistakes(); !slices.Equal(wrong, []int{2, 3, 1}) {
		t.Errorf("mistakes %v, want 2, 3 and 1", wrong)
	}
	if c := v.certainty(2); c != 0.8 {
		t.Errorf("certainty %v, want 0.8", c)
	}
}

// A network with enormous weights may say NaN. That is wrong, but no reason to panic.
func TestVerdictOfNaN(t *testing.T) {
	yPred := nn.NewMatrix(1, classes)
	yPred.Set(0, 3, math.NaN())
	v := newVerdict(&nn.Dataset{X: nn.NewMatrix(1, side*side), Y: nn.OneHot([]int{3}, classes)}, yPred)
	var out strings.Builder
	v.print(&out)
	if v.right != 0 || !strings.Contains(out.String(), "3, read as -1 (NaN %)") {
		t.Errorf("%d right, want 0; output\n%s", v.right, &out)
	}
}

func TestPicture(t *testing.T) {
	pixels := make([]float64, side*side)
	pixels[4*side+4], pixels[5*side+4] = 1, 1
	pixels[6*side+5] = 1
	lines := picture(pixels, 4)
	if len(lines) != 10 || len(lines[0]) != 20 || lines[0][0] != '@' || lines[1][1] != '+' || lines[9][19] != ' ' {
		t.Errorf("picture %q", lines)
	}
}

// All output fits on terminals of 40, 80 and 200 columns.
func TestOutputFits(t *testing.T) {
	if testing.Short() {
		t.Skip("seven experiments")
	}
	isolate(t)
	for _, columns := range []int{40, 80, 200} {
		t.Setenv("COLUMNS", fmt.Sprint(columns))
		for _, args := range [][]string{
			{"-draw", "300", "-epochs", "2", "-validation", "50"},
			{"-draw", "300", "-epochs", "1", "-compare"},
		} {
			for line := range strings.Lines(mustRun(t, mnist, args...)) {
				if n := utf8.RuneCountInString(line) - 1; n > columns {
					t.Errorf("%d columns: a line of %d characters: %s", columns, n, line)
				}
			}
		}
	}
	t.Setenv("COLUMNS", "40")
	mustContain(t, mustRun(t, mnist, "-draw", "300", "-epochs", "1", "-compare"),
		"algorithm SGD with momentum 0.9\n  rate        0.1\n")
	mustContain(t, mustRun(t, mnist, "-draw", "300", "-epochs", "1"), "class  precision  recall\n", " times ", ", read as ")
}
