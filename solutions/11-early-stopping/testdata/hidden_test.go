package stopping_test

import (
	"math"
	"testing"

	stopping "exercises/11-early-stopping"
	"exercises/check"
	"exercises/given"
)

// Random errors: the best epoch is the last one that was lower than all before it by more than
// MinDelta, and the training ends Patience epochs after it.
//
//exercise:points 1
func TestHiddenStop(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	for range 200 {
		patience, minDelta := 1+rng.IntN(6), 0.2*rng.Float64()
		losses := make([]float64, 40)
		for k := range losses {
			losses[k] = 1/float64(k+1) + 0.5*rng.Float64()
		}
		best, lowest := 1, losses[0]
		for k, v := range losses[1:] {
			if k+1-best >= patience {
				break
			}
			if lowest-v > minDelta {
				best, lowest = k+2, v
			}
		}
		want := best + patience
		if want > len(losses) {
			want = 0
		}
		s := stopping.NewEarlyStopping(patience, minDelta)
		check.Call(t, "Stop, epoch after epoch", "Patience", patience, "MinDelta", minDelta, "the errors",
			losses).
			Want("the epoch after which to stop, BestEpoch", []int{train(s, losses), s.BestEpoch},
				[]int{want, best})
		if t.Failed() {
			return
		}
	}
}

// A training whose error is always NaN, many matrices, and two trainings at a time.
//
//exercise:points 1
func TestHiddenWeights(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	nan := stopping.NewEarlyStopping(3, 0)
	one, two := stopping.NewEarlyStopping(2, 0), stopping.NewEarlyStopping(2, 0)
	var a, b, c []*given.Matrix
	for k := range 5 {
		a = append(a, check.Random(rng, k+1, 2))
		b = append(b, check.Random(rng, 2, k+1))
	}
	c = append(c, a[0].Clone())
	want := a[4].Clone()
	one.Stop(1, 0.5, a)
	two.Stop(1, 0.7, b)
	stop := []bool{nan.Stop(1, math.NaN(), c), nan.Stop(2, math.NaN(), c), nan.Stop(3, math.NaN(), c)}
	check.Call(t, "Stop, epoch after epoch", "Patience", 3, "the errors", "NaN, NaN, NaN").
		Want("", stop, []bool{false, false, true})
	for i := range a[4].Data {
		a[4].Data[i] = 0
	}
	one.Stop(2, 0.6, a)
	two.Stop(2, 0.6, b)
	one.Restore(a)
	nan.Restore(c)
	check.Call(t, "Restore(weights)").Want("the last of five matrices", a[4], want)
	check.Call(t, "Restore(weights), without a best epoch").Want("W", c[0], a[0])
	check.Call(t, "Stop, two trainings in turn").
		Want("BestEpoch of each", []int{one.BestEpoch, two.BestEpoch}, []int{1, 2})
}
