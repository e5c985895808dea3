package play

import (
	"fmt"
	"html"
	"math"
	"math/rand/v2"
	"strings"

	"nn"
	network "nn/solutions/09-mini-batches-fit"
	data "nn/solutions/13-one-hot-splits"
	"nn/solutions/given"
)

// A lesson is a network with a mistake. All evidence about it comes from networks that are made anew,
// because some mistakes change the network that they are in.
type lesson struct {
	recipe
	flaw
	seed uint64
}

func (l lesson) with(f flaw) lesson { l.flaw = f; return l }

// lessonWith draws a network in which the mistake shows, because its evidence differs from the evidence
// without a mistake.
func lessonWith(f flaw, rng *rand.Rand) (l lesson, ok bool) {
	seed := rng.Uint64()
	for _, i := range rng.Perm(len(recipes)) {
		l := lesson{recipes[i], f, seed}
		if l.calls(f) && (f.number == 0 || l.summary() != l.with(noFlaw).summary()) {
			return l, true
		}
	}
	return l, false
}

// text lets the mistake act while show writes about a new network. A panic becomes part of the text.
func (l lesson) text(show func(t *trainee, b *strings.Builder)) string {
	var b strings.Builder
	*l.acting = []int{l.number}
	defer func() { *l.acting = nil }()
	if r := try(func() { show(newTrainee(l.recipe, l.seed), &b) }); r != nil {
		fmt.Fprintf(&b, "<p>The program ends with a panic: %s</p>", html.EscapeString(fmt.Sprint(r)))
	}
	return b.String()
}

// try calls f and returns what it panics with.
func try(f func()) (r any) {
	defer func() { r = recover() }()
	f()
	return nil
}

// summary is what two mistakes must have in common to look alike. The gradient check follows from it, and
// takes longer. Its losses have six digits, because further ones depend on the processor.
func (l lesson) summary() string {
	return l.data() + l.trace() + l.text(func(t *trainee, b *strings.Builder) {
		t.net.Epochs = 2
		t.net.Verbose = func(r network.Record) {
			fmt.Fprintln(b, "Verbose:", r.Epoch, digits6(r.Loss), digits6(r.Metric))
		}
		t.net.Fit(t.train.X, t.train.Y)
		for _, r := range t.net.History {
			fmt.Fprintln(b, r.Epoch, digits6(r.Loss), digits6(r.Metric))
		}
	})
}

// curve trains the network, and shows the history as far as it comes.
func (l lesson) curve() string {
	return l.text(func(t *trainee, b *strings.Builder) {
		calls := 0
		t.net.Verbose = func(network.Record) { calls++ }
		problem := try(func() { t.net.Fit(t.train.X, t.train.Y) })
		var h nn.History
		for _, r := range t.net.History {
			h = append(h, nn.EpochRecord{Epoch: r.Epoch, Loss: r.Loss, Metric: r.Metric, ValLoss: math.NaN(), ValMetric: math.NaN()})
		}
		fmt.Fprintf(b, `<div class="chart">%s</div><p>The history has %d records, and Verbose was called %d times.`, svgOf(nn.Curves{Runs: []nn.Run{{Name: "network", History: h}}, Metric: "accuracy"}), len(h), calls)
		if len(h) > 0 {
			first, last := h[0], h[len(h)-1]
			fmt.Fprintf(b, ` First loss %s and accuracy %s, last loss %s and accuracy %s.`, digits(first.Loss), digits(first.Metric), digits(last.Loss), digits(last.Metric))
		}
		b.WriteString(`</p><details><summary>Numbers of the curve</summary><table class="numbers"><caption>Loss and accuracy by epoch</caption><thead><tr><th scope="col">epoch<th scope="col">loss<th scope="col">accuracy</tr></thead><tbody>`)
		for _, r := range thinned(h, 20) {
			fmt.Fprintf(b, `<tr><th scope="row">%d<td>%s<td>%s</tr>`, r.Epoch, digits(r.Loss), digits(r.Metric))
		}
		b.WriteString("</tbody></table></details>")
		if problem != nil {
			panic(problem)
		}
		fmt.Fprintf(b, `<p>Validation accuracy after the training %s.</p>`, digits(t.net.Score(t.validation.X, t.validation.Y)))
	})
}

// data shows how the examples are divided, scaled and put into batches.
func (l lesson) data() string {
	return l.text(func(t *trainee, b *strings.Builder) {
		b.WriteString(`<table class="numbers"><caption>Parts after the standardization</caption><thead><tr><th scope="col">part<th scope="col">examples<th scope="col">means of X<th scope="col">standard deviations of X<th scope="col">means of Y</tr></thead><tbody>`)
		for i, d := range []data.Dataset{t.train, t.validation, t.test} {
			means, deviations := moments(d.X)
			targets, _ := moments(d.Y)
			fmt.Fprintf(b, `<tr><th scope="row">%s<td>%d<td>%s<td>%s<td>%s</tr>`, []string{"training", "validation", "test"}[i], d.X.Rows, means, deviations, targets)
		}
		b.WriteString("</tbody></table>")
		batches := t.net.MiniBatches(t.train.X, t.train.Y)
		targets := map[string]string{}
		for i := range t.train.X.Rows {
			targets[fmt.Sprint(t.train.X.Row(i))] = fmt.Sprint(t.train.Y.Row(i))
		}
		var sizes []int
		own, wrong, unknown := map[string]bool{}, 0, 0
		for _, batch := range batches {
			sizes = append(sizes, batch.X.Rows)
			for i := range batch.X.Rows {
				x := fmt.Sprint(batch.X.Row(i))
				switch y, ok := targets[x]; {
				case !ok:
					unknown++
				case y != fmt.Sprint(batch.Y.Row(i)):
					wrong++
				}
				own[x] = true
			}
		}
		fmt.Fprintf(b, "<p>Batches of an epoch, with %d as the batch size: %v. They have %d different examples, %d rows with the target of another example, and %d rows that are no example.</p>",
			t.net.BatchSize, sizes, len(own), wrong, unknown)
	})
}

func moments(m *given.Matrix) (means, deviations string) {
	for j := range m.Cols {
		sum, squares := 0.0, 0.0
		for i := range m.Rows {
			sum += m.At(i, j)
			squares += m.At(i, j) * m.At(i, j)
		}
		mean := sum / float64(m.Rows)
		means += " " + digits(rounded(mean))
		deviations += " " + digits(rounded(math.Sqrt(max(squares/float64(m.Rows)-mean*mean, 0))))
	}
	return means, deviations
}

// rounded cuts off the digits that depend on the processor.
func rounded(v float64) float64 { return math.Round(v*1e7) / 1e7 }

// units counts the hidden units that return the same for every example, and those that return the same
// as the unit before, after the training.
func (l lesson) units() string {
	return l.text(func(t *trainee, b *strings.Builder) {
		t.net.Fit(t.train.X, t.train.Y)
		t.net.ForwardPropagation(t.train.X, false)
		layer := 0
		for _, s := range t.stations {
			if s.name != t.hidden {
				continue
			}
			layer++
			dead, equal := 0, 0
			for j := range s.Y.Cols {
				constant, same := true, j > 0
				for r := range s.Y.Rows {
					constant = constant && s.Y.At(r, j) == s.Y.At(0, j)
					same = same && s.Y.At(r, j) == s.Y.At(r, j-1)
				}
				if constant {
					dead++
				} else if same {
					equal++
				}
			}
			fmt.Fprintf(b, "<p>Hidden layer %d: of %d units %d return the same for all examples, and %d return the same as the unit before.</p>", layer, s.Y.Cols, dead, equal)
		}
	})
}

// check compares the gradients of the backward pass with finite differences of the loss, at the weights
// before the training, because all gradients can be 0 after it.
func (l lesson) check() string {
	return l.text(func(t *trainee, b *strings.Builder) {
		X, Y := rows(t.train.X, 8), rows(t.train.Y, 8)
		E := func() float64 {
			t.source.Seed(l.seed, 1) // the same units drop out each time
			loss := t.net.Loss.Loss(Y, t.net.ForwardPropagation(X, true))
			for _, d := range t.dense {
				if d.l2 > 0 {
					loss += d.penalized().Penalty()
				}
			}
			return loss
		}
		b.WriteString(`<table class="numbers"><caption>Largest elements of the gradients for eight examples, before the training</caption><thead><tr><th scope="col">parameter<th scope="col">by backpropagation<th scope="col">finite difference<th scope="col">largest difference</tr></thead><tbody>`)
		var numeric [][2]*nn.Matrix
		for _, d := range t.dense {
			numeric = append(numeric, [2]*nn.Matrix{finite(shared(d.Weights), E), finite(shared(d.Biases), E)})
		}
		t.source.Seed(l.seed, 1)
		t.net.BackwardPropagation(t.net.Loss.Derivative(Y, t.net.ForwardPropagation(X, true)))
		for i, d := range t.dense {
			for k, g := range []*given.Matrix{d.back.WeightsError, d.back.BiasesError} {
				name := fmt.Sprintf("%s%d", []string{"W", "B"}[k], i+1)
				n := numeric[i][k]
				if g == nil || g.Rows != n.Rows || g.Cols != n.Cols {
					fmt.Fprintf(b, `<tr><th scope="row">%s<td>has another shape<td>%d×%d<td>-</tr>`, name, n.Rows, n.Cols)
					continue
				}
				largestG, largestN, off := 0.0, 0.0, 0.0
				for j, v := range g.Data {
					largestG, largestN = max(largestG, math.Abs(v)), max(largestN, math.Abs(n.Data[j]))
					off = max(off, math.Abs(v-n.Data[j]))
				}
				difference := "below 1e−07" // the last digits of a finite difference depend on the processor
				if !(off < 1e-7) {
					difference = minus(fmt.Sprintf("%.1e", off))
				}
				fmt.Fprintf(b, `<tr><th scope="row">%s<td>%s<td>%s<td>%s</tr>`, name, digits(rounded(largestG)), digits(rounded(largestN)), difference)
			}
		}
		b.WriteString("</tbody></table>")
	})
}

// trace shows two steps on a batch of three examples, from the first weights.
func (l lesson) trace() string {
	return l.text(func(t *trainee, b *strings.Builder) {
		put := func(name string, m *given.Matrix) {
			if m == nil {
				fmt.Fprintf(b, `<p>%s is not there.</p>`, name)
				return
			}
			b.WriteString(matrixTable(name, library(m)))
		}
		t.net.BatchSize = 3
		batch := network.Batch{X: rows(t.train.X, 3), Y: rows(t.train.Y, 3)}
		first := t.dense[0]
		section := func(title string) { fmt.Fprintf(b, `</div><h4>%s</h4><div class="matrices">`, title) }
		b.WriteString("<div>")
		defer b.WriteString("</div>")
		for step := range 2 {
			section([]string{"First step", "Second step, with the same examples"}[step])
			put("W of layer 1 before the step", first.Weights)
			put("B of layer 1 before the step", first.Biases)
			yPred := t.net.ForwardPropagation(batch.X, true)
			for i, s := range t.stations {
				put(fmt.Sprintf("X of layer %d, %s", i+1, s.name), s.X)
			}
			put("Y*", yPred)
			put("Y", batch.Y)
			fmt.Fprintf(b, `<p>The loss is %s.</p>`, digits(t.net.Loss.Loss(batch.Y, yPred)))
			t.net.BackwardPropagation(t.net.Loss.Derivative(batch.Y, yPred))
			for i := len(t.stations) - 1; i >= 0; i-- {
				put(fmt.Sprintf("dY of layer %d, %s", i+1, t.stations[i].name), t.stations[i].dY)
			}
			put("dW of layer 1", first.back.WeightsError)
			put("dB of layer 1", first.back.BiasesError)
		}
		section("After both steps")
		put("W of layer 1", first.Weights)
		put("B of layer 1", first.Biases)
		put("Predict", t.net.Predict(batch.X))
	})
}

// rows returns a copy of the first n rows.
func rows(m *given.Matrix, n int) *given.Matrix {
	return student(library(m).RowRange(0, n))
}

// shared returns m as a matrix of the library with the same memory.
func shared(m *given.Matrix) *nn.Matrix {
	return &nn.Matrix{Rows: m.Rows, Cols: m.Cols, Data: m.Data}
}
