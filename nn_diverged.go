package nn

import (
	"errors"
	"fmt"
	"math"
)

// ErrDiverged is what Fit's error wraps when numbers have become NaN or infinite.
var ErrDiverged = errors.New("training diverged")

// diverged returns the error for numbers that are NaN or infinite, with the first place where they
// are: in the data d, in a layer's parameters or, for the inputs X unless that is nil, in its
// output.
func (net *NeuralNetwork) diverged(epoch int, when string, X *Matrix, d *Dataset) error {
	for _, data := range []struct {
		name string
		*Matrix
	}{{"inputs X", d.X}, {"desired outputs Y", d.Y}} {
		if !finite(data.Matrix) {
			return fmt.Errorf("nn: epoch %d, %s: %w: the %s hold NaN or Inf; look for them in the data",
				epoch, when, ErrDiverged, data.name)
		}
	}
	for i, l := range net.layers {
		for _, p := range l.Params() {
			if !finite(p.Value) {
				return divergedAt(epoch, when,
					fmt.Sprintf("layer %d (%s): the %s hold NaN or Inf", i+1, LayerName(l), p.Name))
			}
		}
		if X == nil {
			continue
		}
		if X = l.ForwardPropagation(X, false); !finite(X) {
			return divergedAt(epoch, when,
				fmt.Sprintf("layer %d (%s): the output holds NaN or Inf", i+1, LayerName(l)))
		}
	}
	return divergedAt(epoch, when, "the loss is not finite, though all weights are")
}

// divergedOn returns an error if the validation set, or what the network says of it, is not finite.
// A loss that is infinite for finite predictions may be, it is no improvement.
func (net *NeuralNetwork) divergedOn(validation *Dataset, r EpochRecord) error {
	if validation == nil || isFinite(r.ValLoss) ||
		finite(validation.Y) && finite(net.Predict(validation.X)) {
		return nil
	}
	return net.diverged(r.Epoch, "validation", validation.X, validation)
}

func divergedAt(epoch int, when, place string) error {
	return fmt.Errorf("nn: epoch %d, %s: %w: %s; try a smaller learning rate, or inputs scaled to about -1 to 1",
		epoch, when, ErrDiverged, place)
}

func batchNumber(batch int) string { return fmt.Sprint("batch ", batch) }

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

// isFinite reports whether v is neither NaN nor Inf. (v-v == 0 would not do: where v is a product
// x·y, a processor with a fused multiply-add computes x·y - v with the rounding error of v.)
func isFinite(v float64) bool { return math.Abs(v) <= math.MaxFloat64 }
