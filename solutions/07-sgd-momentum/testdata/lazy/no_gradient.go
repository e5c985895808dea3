// Lazy: the weights stay as they are, and the gradient is kept
// Earns: nothing
package sgd

func (o *SGD) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	o.RetainedGradient = dW.ScaledBy(1)
	return W.ScaledBy(1)
}
