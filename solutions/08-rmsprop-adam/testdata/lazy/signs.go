// Lazy: only the signs of the gradient count
// Earns: nothing
package optimizer

import "math"

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	return W.Subtract(dW.Apply(sign).ScaledBy(o.LearningRate))
}

func (o *Adam) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	return W.Subtract(dW.Apply(sign).ScaledBy(o.LearningRate))
}

func sign(x float64) float64 {
	if x == 0 {
		return 0
	}
	return math.Copysign(1, x)
}
