// Lazy: the gradient is nil, and a chain has no boxes
// Earns: nothing
package chain

func ChainRule(boxes []Box, x float64) (y, dydx float64) { return x, 1 }

func Gradient(E func(X *given.Matrix) float64, X *given.Matrix, h float64) *given.Matrix { return nil }
