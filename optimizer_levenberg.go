// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"time"
)

const (
	firstDamping = 0.01  // λ of the first step
	leastDamping = 1e-20 // almost no damping, but λ can still grow from it
	dampingRatio = 10    // λ is divided by it after a good step, multiplied after a bad one

	mostParameters = 1000 // limit of P, because each λ that is tried takes P³/6 multiplications
	mostJacobian   = 1e7  // limit for J, 80 MB, because JᵀJ takes P times as many multiplications
)

// FitLevenbergMarquardt trains a small network with a squared error as its loss. It can replace
// Fit. Each step solves a system of equations for all weights together, so that dozens of steps
// suffice where gradient descent needs thousands (Levenberg 1944; Marquardt 1963; Hagan and Menhaj
// 1994).
//
// Rule. All P parameters form one column w, and the errors Y* - Y of all outputs of all examples
// form one column e (N, 1). J (N, P) has the elements J_kp = ∂e_k/∂w_p. Close to w, the errors
// change in proportion to the step d. Σe² is smallest where its derivative with respect to d is 0:
//
//	e(w + d) ≈ e + J·d        2·Jᵀ·(e + J·d) = 0        (JᵀJ)·d = -Jᵀe
//
// This is the Gauss-Newton step. It is very good close to a minimum, but often too long elsewhere,
// and it does not exist if JᵀJ has no inverse. A penalty λ·Σd² for long steps, with λ > 0, solves
// both problems:
//
//	(JᵀJ + λI)·d = -Jᵀe        λ small: Gauss-Newton;  λ large: d ≈ -Jᵀe/λ, down the gradient
//
// Epochs counts these steps, and History has one record for each:
//
//	STEP 1:  J by backward passes, one for each output of each example
//	STEP 2:  d by the formula
//	STEP 3:  w ← w + d
//	STEP 4:  if Σe² has fallen, keep w, λ ← λ/10; otherwise restore w, λ ← 10·λ, go to STEP 2
//
// Epochs, Callbacks, Verbose and History work as in Fit, but there are no batches, and a record
// contains loss and metric after the step. BatchSize is not used, because every step uses all
// examples, and the Optimizer only if it is a [LevenbergMarquardt], which sets the first λ and
// receives the next one. With any other optimizer λ starts at 0.01. Training also ends when the
// expected decrease of Σe² is smaller than its rounding error. At that point the gradient is 0 within
// rounding, or λ has become too large for any step to matter.
//
// FitLevenbergMarquardt returns the same errors as Fit. It panics if the network does not meet
// these conditions:
//
//   - The loss must be [MeanSquaredError] or [SumSquaredError].
//   - No parameter can have a [Regularizer], because its penalty is not one of the squares.
//   - No layer can draw random numbers, as [Dropout] with a rate above 0 does, because the errors
//     before and after a step would then come from two different functions.
//   - There can be at most 1000 parameters and 10 million numbers in J.
//
// Slide: Training: supervised learning (Marquardt-Levenberg)
func (net *NeuralNetwork) FitLevenbergMarquardt(train, validation *Dataset) (err error) {
	net.mustSuitLevenbergMarquardt(train)
	net.begin(train, validation)
	defer func() { net.end(err) }()
	damping := &LevenbergMarquardt{Damping: firstDamping}
	if o, ok := net.Optimizer.(*LevenbergMarquardt); ok {
		damping = o
	}
	lm := &levenbergMarquardt{net: net, train: train, λ: damping.Damping}
	if lm.E = lm.error(); !isFinite(lm.E) {
		return net.diverged(net.nextEpoch(), "batch 1", train.X, train)
	}
	for range net.Epochs {
		r, start := EpochRecord{Epoch: net.nextEpoch(), LearningRate: math.NaN()}, time.Now()
		if !lm.linearize() {
			return fmt.Errorf("nn: epoch %d: %w: the Jacobian or its square contains NaN or Inf; "+
				"try inputs scaled to about -1 to 1", r.Epoch, ErrDiverged)
		}
		moved := lm.step()
		damping.Damping = lm.λ
		r.Seconds = time.Since(start).Seconds()
		r.Loss, r.Metric = net.evaluate(train)
		r.ValLoss, r.ValMetric = net.evaluate(validation)
		if net.divergedOn(validation, r) {
			return net.diverged(r.Epoch, "validation", validation.X, validation)
		}
		if err := net.endEpoch(r); err != nil {
			return net.stopped(err)
		}
		if !moved {
			return net.stopped(fmt.Errorf("%w: no step lowers the loss", ErrStop))
		}
	}
	return nil
}

// LevenbergMarquardt is the [Optimizer] of a network for [NeuralNetwork.FitLevenbergMarquardt], if its
// λ should not start at 0.01, or if a second training should continue with the λ of the first.
type LevenbergMarquardt struct {
	Damping float64 // λ of the next step, more than 0
}

// Update panics, because a step changes all parameters together.
func (*LevenbergMarquardt) Update(*Param) {
	panic("nn: LevenbergMarquardt: it cannot update a single parameter; train with FitLevenbergMarquardt")
}

// levenbergMarquardt holds the state of one training.
type levenbergMarquardt struct {
	net   *NeuralNetwork
	train *Dataset
	λ     float64
	e     Matrix  // Y* - Y (n, m); row after row it is the column e (N, 1)
	E     float64 // Σe²

	J, JTJ, JTe Matrix // J (N, P), JᵀJ (P, P), Jᵀe (P, 1)
}

// error computes e and returns E.
func (lm *levenbergMarquardt) error() float64 {
	yPred := lm.net.Predict(lm.train.X)
	lm.e.Sub(yPred, lm.train.Y)
	return sumOfSquares(lm.train.Y, yPred)
}

// linearize computes STEP 1. It reports whether all numbers are finite.
func (lm *levenbergMarquardt) linearize() bool {
	lm.jacobian()
	e := &Matrix{Rows: lm.J.Rows, Cols: 1, Data: lm.e.Data}
	return finite(lm.JTJ.TMatMul(&lm.J, &lm.J)) && finite(lm.JTe.TMatMul(&lm.J, e))
}

// jacobian sets row i·m+j of J to the derivatives of output j of example i with respect to all
// parameters.
func (lm *levenbergMarquardt) jacobian() {
	n, m := lm.e.Rows, lm.e.Cols
	lm.J.receive("FitLevenbergMarquardt", n*m, countNumbers(lm.net.params))
	one := NewMatrix(1, m) // dY* for E = y*_ij
	for i := range n {
		x := lm.train.X.RowRange(i, i+1)
		for j := range m {
			clear(one.Data)
			one.Data[j] = 1
			lm.net.ForwardPropagation(x, true)
			lm.net.backward(one, lm.net.layers, false)
			row := lm.J.Row(i*m + j)
			for _, p := range lm.net.params {
				row = row[copy(row, p.Grad.Data):]
			}
		}
	}
}

// step computes STEPS 2 to 4. It reports whether it has found a step that reduces Σe².
func (lm *levenbergMarquardt) step() bool {
	before := clones(lm.net.params, valueOf)
	for ; ; lm.λ *= dampingRatio {
		d, ok := solveDamped(&lm.JTJ, lm.λ, &lm.JTe) // STEP 2
		if !ok {
			continue
		}
		// By the formula, |e + J·d|² = Σe² + dᵀJᵀe - λ·dᵀd, so it falls by at least -dᵀJᵀe.
		if promise := -sumOfProducts(d, &lm.JTe); !(promise > 0x1p-52*lm.E) {
			return false
		}
		k := 0
		for _, p := range lm.net.params { // STEP 3
			for i := range p.Value.Data {
				p.Value.Data[i] += d.Data[k]
				k++
			}
		}
		if E := lm.error(); E < lm.E && lm.net.finiteParams() { // STEP 4
			lm.E, lm.λ = E, max(lm.λ/dampingRatio, leastDamping)
			return true
		}
		for i, p := range lm.net.params {
			p.Value.Copy(before[i])
		}
	}
}

// solveDamped returns the d (P, 1) with (A + λI)·d = -g, for a symmetric A (P, P) and g (P, 1). It
// reports false if A + λI is not positive definite, for example because of rounding when λ is tiny.
//
// It uses the Cholesky decomposition A + λI = L·Lᵀ, where L is zero above its diagonal. Each entry
// of L follows from earlier entries, row by row. With a_ij an entry of A + λI and j ≤ i:
//
//	a_ij = Σ_k≤j l_ik·l_jk        l_ij = (a_ij - Σ_k<j l_ik·l_jk)/l_jj
//	                              l_ii = √(a_ii - Σ_k<i l_ik²)
//
// Then L·z = -g gives z from the first row to the last, and Lᵀ·d = z gives d from the last row to
// the first.
func solveDamped(A *Matrix, λ float64, g *Matrix) (d *Matrix, ok bool) {
	L, d := NewMatrix(A.Rows, A.Cols), NewMatrix(A.Rows, 1)
	z := d.Data // d overwrites z from its end
	for i := range A.Rows {
		li := L.Row(i)
		for j := range i + 1 {
			lj, sum := L.Row(j), A.At(i, j)
			for k := range j {
				sum -= li[k] * lj[k]
			}
			if j < i {
				li[j] = sum / lj[j]
			} else if li[i] = math.Sqrt(sum + λ); !(li[i] > 0) {
				return nil, false
			}
		}
		sum := -g.Data[i]
		for k := range i {
			sum -= li[k] * z[k]
		}
		z[i] = sum / li[i]
	}
	for i := A.Rows - 1; i >= 0; i-- {
		d.Data[i] = z[i] / L.At(i, i)
		for k := range i {
			z[k] -= L.At(i, k) * d.Data[i]
		}
	}
	return d, true
}

// countNumbers returns the total number of elements of the parameters.
func countNumbers(params []*Param) int {
	n := 0
	for _, p := range params {
		n += p.Value.Rows * p.Value.Cols
	}
	return n
}

// mustSuitLevenbergMarquardt panics unless FitLevenbergMarquardt can train the network on train.
func (net *NeuralNetwork) mustSuitLevenbergMarquardt(train *Dataset) {
	net.mustFit("training", train)
	refuse := func(format string, args ...any) {
		panic("nn: FitLevenbergMarquardt: " + fmt.Sprintf(format, args...) + "; train with Fit instead")
	}
	switch net.Loss.(type) {
	case *MeanSquaredError, *SumSquaredError:
	default:
		refuse("the loss is %T, want a squared error", net.Loss)
	}
	for i, l := range net.layers {
		_, random := l.(freezer)
		if l, ok := l.(interface{ dropRate() float64 }); ok && l.dropRate() == 0 {
			random = false
		}
		if random {
			refuse("layer %d (%s) draws random numbers", i+1, LayerName(l))
		}
		for _, p := range l.Params() {
			if p.Regularizer != nil {
				refuse("layer %d (%s): the %s have a regularizer", i+1, LayerName(l), p.Name)
			}
		}
	}
	if o, ok := net.Optimizer.(*LevenbergMarquardt); ok && !(o.Damping > 0 && isFinite(o.Damping)) {
		panic(fmt.Sprintf("nn: FitLevenbergMarquardt: the damping is %v, want a number above 0", o.Damping))
	}
	P, N := countNumbers(net.params), train.Y.Rows*train.Y.Cols
	if P > mostParameters || N*P > mostJacobian {
		refuse("%d parameters and a Jacobian (%d, %d) of %.1f MB, "+
			"want at most %d parameters and %.0f MB",
			P, N, P, float64(N)*float64(P)*8/1e6, mostParameters, mostJacobian*8/1e6)
	}
}
