// Command trace shows one training step of a small network with all its numbers: the way forward,
// the loss, the way back and the update, to check by hand.
//
//	go run ./solutions/labs/trace                         the worked example of the documentation
//	go run ./solutions/labs/trace -html step.html         the same as a page with a picture
//	go run ./solutions/labs/trace -layers 2,tanh,1,sigmoid -x "0,1;1,1" -y "1;0" -loss bce
//
// A number in -layers is a dense layer of so many units. Rows of -x, -y and the weights are divided
// by semicolons, their numbers by commas.
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
		"the inputs: `rows` divided by semicolons, their numbers by commas")
	y := flags.String("y", "0.01,0.99", "the desired outputs: `rows`, as many as of -x")
	loss := flags.String("loss", "mse", "`name` of the loss: mse, sse, bce or cce")
	seed := flags.Uint64("seed", 1, "`seed` of the weights, unless the network is the worked example")
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
	if err := addLayers(net, *layers, rng); err != nil {
		return err
	}
	if out := net.Layers()[len(net.Layers())-1].OutputShape(); out != d.Y.Cols {
		return lab.Usagef("-layers %s: %d outputs, but the rows of -y have %d numbers", *layers, out, d.Y.Cols)
	}
	if worked {
		setWorkedExample(net)
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

// most is how many numbers a row or a layer may have: more than anybody wants to check by hand.
const most = 1000

// addLayers adds the layers that the text names.
func addLayers(net *nn.NeuralNetwork, text string, rng *rand.Rand) error {
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
			net.Add(nn.NewSoftmaxActivation())
		case "dropout":
			net.Add(nn.NewDropout(0.5, rng))
		default:
			units, err := strconv.Atoi(name)
			if err != nil || units < 1 || units > most {
				return lab.Usagef("-layers %s: %q is no layer: want a number of units from 1 to %d, "+
					"relu, sigmoid, tanh, linear, softmax or dropout", text, name, most)
			}
			net.Add(nn.NewDenseLayer(units))
		}
	}
	return nil
}

// examples reads the inputs and the desired outputs.
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
		return nil, lab.Usagef("-x has %d rows and -y %d, want as many", X.Rows, Y.Rows)
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
				return nil, lab.Usagef("-%s %s: %q is no number", name, text, field)
			}
			row = append(row, v)
		}
		if rows = append(rows, row); len(row) != len(rows[0]) || len(row) > most {
			return nil, lab.Usagef("-%s %s: row %d has %d numbers and row 1 has %d; want as many, at most %d",
				name, text, len(rows), len(row), len(rows[0]), most)
		}
	}
	return nn.MatrixOf(rows...), nil
}

// setWorkedExample sets the weights that the documentation's example has.
func setWorkedExample(net *nn.NeuralNetwork) {
	for i, rows := range [][][]float64{
		{{0.15, 0.25}, {0.20, 0.30}}, {{0.35, 0.35}},
		{{0.40, 0.50}, {0.45, 0.55}}, {{0.60, 0.60}},
	} {
		net.Params()[i].Value.Copy(nn.MatrixOf(rows...))
	}
}
