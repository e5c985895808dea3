package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	for _, tt := range []struct {
		name, args string
		code       int
		want       []string // in this order, in what is written
	}{
		{"worked example", "", 0, []string{"(1) DenseLayer", "0.3775", "L ", "0.2984", "BACKWARD", "(4) SigmoidActivation",
			"W after  (2, 2)     [   0.1498", "W after  (2, 2)     [   0.3589"}},
		{"own network", "-layers 2,tanh,1,sigmoid -x 0,1;1,1 -y 1;0 -loss bce", 0, []string{"(2) TanhActivation", "BinaryCrossEntropy", "SGD"}},
		{"every layer", "-layers 3,relu,dropout,linear,softmax -x 1,2 -y 1,0,0 -loss cce -optimizer adam", 0,
			[]string{"ReLUActivation", "Dropout", "M  ", "LinearActivation", "SoftmaxActivation", "Adam"}},
		{"help", "-h", 0, []string{"learning rate 0.5", `-x "0,1;1,1"`, "-loss name", "separated by semicolons"}},
		{"settings and state", "-optimizer adam -layers 1 -x 1,2 -y 3 -weights 0.1;0.2/0.5", 0,
			[]string{"[   0.1000 ]", "[   0.2000 ]", "Y        (1, 1)     [   1.0000 ]", "α = 0.001    β₁ = 0.9", "t = 1", "M before", "M after", "V after"}},
		{"momentum", "-optimizer sgd -momentum 0.75 -lr 0.5", 0, []string{"α = 0.5    β = 0.75", "V before", "V after"}},
		{"weights, number", "-weights 1;2", 2, []string{"-weights 1;2: found 1 matrices, want 4"}},
		{"weights, shape", "-layers 1 -x 1,2 -y 3 -weights 1,2/0.5", 2, []string{"matrix 1 is (1, 2), want (2, 1), the weights of dense layer 1"}},
		{"weights, text", "-layers 1 -x 1,2 -y 3 -weights 1;a/0.5", 2, []string{`"a" is not a number`}},
		{"target of bce", "-layers 1,sigmoid -x 1,2 -y 2 -loss bce", 2, []string{"row 1 has the target 2", "only outputs 0 to 1"}},
		{"target of sigmoid", "-layers 1,sigmoid -x 1;2 -y 1;-1", 2, []string{"row 2 has the target -1", "SigmoidActivation, only outputs 0 to 1"}},
		{"target of tanh", "-layers 1,tanh -x 1 -y 1.5", 2, []string{"only outputs -1 to 1"}},
		{"target of relu", "-layers 1,relu -x 1 -y -1", 2, []string{"only outputs 0 to +Inf"}},
		{"targets of softmax", "-layers 2,softmax -x 1 -y 1,1 -loss cce", 2, []string{"the targets of row 1 have the sum 2, want 1"}},
		{"one column of cce", "-layers 1,sigmoid -x 1 -y 1 -loss cce", 2, []string{"one column of -y per class"}},
		{"no probabilities", "-layers 1 -x 1 -y 1 -loss bce", 2, []string{"-loss bce needs probabilities"}},
		{"no layer", "-layers 2,cube", 2, []string{`"cube" is not a layer`}},
		{"softmax of one unit", "-layers 1,softmax -y 1 -loss cce", 2, []string{"a softmax of one unit always returns 1"}},
		{"softmax of one input", "-layers relu,softmax -x 1 -y 1", 2, []string{"a softmax of one unit always returns 1"}},
		{"no units", "-layers 0", 2, []string{`"0" is not a layer`}},
		{"too many units", "-layers 100000000", 2, []string{"from 1 to 1000"}},
		{"outputs", "-layers 3", 2, []string{"3 outputs, but the rows of -y have 2 numbers"}},
		{"no number", "-x 1,two", 2, []string{`-x 1,two: "two" is not a number`}},
		{"NaN", "-x NaN,1", 2, []string{`"NaN" is not a number`}},
		{"ragged", "-x 1,2;3", 2, []string{"row 2 has 1 numbers and row 1 has 2"}},
		{"rows", "-x 1,2;3,4", 2, []string{"-x has 2 rows and -y 1"}},
		{"loss", "-loss mean", 2, []string{"-loss mean: want mse"}},
		{"folder", "-html " + filepath.Join("no", "such", "page.html"), 2, []string{"there is no folder"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			if code := run(t.Context(), strings.Fields(tt.args), &out, &out); code != tt.code {
				t.Errorf("exit code %d, want %d", code, tt.code)
			}
			rest := out.String()
			for _, want := range tt.want {
				i := strings.Index(rest, want)
				if i < 0 {
					t.Fatalf("%q is missing, or not in its place, in\n%s", want, out.String())
				}
				rest = rest[i:]
			}
		})
	}
}

func TestPage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "step.html")
	var out strings.Builder
	if code := run(t.Context(), []string{"-html", path}, &out, &out); code != 0 {
		t.Fatal(out.String())
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<svg", "(3) DenseLayer", "dX 0.1385  -0.0381", "Backward propagation", "</svg>"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("%q is missing in the page", want)
		}
	}
}
