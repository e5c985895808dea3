// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import "testing"

func init() {
	layerTable = append(layerTable, layerCase{"linear", func() Layer { return NewLinearActivation() }})
}

func TestLinearIsTheIdentity(t *testing.T) {
	X := MatrixOf([]float64{-1e308, -2, 0, 1e308})
	dY := MatrixOf([]float64{1, -2.5, 3, 1e308})
	linear := NewLinearActivation()
	linear.SetInputShape(4)
	got := pass(linear, X, dY)
	if !sameBits(got.Y, X) || !sameBits(got.dX, dY) || linear.OutputShape() != 4 {
		t.Errorf("Y = %v of X = %v, dX = %v of dY = %v", got.Y, X, got.dX, dY)
	}
}
