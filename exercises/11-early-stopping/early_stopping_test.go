package stopping_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	stopping "exercises/11-early-stopping"
	"exercises/check"
	"exercises/given"
)

const (
	slideText = "Overfitting and generalization in NNs"
	slideCode = "Early stopping"
)

// train passes the errors to s, one per epoch, and returns the epoch after which Stop is true, 0 if
// never.
func train(s *stopping.EarlyStopping, losses []float64) int {
	for k, v := range losses {
		if s.Stop(k+1, v, nil) {
			return k + 1
		}
	}
	return 0
}

// outcome returns when Stop returns true, and the best epoch and loss at this time.
func outcome(s *stopping.EarlyStopping, losses []float64) string {
	at := "never"
	if epoch := train(s, losses); epoch > 0 {
		at = fmt.Sprint("after epoch ", epoch)
	}
	return fmt.Sprintf("%s, BestEpoch %d, Best %v", at, s.BestEpoch, s.Best)
}

// wrong is a known mistake and its outcome.
type wrong struct{ name, outcome string }

const (
	tooLate    = "patience is off by one: training stops one epoch too late"
	tooEarly   = "patience is off by one: training stops one epoch too early"
	withLast   = "the error is compared with the previous epoch, not with the best one"
	improves   = "training stops when the error improves, although the slide's sentence means the opposite"
	absolute   = "the difference from the best error has lost its sign, so a worse error counts as better"
	notReset   = "an improvement does not reset the counter, so all bad epochs are counted"
	equalIs    = "an error equal to the best one counts as an improvement"
	noDelta    = "MinDelta is left out"
	deltaSign  = "MinDelta has the wrong sign, so an error above the best one can be an improvement"
	bestMoves  = "the best error follows every lower one, so small steps never add up to MinDelta"
	nanIs      = "NaN counts as an improvement, and then no later error is better"
	firstTaken = "the first error becomes the best one unchecked: if it is NaN, no later error is better"
)

// rule is a wrong rule for an improvement. The error of the epoch before is previous.
type rule struct {
	name      string
	better    func(v, best, previous, minDelta float64) bool
	forgotten bool // Best stays infinite
}

var rules = []rule{
	{withLast, func(v, _, previous, minDelta float64) bool { return v < previous-minDelta }, false},
	{"MinDelta is a fraction of the best error, not a difference",
		func(v, best, _, minDelta float64) bool { return v < best*(1-minDelta) }, false},
	{"a higher error counts as an improvement, as with an accuracy",
		func(v, best, _, minDelta float64) bool { return v > best+minDelta }, false},
	{"Best is not set, so every error is below it",
		func(v, best, _, minDelta float64) bool { return v < best-minDelta }, true},
}

// simulated is the outcome with a wrong rule.
func simulated(patience int, minDelta float64, losses []float64, r rule) string {
	best, previous, bestEpoch, waited := math.Inf(1), math.Inf(1), 0, 0
	at := "never"
	for k, v := range losses {
		if r.better(v, best, previous, minDelta) {
			bestEpoch, waited = k+1, 0
			if !r.forgotten {
				best = v
			}
		} else if waited++; waited >= patience {
			at = fmt.Sprint("after epoch ", k+1)
			break
		}
		previous = v
	}
	return fmt.Sprintf("%s, BestEpoch %d, Best %v", at, bestEpoch, best)
}

// stops runs one table.
func stops(t *testing.T, patience int, minDelta float64, losses []float64, want, bestEpoch int,
	mistakes []wrong) {
	t.Helper()
	call := func() *check.Case {
		return check.Call(t, "Stop, epoch after epoch", "Patience", patience, "MinDelta", minDelta,
			"valLoss", fmt.Sprint(losses))
	}
	s := stopping.NewEarlyStopping(patience, minDelta)
	c, got := call(), outcome(s, losses)
	for _, w := range mistakes {
		if w.name == bestMoves && strings.HasSuffix(w.outcome, "NaN") { // with min, but not with <
			c.MistakeIf(w.name, slideCode, got == w.outcome)
			continue
		}
		c.Mistake(w.name, slideCode, w.outcome)
	}
	for _, r := range rules {
		c.Mistake(r.name, slideCode, simulated(patience, minDelta, losses, r))
	}
	at := "never"
	if want > 0 {
		at = fmt.Sprint("after epoch ", want)
	}
	c.Mistake("epochs are counted from 0, so BestEpoch is one too small", slideCode,
		fmt.Sprintf("%s, BestEpoch %d, Best %v", at, bestEpoch-1, losses[bestEpoch-1])).
		Mistake("BestEpoch is not set", slideCode,
			fmt.Sprintf("%s, BestEpoch 0, Best %v", at, losses[bestEpoch-1])).
		Want("the epoch after which Stop says true, and the best then", got,
			fmt.Sprintf("%s, BestEpoch %d, Best %v", at, bestEpoch, losses[bestEpoch-1]))
}

// When to stop, by hand.
//
//exercise:points 4
//exercise:hint 1 Write three columns on paper: the error, the best so far, epochs since then.
//exercise:hint 2 The counter counts the epochs since the best one. Which two things can happen to
//exercise:hint 2 it?
//exercise:hint 3 An improvement resets it to 0 and never stops the training. Any other epoch adds
//exercise:hint 3 1, and stops the training if the counter has reached Patience: for a Patience of
//exercise:hint 3 1, the first epoch that is no better stops it.
func TestStop(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range []struct {
		name            string
		patience        int
		losses          []float64
		stop, bestEpoch int
		mistakes        []wrong
	}{{
		// better: 5 3 . .    epochs without: 0 0 1 2
		"slowly back", 2, []float64{5, 3, 6, 5, 4, 2, 1, 9, 9, 9}, 4, 2,
		[]wrong{
			{withLast, "after epoch 9, BestEpoch 7, Best 9"},
			{absolute, "after epoch 10, BestEpoch 8, Best 9"},
			{tooEarly, "after epoch 3, BestEpoch 2, Best 3"},
			{tooLate, "after epoch 5, BestEpoch 2, Best 3"},
			{improves, "after epoch 2, BestEpoch 2, Best 3"},
		},
	}, {
		// better: 5 . 4 . 3 . .    epochs without: 0 1 0 1 0 1 2
		"up and down", 2, []float64{5, 6, 4, 5, 3, 4, 5, 6, 7}, 7, 5,
		[]wrong{
			{withLast, "after epoch 7, BestEpoch 5, Best 5"},
			{absolute, "never, BestEpoch 9, Best 7"},
			{tooEarly, "after epoch 2, BestEpoch 1, Best 5"},
			{tooLate, "after epoch 8, BestEpoch 5, Best 3"},
			{improves, "never, BestEpoch 5, Best 3"},
			{notReset, "after epoch 4, BestEpoch 3, Best 4"},
		},
	}, {
		// better: 9 8 7 .    epochs without: 0 0 0 1
		"no patience", 1, []float64{9, 8, 7, 7.5, 6, 8, 8}, 4, 3,
		[]wrong{
			{withLast, "after epoch 4, BestEpoch 3, Best 7.5"},
			{absolute, "after epoch 7, BestEpoch 6, Best 8"},
			{tooLate, "after epoch 7, BestEpoch 5, Best 6"},
			{improves, "after epoch 1, BestEpoch 1, Best 9"},
		},
	}, {
		// better: 5 . 4 . . .    epochs without: 0 1 0 1 2 3
		"more patience", 3, []float64{5, 6, 4, 5, 6, 7, 8, 9}, 6, 3,
		[]wrong{
			{withLast, "after epoch 6, BestEpoch 3, Best 7"},
			{absolute, "never, BestEpoch 8, Best 9"},
			{tooEarly, "after epoch 5, BestEpoch 3, Best 4"},
			{tooLate, "after epoch 7, BestEpoch 3, Best 4"},
			{improves, "never, BestEpoch 3, Best 4"},
			{notReset, "after epoch 5, BestEpoch 3, Best 4"},
		},
	}, {
		// better: 9 8 7 6    epochs without: 0 0 0 0
		"always better", 2, []float64{9, 8, 7, 6}, 0, 4,
		[]wrong{
			{improves, "after epoch 2, BestEpoch 2, Best 8"},
		},
	}, {
		// better: 3 . .    epochs without: 0 1 2
		"no change", 2, []float64{3, 3, 3, 3, 4, 4}, 3, 1,
		[]wrong{
			{equalIs, "after epoch 6, BestEpoch 4, Best 3"},
			{tooEarly, "after epoch 2, BestEpoch 1, Best 3"},
			{tooLate, "after epoch 4, BestEpoch 1, Best 3"},
			{improves, "never, BestEpoch 1, Best 3"},
		},
	}} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			stops(t, tt.patience, 0, tt.losses, tt.stop, tt.bestEpoch, tt.mistakes)
		})
	}
}

// What counts as better, with MinDelta and with NaN, by hand.
//
//exercise:points 3
//exercise:hint 1 The best error is 10, MinDelta is 1. Which errors are improvements, and which is
//exercise:hint 1 the first that is not?
//exercise:hint 2 It must be below 9: the limit lies MinDelta below the best error, and the limit
//exercise:hint 2 itself is not an improvement.
//exercise:hint 3 Without an improvement Best stays unchanged, however low the error is. And NaN < x
//exercise:hint 3 is false for every x.
func TestImprovement(t *testing.T) {
	defer check.Recover(t)
	nan := math.NaN()
	for _, tt := range []struct {
		name            string
		patience        int
		minDelta        float64
		losses          []float64
		stop, bestEpoch int
		mistakes        []wrong
	}{{
		// better: 10 . . 8.8 . . .    epochs without: 0 1 2 0 1 2 3
		"small steps that add up", 3, 1, []float64{10, 9.6, 9.2, 8.8, 8.4, 8.4, 8, 8.4, 20, 20, 20}, 7, 4,
		[]wrong{
			{bestMoves, "after epoch 4, BestEpoch 1, Best 8.8"},
			{withLast, "after epoch 4, BestEpoch 1, Best 8.8"},
			{noDelta, "after epoch 10, BestEpoch 7, Best 8"},
			{deltaSign, "after epoch 11, BestEpoch 8, Best 8.4"},
			{tooEarly, "after epoch 3, BestEpoch 1, Best 10"},
			{tooLate, "after epoch 8, BestEpoch 4, Best 8.8"},
			{improves, "never, BestEpoch 4, Best 8.8"},
			{notReset, "after epoch 5, BestEpoch 4, Best 8.8"},
		},
	}, {
		// better: 10 . .    epochs without: 0 1 2
		"small steps", 2, 1, []float64{10, 9.5, 9, 8.5, 9, 9.2, 9.4, 20, 20}, 3, 1,
		[]wrong{
			{bestMoves, "after epoch 3, BestEpoch 1, Best 9"},
			{withLast, "after epoch 3, BestEpoch 1, Best 9"},
			{equalIs, "after epoch 5, BestEpoch 3, Best 9"},
			{noDelta, "after epoch 6, BestEpoch 4, Best 8.5"},
			{deltaSign, "after epoch 9, BestEpoch 7, Best 9.4"},
			{tooEarly, "after epoch 2, BestEpoch 1, Best 10"},
			{tooLate, "after epoch 7, BestEpoch 4, Best 8.5"},
			{improves, "never, BestEpoch 4, Best 8.5"},
		},
	}, {
		// better: 5 . .    epochs without: 0 1 2
		"NaN at the end", 2, 0, []float64{5, nan, nan, nan, 4}, 3, 1,
		[]wrong{
			{bestMoves, "after epoch 3, BestEpoch 1, Best NaN"},
			{withLast, "after epoch 3, BestEpoch 1, Best NaN"},
			{nanIs, "never, BestEpoch 5, Best 4"},
			{tooEarly, "after epoch 2, BestEpoch 1, Best 5"},
			{tooLate, "after epoch 4, BestEpoch 1, Best 5"},
			{improves, "never, BestEpoch 5, Best 4"},
		},
	}, {
		// better: 5 4 .    epochs without: 0 0 1
		"NaN without patience", 1, 0, []float64{5, 4, nan, 6, 9}, 3, 2,
		[]wrong{
			{bestMoves, "after epoch 3, BestEpoch 2, Best NaN"},
			{withLast, "after epoch 3, BestEpoch 2, Best NaN"},
			{nanIs, "after epoch 5, BestEpoch 4, Best 6"},
			{tooLate, "after epoch 4, BestEpoch 2, Best 4"},
			{improves, "after epoch 1, BestEpoch 1, Best 5"},
		},
	}, {
		// better: . 5 4 . . .    epochs without: 1 0 0 1 2 3
		"NaN at the beginning", 3, 0, []float64{nan, 5, 4, 6, 6, 6}, 6, 3,
		[]wrong{
			{bestMoves, "after epoch 3, BestEpoch 0, Best NaN"},
			{withLast, "after epoch 6, BestEpoch 3, Best 6"},
			{absolute, "never, BestEpoch 4, Best 6"},
			{firstTaken, "after epoch 4, BestEpoch 1, Best NaN"},
			{tooEarly, "after epoch 5, BestEpoch 3, Best 4"},
			{tooLate, "never, BestEpoch 3, Best 4"},
			{improves, "never, BestEpoch 3, Best 4"},
			{notReset, "after epoch 5, BestEpoch 3, Best 4"},
		},
	}} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			stops(t, tt.patience, tt.minDelta, tt.losses, tt.stop, tt.bestEpoch, tt.mistakes)
		})
	}
}

// The weights of the best epoch, by hand.
//
//exercise:points 3
//exercise:hint 1 After the best epoch the training continues, and writes into the same matrices.
//exercise:hint 1 Into which memory?
//exercise:hint 2 A *given.Matrix is a pointer: to keep the numbers, keep a copy of the matrix.
//exercise:hint 3 Stop clones each matrix at an improvement. Restore copies in the other direction:
//exercise:hint 3 numbers into the caller's own matrices, whose Data slices stay where they are.
func TestRestore(t *testing.T) {
	defer check.Recover(t)
	W, B := given.NewMatrix(2, 3), given.NewMatrix(1, 3)
	weights := []*given.Matrix{W, B}
	set := func(v float64) {
		for _, m := range []*given.Matrix{W, B} {
			for i := range m.Data {
				m.Data[i] = v + float64(i)
			}
		}
	}
	s := stopping.NewEarlyStopping(2, 0)
	var best *given.Matrix
	for k, v := range []float64{5, 3, 6, 6} { // the best is epoch 2
		set(100 * float64(k+1))
		if k+1 == 2 {
			best = W.Clone()
		}
		c := check.Call(t, "Stop(epoch, valLoss, weights)", "epoch", k+1, "valLoss", v, "W", W,
			"B", B)
		s.Stop(k+1, v, weights)
		c.Unchanged(slideCode)
	}
	check.Call(t, "Stop, epoch after epoch", "Patience", 2, "valLoss", "[5 3 6 6]").
		Want("BestEpoch, Best", []float64{float64(s.BestEpoch), s.Best}, []float64{2, 3})
	if t.Failed() {
		return
	}
	last := W.Clone()
	call := func() *check.Case {
		return check.Call(t, "Restore(weights)", "W of epoch 2, the best", best,
			"W of epoch 4, the last",
			last)
	}
	var kept []float64 // the W in BestWeights before Restore
	byReference := false
	if len(s.BestWeights) > 0 && s.BestWeights[0] != nil && len(s.BestWeights[0].Data) == 6 {
		kept = slices.Clone(s.BestWeights[0].Data)
		byReference = &s.BestWeights[0].Data[0] == &W.Data[0]
	}
	c := call()
	grows := func(result any) {
		c.Mistake("the list of the best weights grows, and the weights of the first epoch stay at its front",
			slideCode, result)
	}
	if len(s.BestWeights) == 2*len(weights) {
		grows(check.Panics) // if Restore loops over BestWeights
	}
	s.Restore(weights)
	name := ""
	switch {
	case byReference:
		name = "the best weights are kept by reference, so training overwrites them"
	case weights[0] != W:
		name = "Restore changes the list, not the matrices, so the layers keep their weights"
	case slices.Equal(kept, last.Data):
		name = "BestWeights holds the weights of the last epoch, not of the best one"
	case slices.Equal(kept, best.Data) && slices.Equal(W.Data, last.Data) && holds(s, last):
		name = "Restore copies the last weights into BestWeights, not the best ones out of it"
	case slices.Equal(kept, best.Data) && slices.Equal(W.Data, last.Data):
		name = "Restore leaves the matrices as they are, with the values of the last epoch"
	}
	if name != "" {
		c.MistakeIf(name, slideCode, true)
	}
	grows(given.MatrixOf([]float64{100, 101, 102}, []float64{103, 104, 105}))
	c.Want("W after the call", W, best)
	if t.Failed() {
		return
	}
	call().Want("B after the call", B, given.MatrixOf([]float64{200, 201, 202}))
	shared := len(s.BestWeights) > 0 && s.BestWeights[0] != nil && len(s.BestWeights[0].Data) == 6 &&
		&s.BestWeights[0].Data[0] == &W.Data[0]
	set(700) // training goes on
	s.Restore(weights)
	call().MistakeIf("Restore hands out its own copies, so further training overwrites them",
		slideCode, shared).
		Want("W after the second call, with training in between", W, best)
}

// holds reports whether BestWeights begins with W.
func holds(s *stopping.EarlyStopping, W *given.Matrix) bool {
	return len(s.BestWeights) > 0 && s.BestWeights[0] != nil && slices.Equal(s.BestWeights[0].Data, W.Data)
}

// No best epoch, and a second training.
//
//exercise:points 1
//exercise:hint 1 What does Restore find before the first improvement?
//exercise:hint 2 An empty list needs no special case if you loop over it, and not over weights.
//exercise:hint 3 Keep everything that you remember in the fields of s, because each training has
//exercise:hint 3 its own.
func TestContract(t *testing.T) {
	defer check.Recover(t)
	W := given.MatrixOf([]float64{1, 2})
	weights := []*given.Matrix{W}
	s := stopping.NewEarlyStopping(2, 0)
	c := check.Call(t, "Restore(weights), before any epoch", "W", W)
	s.Restore(weights)
	c.Unchanged(slideCode)

	losses := []float64{2, 1, 3, 3}
	first := train(stopping.NewEarlyStopping(2, 0), losses)
	check.Call(t, "Stop, epoch after epoch", "Patience", 2, "valLoss", fmt.Sprint(losses)).
		Want("the epoch after which Stop says true", first, 4)
	check.Call(t, "Stop, epoch after epoch, in a second training", "Patience", 2, "valLoss",
		fmt.Sprint(losses)).
		Want("the epoch after which Stop returns true",
			train(stopping.NewEarlyStopping(2, 0), []float64{2, 1, 3, 3}), first)
}
