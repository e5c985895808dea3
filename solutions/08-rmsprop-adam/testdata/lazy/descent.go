// Lazy: it is gradient descent
// Earns: nothing
package optimizer

func (o *RMSProp) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	return W.Subtract(dW.ScaledBy(o.LearningRate))
}

func (o *Adam) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	return W.Subtract(dW.ScaledBy(o.LearningRate))
}
