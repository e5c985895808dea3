// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import "testing"

func TestSummary(t *testing.T) {
	net := NewNeuralNetwork(784, new(CategoricalCrossEntropy), NewSGD(0.1, 0), newRand(1))
	net.Add(NewDenseLayer(100), NewReLUActivation(), NewDenseLayer(10), NewSoftmaxActivation())
	want := `Layer               Output shape   Parameters
Input               (n, 784)       0
DenseLayer          (n, 100)       78500
ReLUActivation      (n, 100)       0
DenseLayer          (n, 10)        1010
SoftmaxActivation   (n, 10)        0
Total                              79510
`
	if got := net.Summary(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
