package stopping_test

import (
	"fmt"
	"math"
	"slices"
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

// wrong is a known mistake and its result.
type wrong struct {
	name string
	stop int // the epoch after which Stop returns true
}

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

// stops runs one table.
func stops(t *testing.T, patience int, minDelta float64, losses []float64, want, bestEpoch int,
	mistakes []wrong) {
	t.Helper()
	call := func() *check.Case {
		return check.Call(t, "Stop, epoch after epoch", "Patience", patience, "MinDelta", minDelta,
			"valLoss", fmt.Sprint(losses))
	}
	s := stopping.NewEarlyStopping(patience, minDelta)
	c := call()
	for _, w := range mistakes {
		c.Mistake(w.name, slideCode, w.stop)
	}
	c.Want("the epoch after which Stop returns true, 0 for never", train(s, losses), want)
	if t.Failed() {
		return
	}
	call().MistakeIf("BestEpoch is not set", slideCode, s.BestEpoch == 0 && bestEpoch != 0).
		Want("BestEpoch", s.BestEpoch, bestEpoch)
	if bestEpoch > 0 {
		call().Want("Best", s.Best, losses[bestEpoch-1])
	}
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
	for _, tt := range []struct {
		name            string
		patience        int
		losses          []float64
		stop, bestEpoch int
		mistakes        []wrong
	}{{
		// better: 5 3 . .          epochs without: 0 0 1 2       then 4 and 2 come too late
		"slowly back", 2, []float64{5, 3, 6, 5, 4, 2, 1, 9, 9, 9}, 4, 2,
		[]wrong{{tooLate, 5}, {tooEarly, 3}, {withLast, 9}, {absolute, 10}, {improves, 2}},
	}, {
		// better: 5 . 4 . 3 . .    epochs without: 0 1 0 1 0 1 2
		"up and down", 2, []float64{5, 6, 4, 5, 3, 4, 5, 6, 7}, 7, 5,
		[]wrong{{tooLate, 8}, {tooEarly, 2}, {notReset, 4}},
	}, {
		"no patience", 1, []float64{9, 8, 7, 7.5, 6, 8, 8}, 4, 3,
		[]wrong{{tooLate, 7}, {improves, 1}, {improves, 2}},
	}, {
		"always better", 2, []float64{9, 8, 7, 6}, 0, 4,
		[]wrong{{improves, 2}, {improves, 3}, {improves, 4}},
	}, {
		// better: 3 . .            an equal error is not lower
		"no change", 2, []float64{3, 3, 3, 3, 4, 4}, 3, 1,
		[]wrong{{equalIs, 6}, {tooLate, 4}, {tooEarly, 2}},
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
	nan := math.NaN()
	for _, tt := range []struct {
		name            string
		patience        int
		minDelta        float64
		losses          []float64
		stop, bestEpoch int
		mistakes        []wrong
	}{{
		// 9.6 and 9.2 are not less than 9, 8.8 is; then not less than 7.8    epochs without: 0 1 2
		// 0 1 2 3
		"small steps that add up", 3, 1, []float64{10, 9.6, 9.2, 8.8, 8.4, 8.4, 8, 8.4, 20, 20,
			20}, 7, 4,
		[]wrong{{bestMoves, 4}, {noDelta, 10}, {deltaSign, 11}, {tooLate, 8}, {tooEarly, 3}},
	}, {
		// better than 10 is less than 9: not 9.5, not 9        epochs without: 0 1 2
		"small steps", 2, 1, []float64{10, 9.5, 9, 8.5, 9, 9.2, 9.4, 20, 20}, 3, 1,
		[]wrong{{noDelta, 6}, {deltaSign, 9}, {equalIs, 5}},
	}, {
		"NaN at the end", 2, 0, []float64{5, nan, nan, nan, 4}, 3, 1,
		[]wrong{{nanIs, 0}},
	}, {
		"NaN at the beginning", 3, 0, []float64{nan, 5, 4, 6, 6, 6}, 6, 3,
		[]wrong{{firstTaken, 4}, {firstTaken, 3}},
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
	for k, v := range []float64{5, 3, 4, 6} { // the best is epoch 2
		set(100 * float64(k+1))
		if k+1 == 2 {
			best = W.Clone()
		}
		c := check.Call(t, "Stop(epoch, valLoss, weights)", "epoch", k+1, "valLoss", v, "W", W,
			"B", B)
		s.Stop(k+1, v, weights)
		c.Unchanged(slideCode)
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
	s.Restore(weights)
	c.MistakeIf("the best weights are kept by reference, so training overwrites them",
		slideCode, byReference).
		MistakeIf("Restore changes the list, not the matrices, so the layers keep their weights", slideCode,
			weights[0] != W).
		Mistake("the list of the best weights grows, and the weights of the first epoch stay at its front",
			slideCode, given.MatrixOf([]float64{100, 101, 102}, []float64{103, 104, 105})).
		MistakeIf("the weights are kept after every epoch, not only after the best one", slideCode,
			slices.Equal(kept, last.Data)).
		MistakeIf("Restore assigns to local variables, so the matrices keep the values of the last epoch", slideCode,
			slices.Equal(kept, best.Data) && slices.Equal(W.Data, last.Data)).
		Want("W after the call", W, best)
	if t.Failed() {
		return
	}
	call().Want("B after the call", B, given.MatrixOf([]float64{200, 201, 202}))
	set(700) // training goes on
	s.Restore(weights)
	call().MistakeIf("Restore hands out its own copies, so further training overwrites them",
		slideCode, true).
		Want("W after the second call, with training in between", W, best)
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
		MistakeIf("the second training depends on the first, because some state is not in the fields",
			slideCode, true).
		Want("the epoch after which Stop returns true",
			train(stopping.NewEarlyStopping(2, 0), []float64{2, 1, 3, 3}), first)
}
