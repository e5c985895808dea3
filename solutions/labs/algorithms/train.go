package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"time"

	"nn"
	"nn/solutions/labs/internal/lab"
)

const (
	points   = 25                         // of one wave
	distance = 2 * math.Pi / (points - 1) // between them
	hidden   = 8

	mostMarquardt = 500 // steps of Levenberg-Marquardt, which needs dozens
)

// goals are the errors to reach, in descending order.
var goals = [...]float64{1e-2, 1e-3, 1e-4, 1e-5}

// algorithms are the algorithms of the slide with the learning rates to try. Each rate is about
// three times as large as the one before. The algorithm without a name is Levenberg-Marquardt.
var algorithms = []struct {
	lab.Optimizer
	rates []float64
}{
	{lab.Optimizer{Name: "sgd"}, []float64{0.03, 0.1, 0.3}},
	{lab.Optimizer{Name: "sgd", Momentum: 0.9}, []float64{0.03, 0.1, 0.3, 1}},
	{lab.Optimizer{Name: "rmsprop"}, []float64{0.0003, 0.001, 0.003, 0.01}},
	{lab.Optimizer{Name: "adam"}, []float64{0.003, 0.01, 0.03, 0.1}},
	{lab.Optimizer{Name: "adagrad"}, []float64{0.03, 0.1, 0.3, 1}},
	{lab.Optimizer{Name: "rprop"}, []float64{0.03, 0.1, 0.3, 1}},
	{lab.Optimizer{Name: "quickprop"}, []float64{0.00003, 0.0001, 0.0003, 0.001}},
	{lab.Optimizer{}, []float64{0}},
}

// attempt contains the trainings of an algorithm with one learning rate.
type attempt struct {
	lab.Optimizer
	rates     []float64 // all that were tried
	trainings []*training
}

// training contains the number of steps and seconds until each goal was reached.
type training struct {
	steps   [len(goals)]int
	seconds [len(goals)]float64
}

// never is the number of steps to a goal that was not reached.
const never = math.MaxInt

// note records the error E after a number of steps and seconds.
func (t *training) note(step int, seconds, E float64) {
	for i, goal := range goals {
		if E <= goal && t.steps[i] == never {
			t.steps[i], t.seconds[i] = step, seconds
		}
	}
}

// trainAll runs all trainings, one per processor at a time, and returns the attempts of each
// algorithm. It prints a line for each algorithm whose trainings have finished. After ctx has
// ended, it returns the attempts of these algorithms.
func trainAll(ctx context.Context, steps, seeds int, out io.Writer) [][]*attempt {
	var all [][]*attempt
	left := make([]int, len(algorithms)) // trainings of each algorithm
	total := 0
	for i, algorithm := range algorithms {
		var attempts []*attempt
		for _, rate := range algorithm.rates {
			a := &attempt{algorithm.Optimizer, algorithm.rates, make([]*training, seeds)}
			a.LearningRate = rate
			attempts = append(attempts, a)
		}
		all = append(all, attempts)
		left[i] = len(attempts) * seeds
		total += left[i]
	}

	finished := make(chan int, total) // numbers of algorithms; it has room for all
	go func() {
		free := make(chan bool, runtime.GOMAXPROCS(0))
		for i, attempts := range all {
			for _, a := range attempts {
				for k := range a.trainings {
					free <- true
					go func() {
						a.trainings[k] = a.train(ctx, uint64(k)+1, steps)
						finished <- i
						<-free
					}()
				}
			}
		}
	}()

	counter := lab.NewCounter(out, "training", total)
	next := 0 // the first algorithm that has not finished
	for range total {
		left[<-finished]--
		counter.Add()
		for next < len(left) && left[next] == 0 && ctx.Err() == nil {
			counter.Clear()
			fmt.Fprintf(out, "%s: finished\n", all[next][0].title())
			next++
		}
	}
	counter.Clear()
	return all[:next]
}

// isMarquardt reports whether the algorithm is Levenberg-Marquardt, which is not an [nn.Optimizer].
func (a *attempt) isMarquardt() bool { return a.Name == "" }

// newNetwork returns the network. Its weights depend only on the seed.
func (a *attempt) newNetwork(seed uint64) *nn.NeuralNetwork {
	optimizer := nn.Optimizer(nn.NewSGD(0, 0)) // Levenberg-Marquardt does not use it
	if !a.isMarquardt() {
		optimizer = a.New()
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	net := nn.NewNeuralNetwork(1, new(nn.MeanSquaredError), optimizer, rng)
	return net.Add(nn.NewDenseLayer(hidden), nn.NewTanhActivation(), nn.NewDenseLayer(1))
}

// wave returns n points of the sine, the first one at x = first.
func wave(n int, first float64) *nn.Dataset {
	d := &nn.Dataset{X: nn.NewMatrix(n, 1), Y: nn.NewMatrix(n, 1)}
	for i := range n {
		x := first + float64(i)*distance
		d.X.Set(i, 0, x)
		d.Y.Set(i, 0, math.Sin(x))
	}
	return d
}

// train runs one training. It ends when it reaches the last goal, after the given number of steps,
// when it diverges, or when ctx ends.
func (a *attempt) train(ctx context.Context, seed uint64, steps int) *training {
	t := &training{}
	for i := range t.steps {
		t.steps[i] = never
	}
	net, d := a.newNetwork(seed), wave(points, 0)
	if a.isMarquardt() {
		net.Epochs = min(steps, mostMarquardt)
		net.Callbacks = []nn.Callback{lab.NewStopper(ctx)}
		net.FitLevenbergMarquardt(d, nil) // after an error, no further goal is reached
		seconds := 0.0
		for _, r := range net.History {
			seconds += r.Seconds
			t.note(r.Epoch, seconds, r.Loss)
		}
		return t
	}
	start := time.Now()
	for step := 0; ; step++ {
		yPred := net.ForwardPropagation(d.X, true)
		E := net.Loss.Loss(d.Y, yPred)
		t.note(step, time.Since(start).Seconds(), E)
		if step == steps || t.steps[len(goals)-1] != never || !(E < math.Inf(1)) || ctx.Err() != nil {
			return t
		}
		net.BackpropagateLoss(d.Y, yPred)
		for _, p := range net.Params() {
			net.Optimizer.Update(p)
		}
	}
}

// median returns the training in the middle, sorted by the steps to the goal.
func (a *attempt) median(goal int) *training {
	sorted := slices.SortedFunc(slices.Values(a.trainings), func(s, t *training) int {
		return cmp.Compare(s.steps[goal], t.steps[goal])
	})
	return sorted[len(sorted)/2]
}

// fastest returns the attempt whose median reaches the smallest error in the fewest steps. In case
// of a tie, for example if none reaches it, the next larger error decides.
func fastest(attempts []*attempt) *attempt {
	return slices.MinFunc(attempts, func(a, b *attempt) int {
		for i := len(goals) - 1; i >= 0; i-- {
			if c := cmp.Compare(a.median(i).steps[i], b.median(i).steps[i]); c != 0 {
				return c
			}
		}
		return 0
	})
}
