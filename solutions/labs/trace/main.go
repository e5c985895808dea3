// Command trace shows one training step of a small network with all its numbers: the forward pass,
// the loss, the backward pass and the update, so that you can check them by hand.
//
//	go run ./solutions/labs/trace                         the worked example of the documentation
//	go run ./solutions/labs/trace -html step.html         the same as a page with a picture
//	go run ./solutions/labs/trace -layers 2,tanh,1,sigmoid -x "0,1;1,1" -y "1;0" -loss bce
//	go run ./solutions/labs/trace -layers 1 -x 1,2 -y 3 -weights "0.1;0.2 / 0.5"
//
// A number in -layers is a dense layer with that number of units. In -x, -y and -weights,
// semicolons separate rows and commas separate numbers. Slashes separate the matrices of -weights:
// W and B of each dense layer.
//
// Slides: Backpropagation steps; Back-propagation algorithm; Backward propagation;
// Training: chain rule and computation graphs
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"nn"
	"nn/solutions/labs/internal/lab"
)

func main() {
	lab.Main(run)
}

// run runs the lab and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return lab.Run(ctx, "trace", stdout, stderr, func(_ context.Context, out io.Writer) error {
		return trace(args, out)
	})
}

const purpose = `trace shows one training step of a small network with all its numbers.

  go run ./solutions/labs/trace                         the worked example, learning rate 0.5
  go run ./solutions/labs/trace -html step.html         the same as a page with a picture
  go run ./solutions/labs/trace -layers 2,tanh,1,sigmoid -x "0,1;1,1" -y "1;0" -loss bce`

func trace(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("trace", flag.ContinueOnError)
	layers := flags.String("layers", "2,sigmoid,2,sigmoid",
		"the `layers`: a number of units, relu, sigmoid, tanh, linear, softmax or dropout")
	x := flags.String("x", "0.05,0.10",
		"the inputs: `rows` separated by semicolons, their numbers by commas")
	y := flags.String("y", "0.01,0.99", "the targets: `rows`, as many as of -x")
	loss := flags.String("loss", "mse", "`name` of the loss: mse, sse, bce or cce")
	weights := flags.String("weights", "",
		"the `matrices` W and B of each dense layer, separated by slashes, such as \"0.1;0.2 / 0.5\";\n"+
			"unless given, they are random, except in the worked example")
	seed := flags.Uint64("seed", 1, "`seed` of random weights")
	page := flags.String("html", "", "write a page to this `file` instead of text")
	optimizer := lab.Optimizer{Name: "sgd"}
	optimizer.Flags(flags)
	if err := lab.Parse(flags, args, purpose, stdout); err != nil {
		return err
	}
	worked := !lab.IsSet(flags, "layers") && !lab.IsSet(flags, "x") && !lab.IsSet(flags, "y")
	if worked && !lab.IsSet(flags, "lr") {
		flags.Set("lr", "0.5")
	}
	if err := optimizer.Check(flags); err != nil {
		return err
	}
	if err := lab.HasType(flags, lab.HTML, "html"); err != nil {
		return err
	}
	if err := lab.CanWrite(flags, "html"); err != nil {
		return err
	}
	d, err := examples(*x, *y)
	if err != nil {
		return err
	}
	lossFunction, ok := losses[*loss]
	if !ok {
		return lab.Usagef("-loss %s: want mse, sse, bce or cce", *loss)
	}
	rng := rand.New(rand.NewPCG(*seed, 0))
	net := nn.NewNeuralNetwork(d.X.Cols, lossFunction, optimizer.New(), rng)
	if err := addLayers(net, d.X.Cols, *layers, rng); err != nil {
		return err
	}
	if out := net.Layers()[len(net.Layers())-1].OutputShape(); out != d.Y.Cols {
		return lab.Usagef("-layers %s: %d outputs, but the rows of -y have %d numbers", *layers, out, d.Y.Cols)
	}
	if *weights == "" && worked {
		*weights = workedExample
	}
	if *weights != "" {
		if err := setWeights(net, *weights); err != nil {
			return err
		}
	}
	if err := possible(net, d.Y, *loss); err != nil {
		return err
	}
	if *page == "" {
		return net.Trace(d).WriteText(stdout)
	}
	if err := lab.SaveFile(*page, net.Trace(d).WriteHTML); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "wrote %s\n", *page)
	return nil
}

var losses = map[string]nn.LossFunction{
	"mse": &nn.MeanSquaredError{},
	"sse": &nn.SumSquaredError{},
	"bce": &nn.BinaryCrossEntropy{},
	"cce": &nn.CategoricalCrossEntropy{},
}

// most is the maximum number of elements of a row and of units of a layer.
const most = 1000

// addLayers adds the layers in the text to a network with the given number of inputs.
func addLayers(net *nn.NeuralNetwork, inputs int, text string, rng *rand.Rand) error {
	width := inputs
	for _, name := range strings.Split(text, ",") {
		switch name = strings.TrimSpace(name); name {
		case "relu":
			net.Add(nn.NewReLUActivation())
		case "sigmoid":
			net.Add(nn.NewSigmoidActivation())
		case "tanh":
			net.Add(nn.NewTanhActivation())
		case "linear":
			net.Add(nn.NewLinearActivation())
		case "softmax":
			if width == 1 {
				return lab.Usagef("-layers %s: a softmax of one unit always returns 1: want sigmoid, or one unit per class", text)
			}
			net.Add(nn.NewSoftmaxActivation())
		case "dropout":
			net.Add(nn.NewDropout(0.5, rng))
		default:
			units, err := strconv.Atoi(name)
			if err != nil || units < 1 || units > most {
				return lab.Usagef("-layers %s: %q is not a layer: want a number of units from 1 to %d, "+
					"relu, sigmoid, tanh, linear, softmax or dropout", text, name, most)
			}
			net.Add(nn.NewDenseLayer(units))
			width = units
		}
	}
	return nil
}

// examples reads the inputs and the targets.
func examples(x, y string) (*nn.Dataset, error) {
	X, err := matrix("x", x)
	if err != nil {
		return nil, err
	}
	Y, err := matrix("y", y)
	if err != nil {
		return nil, err
	}
	if X.Rows != Y.Rows {
		return nil, lab.Usagef("-x has %d rows and -y %d, want the same number", X.Rows, Y.Rows)
	}
	return &nn.Dataset{X: X, Y: Y}, nil
}

// matrix reads the rows of a flag.
func matrix(name, text string) (*nn.Matrix, error) {
	var rows [][]float64
	for _, line := range strings.Split(text, ";") {
		var row []float64
		for _, field := range strings.Split(line, ",") {
			v, err := strconv.ParseFloat(strings.TrimSpace(field), 64)
			if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
				return nil, lab.Usagef("-%s %s: %q is not a number", name, text, field)
			}
			row = append(row, v)
		}
		if rows = append(rows, row); len(row) != len(rows[0]) || len(row) > most {
			return nil, lab.Usagef("-%s %s: row %d has %d numbers and row 1 has %d; want the same number, at most %d",
				name, text, len(rows), len(row), len(rows[0]), most)
		}
	}
	return nn.MatrixOf(rows...), nil
}

// workedExample has the weights of the example in the documentation.
const workedExample = "0.15,0.25;0.20,0.30 / 0.35,0.35 / 0.40,0.50;0.45,0.55 / 0.60,0.60"

// setWeights sets the parameters of the dense layers.
func setWeights(net *nn.NeuralNetwork, text string) error {
	matrices := strings.Split(text, "/")
	params := net.Params()
	if len(matrices) != len(params) {
		return lab.Usagef("-weights %s: found %d matrices, want %d: W and B of each dense layer, separated by slashes",
			text, len(matrices), len(params))
	}
	for i, p := range params {
		m, err := matrix("weights", matrices[i])
		if err != nil {
			return err
		}
		if m.Rows != p.Value.Rows || m.Cols != p.Value.Cols {
			return lab.Usagef("-weights: matrix %d is (%d, %d), want (%d, %d), the %s of dense layer %d",
				i+1, m.Rows, m.Cols, p.Value.Rows, p.Value.Cols, p.Name, i/2+1)
		}
		p.Value.Copy(m)
	}
	return nil
}

// possible returns a [lab.UsageError] for a target that the last layer cannot output or that does
// not suit the loss.
func possible(net *nn.NeuralNetwork, Y *nn.Matrix, loss string) error {
	layers := net.Layers()
	last := layers[len(layers)-1]
	low, high := math.Inf(-1), math.Inf(1)
	switch last.(type) {
	case *nn.SigmoidActivation, *nn.SoftmaxActivation:
		low, high = 0, 1
	case *nn.TanhActivation:
		low, high = -1, 1
	case *nn.ReLUActivation:
		low = 0
	}
	if loss == "bce" || loss == "cce" {
		if low != 0 || high != 1 {
			return lab.Usagef("-loss %s needs probabilities: end -layers with sigmoid or softmax", loss)
		}
		if loss == "cce" && Y.Cols == 1 {
			return lab.Usagef("-loss cce needs one column of -y per class; for one column use -loss bce")
		}
	}
	_, softmax := last.(*nn.SoftmaxActivation)
	for i := range Y.Rows {
		sum := 0.0
		for _, y := range Y.Row(i) {
			if !(y >= low && y <= high) {
				return lab.Usagef("-y: row %d has the target %v, but the last layer, %s, only outputs %v to %v",
					i+1, y, nn.LayerName(last), low, high)
			}
			sum += y
		}
		if (softmax || loss == "cce") && math.Abs(sum-1) > 1e-6 {
			return lab.Usagef("-y: the targets of row %d have the sum %v, want 1 as the outputs of a softmax", i+1, sum)
		}
	}
	return nil
}
