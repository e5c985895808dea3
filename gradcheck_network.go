// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import "fmt"

// CheckNetwork checks a whole network with its loss on the examples d, at the current parameters.
// It compares dE/dX of the input and the gradient of every parameter with finite differences.
func CheckNetwork(net *NeuralNetwork, d *Dataset) *GradReport {
	net.mustFit("CheckNetwork", d)
	X, Y := d.X.Clone(), d.Y
	net.ForwardPropagation(X, true)
	freeze(true, net.layers...)
	defer freeze(false, net.layers...)
	E := func() float64 { return net.loss(Y, net.ForwardPropagation(X, true)) + net.penalty() }
	_, dE, layers := net.outputError(Y, net.ForwardPropagation(X, true))
	dX := net.backward(dE, layers, true)

	report := &GradReport{Of: "network", crowded: true}
	report.compare("input", X, dX, E)
	for i, l := range net.layers {
		for _, p := range l.Params() {
			report.compare(fmt.Sprintf("layer %d (%s): %s", i+1, LayerName(l), p.Name), p.Value,
				p.Grad, E)
		}
	}
	return report
}
