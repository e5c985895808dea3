// Mistake: V is divided by 1 - βᵗ, as in Adam
// Seen: unseen: loss falls as usual; the first steps are longer, the very first one ten times
package sgd

import "math"

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if o.RetainedGradient == nil {
		o.RetainedGradient = given.NewMatrix(W.Rows, W.Cols)
	}
	if updates == nil {
		updates = map[*SGD]float64{}
	}
	updates[o]++
	o.RetainedGradient = o.RetainedGradient.ScaledBy(o.Momentum).Add(dW.ScaledBy(1 - o.Momentum))
	return W.Subtract(o.RetainedGradient.ScaledBy(o.LearningRate / (1 - math.Pow(o.Momentum, updates[o]))))
}

var updates map[*SGD]float64
