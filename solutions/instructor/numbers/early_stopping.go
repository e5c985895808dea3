package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	stopping "nn/solutions/11-early-stopping"
)

// The known mistakes of Stop, in the order of the tables. The first one is none.
var stoppingMistakes = []string{"", "bestMoves", "withLast", "absolute", "firstTaken", "nanIs", "equalIs", "noDelta", "deltaSign",
	"tooEarly", "tooLate", "improves", "notReset"}

// stoppingOutcome simulates Stop with a mistake: the epoch after which it returns true, 0 for never, the best
// epoch and the best error.
func stoppingOutcome(mistake string, patience int, δ float64, losses []float64) (stop, bestEpoch int, best float64) {
	best = math.Inf(1)
	waited, improved := 0, 0
	switch mistake {
	case "tooEarly":
		patience--
	case "tooLate":
		patience++
	case "noDelta":
		δ = 0
	case "deltaSign":
		δ = -δ
	}
	for k, v := range losses {
		better := v < best-δ
		switch mistake {
		case "absolute":
			better = math.Abs(v-best) > δ
		case "firstTaken":
			better = better || k == 0
		case "nanIs":
			better = !(v >= best-δ)
		case "equalIs":
			better = v <= best-δ
		}
		if better {
			best, bestEpoch = v, k+1
			improved++
			if mistake != "notReset" {
				waited = 0
			}
		} else {
			waited++
			improved = 0
		}
		switch mistake {
		case "bestMoves":
			best = min(best, v)
		case "withLast":
			best = v
		}
		if ends := !better && waited >= patience; mistake == "improves" && better && improved >= patience || mistake != "improves" && ends {
			return k + 1, bestEpoch, best
		}
	}
	return 0, bestEpoch, best
}

// stoppingTable is the losses of a training with the outcomes of the mistakes that change it. The tables of
// variants can reveal the same mistakes as the public one.
func stoppingTable(d *drawing, name string, patience int, δ float64, public []float64, again func(k int, public float64) float64) {
	outcomes := func(losses []float64) (names, lines []string) {
		want := fmt.Sprint(stoppingOutcome("", patience, δ, losses))
		for _, m := range stoppingMistakes[1:] {
			stop, bestEpoch, best := stoppingOutcome(m, patience, δ, losses)
			if fmt.Sprint(stop, bestEpoch, best) == want {
				continue
			}
			at := "never"
			if stop > 0 {
				at = fmt.Sprint("after epoch ", stop)
			}
			names = append(names, m)
			lines = append(lines, fmt.Sprintf("			{%s, \"%s, BestEpoch %d, Best %v\"},\n", m, at, bestEpoch, best))
		}
		return names, lines
	}
	wanted, lines := outcomes(public)
	losses := slices.Clone(public)
	for attempt := 0; d.rng != nil; attempt++ {
		d.require(attempt < 20_000)
		for k, v := range public {
			losses[k] = again(k, v)
		}
		var names []string
		stop, bestEpoch, _ := stoppingOutcome("", patience, δ, losses)
		oldStop, oldBest, _ := stoppingOutcome("", patience, δ, public)
		if names, lines = outcomes(losses); slices.Equal(names, wanted) && (oldStop == 0) == (stop == 0) && bestEpoch > 0 &&
			(bestEpoch != 1 || oldBest == 1) {
			break
		}
	}
	stop, bestEpoch, _ := stoppingOutcome("", patience, δ, losses)
	s := stopping.NewEarlyStopping(patience, δ)
	var better, without, shown []string
	for k, v := range losses {
		shown = append(shown, strings.ToLower(fmt.Sprint(v)))
		if stop > 0 && k >= stop {
			continue
		}
		if s.Stop(k+1, v, nil) != (k+1 == stop) {
			panic("the answer stops at another epoch")
		}
		mark := "."
		if s.BestEpoch == k+1 {
			mark = fmt.Sprint(v)
		}
		better, without = append(better, mark), append(without, fmt.Sprint(s.Waited))
	}
	minDelta := ""
	if δ > 0 || strings.HasPrefix(name, "NaN") {
		minDelta = fmt.Sprintf(" %v,", δ)
	}
	d.text("test", `		// better: %v    epochs without: %v
		%q, %v,%v []float64{%v}, %v, %v,
		[]wrong{
%v		},
`, strings.Join(better, " "), strings.Join(without, " "), name, patience, minDelta, strings.Join(shown, ", "), stop, bestEpoch, strings.Join(lines, ""))
}

func earlyStopping(d *drawing) {
	from := func(least, most int) func(int, float64) float64 {
		return func(_ int, public float64) float64 {
			if math.IsNaN(public) {
				return public
			}
			return float64(least + d.rng.IntN(most-least+1))
		}
	}
	nan := math.NaN()
	stoppingTable(d, "slowly back", 2, 0, []float64{5, 3, 6, 5, 4, 2, 1, 9, 9, 9}, from(1, 9))
	stoppingTable(d, "up and down", 2, 0, []float64{5, 6, 4, 5, 3, 4, 5, 6, 7}, from(1, 9))
	stoppingTable(d, "no patience", 1, 0, []float64{9, 8, 7, 7.5, 6, 8, 8}, from(1, 9))
	stoppingTable(d, "more patience", 3, 0, []float64{5, 6, 4, 5, 6, 7, 8, 9}, from(1, 9))
	stoppingTable(d, "always better", 2, 0, []float64{9, 8, 7, 6}, from(1, 12))
	level := float64(one(d, 3, 2, 4, 5, 6, 7))
	stoppingTable(d, "no change", 2, 0, []float64{3, 3, 3, 3, 4, 4}, func(k int, _ float64) float64 {
		if k < 4 {
			return level
		}
		return level + float64(1+d.rng.IntN(2))
	})
	steps := func(k int, public float64) float64 { // the hints speak of 10
		if k == 0 || public == 20 {
			return public
		}
		return 8 + float64(d.rng.IntN(10))/5
	}
	stoppingTable(d, "small steps that add up", 3, 1, []float64{10, 9.6, 9.2, 8.8, 8.4, 8.4, 8, 8.4, 20, 20, 20}, steps)
	stoppingTable(d, "small steps", 2, 1, []float64{10, 9.5, 9, 8.5, 9, 9.2, 9.4, 20, 20}, steps)
	stoppingTable(d, "NaN at the end", 2, 0, []float64{5, nan, nan, nan, 4}, from(1, 9))
	stoppingTable(d, "NaN without patience", 1, 0, []float64{5, 4, nan, 6, 9}, from(1, 9))
	stoppingTable(d, "NaN at the beginning", 3, 0, []float64{nan, 5, 4, 6, 6, 6}, from(1, 9))

	v := one(d, []int{5, 3, 6, 6}, []int{4, 2, 3, 3}, []int{7, 1, 5, 8}, []int{9, 4, 6, 5}, []int{6, 5, 8, 7})
	d.text("test", "range []float64{%v} { // the best is epoch 2", v)
	d.text("test", `"valLoss", "%v").
		Want("BestEpoch, Best", []float64{float64(s.BestEpoch), s.Best}, []float64{2, %v})`, fmt.Sprint(v), v[1])
	v = one(d, []int{2, 1, 3, 3}, []int{4, 2, 3, 5}, []int{7, 1, 5, 8}, []int{9, 4, 6, 5}, []int{6, 5, 8, 7})
	d.text("test", "	losses := []float64{%v}\n", v)
	d.text("test", "stopping.NewEarlyStopping(2, 0), []float64{%v})", v)
	examplesOfStopping(d)
}

func examplesOfStopping(d *drawing) {
	losses := []float64{0.9, 0.7, 0.65, 0.8, 0.5, 0.45, 0.55, 0.42}
	for i := range losses {
		if d.rng != nil {
			losses[i] = float64(30+5*d.rng.IntN(14)) / 100
		}
	}
	stop, bestEpoch, _ := stoppingOutcome("", 3, 0.1, losses)
	d.require(stop > 6 && slices.Max(losses[:3]) == losses[0] && slices.Min(losses) < losses[bestEpoch-1])
	d.text("example_test.go", "range []float64{%v} {\n		epochs", losses)
	d.text("early_stopping.go", "training stops after epoch %v, and the best epoch\n// is %v:", stop, bestEpoch)
	d.text("example_test.go", "range []float64{%v} {\n		W.Data", one(d, []float64{0.8, 0.3, 0.5}, []float64{0.7, 0.2, 0.4}, []float64{0.9, 0.5, 0.6}, []float64{0.6, 0.1, 0.7}))
	d.text("example_test.go", "W.Data[0]+0.5, W.Data[1]-%v", one(d, 2, 3, 4, 5))
}
