package nn

import (
	"fmt"
	"math"
	"time"
)

const (
	firstDamping = 0.01  // λ of the first step
	leastDamping = 1e-20 // small enough to be none, and λ can still grow from it
	dampingRatio = 10    // by which λ shrinks after a good step and grows after a bad one

	mostParameters = 1000 // P: each λ that is tried takes P³/6 multiplications
	mostJacobian   = 1e7  // numbers in J: 80 MB; JᵀJ takes P times as many multiplications
)

// FitLevenbergMarquardt trains a small network whose loss is a squared error, instead of Fit:
// it solves for the step of all weights together, and needs dozens of steps where gradient descent
// needs thousands (Levenberg 1944; Marquardt 1963; Hagan and Menhaj 1994).
//
// Rule. All P parameters are one column w, and the errors Y* - Y of all outputs of all examples one
// column e (N, 1). J (N, P) has J_kp = ∂e_k/∂w_p. Close to w the errors change in proportion to the
// step d, and Σe² is least where its derivative by d is 0:
//
//	e(w + d) ≈ e + J·d        2·Jᵀ·(e + J·d) = 0        (JᵀJ)·d = -Jᵀe
//
// That is the step of Gauss and Newton: very good close to a minimum, elsewhere often too long, and
// without an answer where JᵀJ has no inverse. A price λ·Σd² for long steps, λ > 0, heals both:
//
//	(JᵀJ + λI)·d = -Jᵀe        λ small: Gauss-Newton;  λ large: d ≈ -Jᵀe/λ, down the gradient
//
// One step, which Epochs counts and History records:
//
//	STEP 1:  J by backward propagation, one output of one example at a time
//	STEP 2:  d by the formula
//	STEP 3:  w ← w + d
//	STEP 4:  the error has fallen: keep w, λ ← λ/10. It has not: w back, λ ← 10·λ, to STEP 2
//
// Epochs, Callbacks, Verbose and History are as in Fit, but there are no batches, and the loss and metric of a
// record are those after the step. Optimizer and BatchSize have no use here: every step takes all
// examples. Training also ends when d promises to lower Σe² by less than its rounding error. Then
// either the gradient is 0, as far as numbers can tell, or λ has grown beyond all sense.
//
// The error is as in Fit. FitLevenbergMarquardt panics if it cannot train the network at all: if
// the loss is neither [MeanSquaredError] nor [SumSquaredError]; if there is a [Regularizer], whose
// price is none of the squares, or a layer that draws random numbers, such as [Dropout], with which
// the error before and after a step are those of two functions; and if there are more than 1000
// parameters or J has more than 10 million numbers.
//
// Slide: Training: supervised learning (Marquardt-Levenberg)
func (net *NeuralNetwork) FitLevenbergMarquardt(train, validation *Dataset) (err error) {
	net.mustSuitLevenbergMarquardt(train)
	net.begin(train, validation)
	defer func() { net.end(err) }()
	lm := &levenbergMarquardt{net: net, train: train, λ: firstDamping}
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

// levenbergMarquardt is a training in progress.
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

// linearize is STEP 1. It reports whether all numbers are finite.
func (lm *levenbergMarquardt) linearize() bool {
	lm.jacobian()
	e := &Matrix{Rows: lm.J.Rows, Cols: 1, Data: lm.e.Data}
	return finite(lm.JTJ.TMatMul(&lm.J, &lm.J)) && finite(lm.JTe.TMatMul(&lm.J, e))
}

// jacobian sets row i·m+j of J to the derivatives of output j of example i by all parameters.
func (lm *levenbergMarquardt) jacobian() {
	n, m := lm.e.Rows, lm.e.Cols
	lm.J.receive("FitLevenbergMarquardt", n*m, countNumbers(lm.net.params))
	one := NewMatrix(1, m) // dY* of E = y*_ij
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

// step is STEPS 2 to 4. It reports whether there is a step that lowers the error.
func (lm *levenbergMarquardt) step() bool {
	before := clones(lm.net.params, valueOf)
	for ; ; lm.λ *= dampingRatio {
		d, ok := solveDamped(&lm.JTJ, lm.λ, &lm.JTe) // STEP 2
		if !ok {
			continue
		}
		// By the formula |e + J·d|² = Σe² + dᵀJᵀe - λ·dᵀd: it falls by -dᵀJᵀe or more.
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
// reports false if A + λI is not positive definite, which rounding can do to JᵀJ if λ is tiny.
//
// Cholesky: A + λI = L·Lᵀ with L zero above its diagonal. Row by row each entry of L follows from
// those before it; with a_ij an entry of A + λI and j ≤ i:
//
//	a_ij = Σ_k≤j l_ik·l_jk        l_ij = (a_ij - Σ_k<j l_ik·l_jk)/l_jj
//	                              l_ii = √(a_ii - Σ_k<i l_ik²)
//
// Then L·z = -g gives z from the top down, and Lᵀ·d = z gives d from the bottom up.
func solveDamped(A *Matrix, λ float64, g *Matrix) (d *Matrix, ok bool) {
	L, d := NewMatrix(A.Rows, A.Cols), NewMatrix(A.Rows, 1)
	z := d.Data // d takes its place
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
		panic("nn: FitLevenbergMarquardt: " + fmt.Sprintf(format, args...) + "; train with Fit")
	}
	switch net.Loss.(type) {
	case *MeanSquaredError, *SumSquaredError:
	default:
		refuse("the loss is %T, want a squared error", net.Loss)
	}
	for i, l := range net.layers {
		if _, ok := l.(freezer); ok {
			refuse("layer %d (%s) draws random numbers", i+1, LayerName(l))
		}
		for _, p := range l.Params() {
			if p.Regularizer != nil {
				refuse("layer %d (%s): the %s have a regularizer", i+1, LayerName(l), p.Name)
			}
		}
	}
	P, N := countNumbers(net.params), train.Y.Rows*train.Y.Cols
	if P > mostParameters || N*P > mostJacobian {
		refuse("%d parameters and a Jacobian (%d, %d) of %.1f MB, "+
			"want at most %d parameters and %.0f MB",
			P, N, P, float64(N)*float64(P)*8/1e6, mostParameters, mostJacobian*8/1e6)
	}
}
