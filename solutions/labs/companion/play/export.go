package play

import (
	"fmt"
	"strings"

	"nn"
)

// Program returns a Go program that has the data and the weights of the session and continues the
// training with the package, whose import path is path.
func (e *Session) Program(path string) string {
	var layers []string
	for i, l := range e.net.Layers() {
		switch l := l.(type) {
		case *nn.DenseLayer:
			layers = append(layers, fmt.Sprintf("net.Add(nn.NewDenseLayer(%d)%s)", l.OutputShape(), e.penaltyCode()))
		case *nn.Dropout:
			if l.Rate > 0 {
				layers = append(layers, fmt.Sprintf("net.Add(nn.NewDropout(%v, rand.New(rand.NewPCG(%d, %d))))", l.Rate, e.Seed, i))
			}
		default:
			layers = append(layers, fmt.Sprintf("net.Add(nn.New%s())", nn.LayerName(l)))
		}
	}
	metric, callback, validation, validationData := "nn.Accuracy", "", "nil", ""
	fit, start := "Fit", `The optimizer starts with empty averages, and the
// mini-batches have a new order.`
	if e.regression() {
		metric = "nn.R2"
	}
	if e.validation != nil {
		validation = "validation"
		validationData = fmt.Sprintf("\nvar validation = &nn.Dataset{X: %s, Y: %s}\n", literal(e.validation.X), literal(e.validation.Y))
		if e.Patience > 0 {
			callback = fmt.Sprintf("\tnet.Callbacks = append(net.Callbacks, nn.NewEarlyStopping(%d))\n", e.Patience)
		}
	}
	optimizer := e.optimizerCode()
	if o, ok := e.net.Optimizer.(*nn.LevenbergMarquardt); ok {
		optimizer = fmt.Sprintf("&nn.LevenbergMarquardt{Damping: %v}", o.Damping)
		fit, start = "FitLevenbergMarquardt", "It continues with the damping of the last step."
	}
	var weights strings.Builder
	for _, p := range e.parameter {
		fmt.Fprintf(&weights, "\t{%s},\n", numbers(p.Value.Data))
	}
	return strings.NewReplacer(
		"EPOCH", fmt.Sprint(len(e.net.History)), "LINK", e.Query(), "PATH", path, "SEED", fmt.Sprint(e.Seed),
		"INPUTS", fmt.Sprint(e.train.X.Cols), "LOSS", strings.TrimPrefix(fmt.Sprintf("%T", e.net.Loss), "*"),
		"OPTIMIZER", optimizer, "LAYERS", strings.Join(layers, "\n\t"), "METRIC", metric,
		"BATCH", fmt.Sprint(e.net.BatchSize), "CALLBACK", callback, "VALIDATION", validation, "WEIGHTS", weights.String(),
		"FIT", fit, "START", start, "TRAINX", literal(e.train.X), "TRAINY", literal(e.train.Y), "MORE", validationData,
	).Replace(programText)
}

func (s *Settings) penaltyCode() string {
	if s.Regularizer == "none" {
		return ""
	}
	return fmt.Sprintf(".KernelRegularizer(nn.%s(%v))", strings.ToUpper(s.Regularizer), s.Strength)
}

func (s *Settings) optimizerCode() string {
	switch s.Optimizer {
	case "sgd":
		return fmt.Sprintf("nn.NewSGD(%v, 0)", s.LearningRate)
	case "momentum":
		return fmt.Sprintf("nn.NewSGD(%v, %v)", s.LearningRate, s.Momentum)
	}
	name := map[string]string{"rmsprop": "RMSProp", "adam": "Adam", "adagrad": "AdaGrad", "rprop": "Rprop", "quickprop": "Quickprop"}[s.Optimizer]
	return fmt.Sprintf("nn.New%s(%v)", name, s.LearningRate)
}

// literal returns a matrix as Go code.
func literal(m *nn.Matrix) string {
	var b strings.Builder
	fmt.Fprintf(&b, "&nn.Matrix{Rows: %d, Cols: %d, Data: []float64{", m.Rows, m.Cols)
	for i := range m.Rows {
		fmt.Fprintf(&b, "\n\t%s,", numbers(m.Row(i)))
	}
	b.WriteString("\n}}")
	return b.String()
}

func numbers(values []float64) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = formatNumber(v)
	}
	return strings.Join(words, ", ")
}

// programText is the program, with the parts that differ in capital letters. It is no text/template,
// because its reflection would make the file for the browser half as large again.
const programText = `// This program continues a training that began in the playground, after epoch EPOCH.
// It has the same points and the same weights. START
//
// Playground: #LINK
package main

import (
	"fmt"
	"math/rand/v2"
	"os"

	"PATH"
)

func main() {
	rng := rand.New(rand.NewPCG(SEED, 1))
	net := nn.NewNeuralNetwork(INPUTS, &LOSS{}, OPTIMIZER, rng)
	LAYERS
	for i, p := range net.Params() {
		copy(p.Value.Data, weights[i])
	}
	net.Metric, net.BatchSize, net.Epochs = METRIC, BATCH, 100
CALLBACK	fmt.Printf("on the points that train, before: %v\n", net.Score(train))
	net.Verbose = os.Stdout
	if err := net.FIT(train, VALIDATION); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

var weights = [][]float64{
WEIGHTS}

var train = &nn.Dataset{X: TRAINX, Y: TRAINY}
MORE`
