package play

import (
	"fmt"
	"math"
	"os"
	"sync"
	"testing"
)

// outcome holds the results of a variant of an experiment.
type outcome struct {
	e                  *Session
	health, atStart    Health
	accuracy           float64 // on the points that train
	first, last, most  float64 // loss of training in the first and the last epoch, and the highest
	valLast, valLowest float64
	valNow             float64 // of the weights at the end, which early stopping has put back
	rises              int     // epochs whose loss is higher than that of the epoch before
}

var outcomes sync.Map // by the query

func outcomeOf(t *testing.T, v Variant, seed int) outcome {
	query := fmt.Sprintf("%s&seed=%d", v.Query, seed)
	if o, ok := outcomes.Load(query); ok { // several experiments begin with the same network
		return o.(outcome)
	}
	e, problems := Parse(query)
	defer e.Close()
	if len(problems) > 0 {
		t.Fatalf("%s: %v", v.Name, problems)
	}
	o := outcome{e: e, atStart: e.Health(), valLowest: math.Inf(1)}
	for range v.Epochs {
		if !e.Epoch() {
			break
		}
	}
	h := e.net.History
	for i, r := range h {
		o.most = max(o.most, r.Loss)
		o.valLowest = min(o.valLowest, r.ValLoss)
		if i > 0 && r.Loss > h[i-1].Loss {
			o.rises++
		}
	}
	last := h[len(h)-1]
	o.first, o.last, o.accuracy, o.valLast = h[0].Loss, last.Loss, last.Metric, last.ValLoss
	o.valNow = e.net.Loss.Loss(e.validation.Y, e.net.Predict(e.validation.X))
	o.health = e.Health()
	outcomes.Store(query, o)
	return o
}

// claims are what the experiments say, about the outcomes of their variants in the same order.
var claims = map[string]func(o []outcome) bool{
	"hidden-layer": func(o []outcome) bool { return o[0].accuracy <= 0.85 && o[1].accuracy >= 0.95 },
	"learning-rate": func(o []outcome) bool {
		return o[0].last > 0.85*o[0].first && o[1].last < 0.7*o[1].first && o[2].last > o[1].last && o[2].rises >= 20
	},
	"momentum": func(o []outcome) bool { return o[0].last > 1e6 && o[1].last < 0.2 },
	"dead-relu": func(o []outcome) bool {
		return o[0].health.Dead <= 2 && o[1].health.Dead >= 3 && o[1].health.Dead > o[0].health.Dead
	},
	"saturation": func(o []outcome) bool {
		return o[0].atStart.Saturated == 0 && o[1].atStart.Saturated >= 2 && o[1].health.Saturated > o[0].health.Saturated
	},
	"overfitting": func(o []outcome) bool {
		return o[1].last < 0.1 && o[1].valLast > 1.5*o[1].valLowest && o[0].valLast-o[0].last < o[1].valLast-o[1].last
	},
	"regularization": func(o []outcome) bool { return o[1].valLast < o[0].valLast },
	"dropout":        func(o []outcome) bool { return o[1].valLast < o[0].valLast && o[1].rises > o[0].rises },
	"early-stopping": func(o []outcome) bool { return o[1].e.Note != "" && o[1].valNow < o[0].valNow },
	"batch-noise": func(o []outcome) bool {
		return o[0].rises >= 10 && o[1].rises <= 2 && o[0].e.net.History[4].Loss < o[1].e.net.History[4].Loss
	},
}

// Every experiment shows what it claims, for nearly all of 30 seeds, of which LONG tries all. A reader
// meets one of them.
func TestExperiments(t *testing.T) {
	seeds, enough := 5, 4
	if os.Getenv("LONG") == "1" {
		seeds, enough = 30, 28
	}
	for _, x := range Experiments {
		t.Run(x.Slug, func(t *testing.T) {
			t.Parallel()
			shown := 0
			for seed := range seeds {
				var o []outcome
				for _, v := range x.Variants {
					o = append(o, outcomeOf(t, v, seed+1))
				}
				if claims[x.Slug](o) {
					shown++
				} else if testing.Verbose() {
					for k := range o {
						o[k].e = nil
					}
					t.Logf("seed %d: %+v", seed+1, o)
				}
			}
			t.Logf("%d of %d", shown, seeds)
			if shown < enough {
				t.Errorf("the claim holds for %d of %d seeds, want %d", shown, seeds, enough)
			}
		})
	}
	if len(claims) != len(Experiments) {
		t.Errorf("%d claims for %d experiments", len(claims), len(Experiments))
	}
}
