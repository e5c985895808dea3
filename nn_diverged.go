// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import "fmt"

func init() { explain = explainDivergence }

// explainDivergence returns the first place with a NaN or infinite number, and advice. It looks in
// the data d, then in the parameters of each layer and, unless X is nil, in its output for X.
func explainDivergence(net *NeuralNetwork, X *Matrix, d *Dataset) string {
	for _, data := range []struct {
		name string
		*Matrix
	}{{"inputs X", d.X}, {"targets Y", d.Y}} {
		if !finite(data.Matrix) {
			return fmt.Sprintf("the %s contain NaN or Inf; look for them in the data", data.name)
		}
	}
	const advice = "; try a smaller learning rate, or inputs scaled to about -1 to 1"
	for i, l := range net.layers {
		for _, p := range l.Params() {
			if !finite(p.Value) {
				return fmt.Sprintf("layer %d (%s): the %s contain NaN or Inf%s", i+1, LayerName(l), p.Name, advice)
			}
		}
		if X == nil {
			continue
		}
		if X = l.ForwardPropagation(X, false); !finite(X) {
			return fmt.Sprintf("layer %d (%s): the output contains NaN or Inf%s", i+1, LayerName(l), advice)
		}
	}
	return "the loss is not finite, although all weights are" + advice
}
