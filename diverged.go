package nn

import (
	"errors"
	"fmt"
)

// ErrDiverged is what Fit's error wraps when numbers have become NaN or infinite.
var ErrDiverged = errors.New("training diverged")

// diverged returns the error for numbers that are NaN or infinite, with the first place where they
// are: in the data, in a layer's parameters or, for the batch X unless it is nil, in its output.
func (net *NeuralNetwork) diverged(epoch, batch int, X *Matrix, train *Dataset) error {
	for _, data := range []struct {
		name string
		*Matrix
	}{{"inputs X", train.X}, {"desired outputs Y", train.Y}} {
		if !finite(data.Matrix) {
			return fmt.Errorf("nn: epoch %d, batch %d: %w: the %s hold NaN or Inf; look for them in the data",
				epoch, batch, ErrDiverged, data.name)
		}
	}
	for i, l := range net.layers {
		for _, p := range l.Params() {
			if !finite(p.Value) {
				return divergedAt(epoch, batch,
					fmt.Sprintf("layer %d (%s): the %s hold NaN or Inf", i+1, LayerName(l), p.Name))
			}
		}
		if X == nil {
			continue
		}
		if X = l.ForwardPropagation(X, false); !finite(X) {
			return divergedAt(epoch, batch,
				fmt.Sprintf("layer %d (%s): the output holds NaN or Inf", i+1, LayerName(l)))
		}
	}
	return divergedAt(epoch, batch, "the loss is not finite, though all weights are")
}

func divergedAt(epoch, batch int, place string) error {
	return fmt.Errorf("nn: epoch %d, batch %d: %w: %s; try a smaller learning rate, or inputs scaled to about -1 to 1",
		epoch, batch, ErrDiverged, place)
}

func (net *NeuralNetwork) finiteParams() bool {
	for _, p := range net.params {
		if !finite(p.Value) {
			return false
		}
	}
	return true
}

// finite reports whether m has neither NaN nor Inf.
func finite(m *Matrix) bool {
	for _, v := range m.numbers() {
		if !isFinite(v) {
			return false
		}
	}
	return true
}

func isFinite(v float64) bool { return v-v == 0 }
