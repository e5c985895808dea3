package play

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"nn"
)

// Every derivation has numbers to change and numbers that follow, and a wrong entry changes none.
func TestDerivations(t *testing.T) {
	for _, kind := range DerivationNames() {
		all := Derivations{}
		html := all.Change(kind, kind, "", "")
		if strings.Count(html, "<table") < 2 || strings.Contains(html, "NaN") {
			t.Errorf("%s: %s", kind, html)
		}
		input := regexp.MustCompile(`name="([^"]*)" value="([^"]*)"`).FindStringSubmatch(html)
		wrong := all.Change(kind, kind, input[1], "0,5")
		if !strings.Contains(wrong, "decimal point, for example 0.5; found &#34;0,5&#34;. Still in use: "+input[2]) {
			t.Errorf("%s: a wrong entry: %s", kind, wrong)
		}
		changed := all.Change(kind, kind, input[1], "2")
		if tables := func(h string) string { _, h, _ = strings.Cut(h, `role="alert"`); return h }; tables(changed) == tables(html) {
			t.Errorf("%s: nothing follows from %s = 2", kind, input[1])
		}
		if html := all.Change(kind, kind, "misprint", "true"); strings.Contains(html, "checkbox") != strings.Contains(html, `class="matrices misprint"`) {
			t.Errorf("%s: the misprint is not shown: %s", kind, html)
		}
	}
	all := Derivations{}
	for _, name := range []string{"X.5.0", "Q.0.0", "X", "X.-1.0"} {
		if html := all.Change("DenseLayer", "DenseLayer", name, "1"); !strings.Contains(html, "there is no number") {
			t.Errorf("%s: %s", name, html)
		}
	}
	for _, c := range [][4]string{
		{"BinaryCrossEntropy", "Y*.0.0", "2", "from 0.0001 to 0.9999"}, {"NeuralNetwork.MiniBatches", "BatchSize.0.0", "2.5", "whole number"},
		{"NeuralNetwork.MiniBatches", "examples.0.0", "1000000", "from 1 to 24"}, {"Dropout", "p.0.0", "1", "from 0 to 0.95"},
	} {
		if html := all.Change(c[0], c[0], c[1], c[2]); !strings.Contains(html, c[3]) {
			t.Errorf("%v: %s", c, html)
		}
	}
}

// With the misprint on, a finite difference stands beside it. The right formula has the same
// numbers, and the printed one has others.
func TestMisprints(t *testing.T) {
	for _, c := range []struct{ kind, right, printed, numeric string }{
		{"DenseLayer", "STEP 1: dX = dY·Wᵀ", "STEP 4 before STEP 1: dX with the new W", "Finite difference: dX"},
		{"DenseLayer", "STEP 3: dB = sum of the rows of dY", "As printed, STEP 3: dB = dY", "Finite difference: dB"},
		{"SoftmaxActivation", "dX = dY·Jacobian, row by row", "As printed: dX with f·(1 - f), the diagonal only", "Finite difference: dX"},
		{"MeanSquaredError", "dY*", "As printed: dY* is 3 times as large", "Finite difference: dY*"},
		{"SumSquaredError", "dY*", "As printed: dY* is 2 times as large", "Finite difference: dY*"},
		{"BinaryCrossEntropy", "dY*", "As printed: dY* is 2 times as large", "Finite difference: dY*"},
		{"CategoricalCrossEntropy", "dY*", "As printed: dY* is 2 times as large", "Finite difference: dY*"},
	} {
		d := derivations[c.kind]
		in := map[string]*nn.Matrix{}
		for _, x := range d.inputs {
			in[x.name] = x.m.Clone()
		}
		find := func(all []named, name string) *nn.Matrix {
			for _, y := range all {
				if y.name == name {
					return y.m
				}
			}
			t.Fatalf("%s has no %q", c.kind, name)
			return nil
		}
		right, printed, numeric := find(d.compute(in), c.right), find(d.misprint(in), c.printed), find(d.misprint(in), c.numeric)
		near := func(a *nn.Matrix) bool {
			if a.Rows != numeric.Rows {
				return false
			}
			for i, v := range a.Data {
				if math.Abs(v-numeric.Data[i]) > 1e-6 {
					return false
				}
			}
			return true
		}
		if !near(right) || near(printed) {
			t.Errorf("%s: right\n%v\nprinted\n%v\nnumeric\n%v", c.kind, right, printed, numeric)
		}
		for _, x := range d.inputs {
			if fmt.Sprint(x.m) != fmt.Sprint(in[x.name]) {
				t.Errorf("%s: looking has changed %s", c.kind, x.name)
			}
		}
	}
}

// The figures have the numbers of the package.
func TestFigures(t *testing.T) {
	all := Derivations{}
	html := all.Change("EarlyStopping", "EarlyStopping", "", "")
	if !strings.Contains(html, "the best epoch, 5,") || !strings.Contains(html, "ends after epoch 7") {
		t.Error(html)
	}
	if !strings.Contains(html, `<circle cx="206.7" cy="80.0"`) { // epoch 5 of 7, and half of the highest loss
		t.Errorf("the dot is not at the best epoch: %s", html)
	}
	if html = all.Change("EarlyStopping", "EarlyStopping", "val_loss.0.2", "7"); !strings.Contains(html, "the best epoch, 1,") || !strings.Contains(html, "ends after epoch 3") {
		t.Error(html)
	}
	html = all.Change("NeuralNetwork.MiniBatches", "NeuralNetwork.MiniBatches", "", "")
	for _, m := range regexp.MustCompile(`(?s)<caption>Epoch \d.*?</table>`).FindAllString(html, -1) {
		if len(regexp.MustCompile(`<tr><th scope="row">`).FindAllString(m, -1)) != 3 {
			t.Errorf("10 examples in batches of 4: %s", m)
		}
		for k := range 10 {
			if !regexp.MustCompile(fmt.Sprintf(`[> ]%d[,<]`, k+1)).MatchString(m) {
				t.Errorf("no example %d in %s", k+1, m)
			}
		}
	}
	html = all.Change("SGD", "SGD", "β.0.0", "0") // from (-2.5, 1) with α = 0.5: w₁ halves, w₂ becomes -1.5·w₂
	if !strings.Contains(html, "<td>−1.2500<td>−1.5000<td>6.4062") {
		t.Errorf("the second point in the valley is wrong: %s", html)
	}
	c := chainOf(map[string]*nn.Matrix{"x": row(2), "w": row(0.5), "b": row(-1), "target": row(1)})
	if c.z != 0 || c.y != 0.5 || c.L != 0.25 || c.dy != -1 || c.dz != -0.25 || c.dw != -0.5 || c.db != -0.25 || c.dx != -0.125 {
		t.Errorf("chain %+v", c)
	}
}
