// Mistake: the function is |x|: a negative x becomes -x
// Seen: gradient: the gradient is wrong only where x < 0; the loss still falls
package activations

func (ReLUActivation) ActivationFunction(X *given.Matrix) *given.Matrix { return X.Apply(math.Abs) }
