// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"slices"
	"testing"
)

func init() {
	waysToKeep = append(waysToKeep, wayToKeep{"index lists", (*Matrix).Sparse})
}

// listed returns the values of the lists.
func listed(m *Matrix) []float64 {
	l := listsOf(m)
	return l.vals[l.start[0]:][:l.entryCount()]
}

// TestGatherOfIndexLists: a batch of index lists has memory of its own, whatever its matrix was
// before.
func TestGatherOfIndexLists(t *testing.T) {
	a := MultiHot([][]int{{0, 2}, {1}, {}, {2}}, 3)
	b := example().Sparse()
	keptA, keptB := a.Clone(), b.Clone()
	part := a.RowRange(1, 4)
	batch := new(Matrix)
	for _, z := range []*Matrix{part, batch} {
		z.Gather(b, []int{1, 1, 0})
		z.Gather(a, []int{0, 3})
		if want := MatrixOf([]float64{1, 0, 1}, []float64{0, 0, 1}); !z.Equal(want) ||
			z.stored == nil {
			t.Errorf("got\n%v\nwant\n%v", z, want)
		}
		z.Gather(b, []int{1, 0})
		if want := MatrixOf([]float64{3.5, 4, 5}, []float64{1, 0, -2}); !z.Equal(want) ||
			!slices.Equal(listed(z), []float64{3.5, 4, 5, 1, -2}) {
			t.Errorf("got\n%v\nwant\n%v", z, want)
		}
	}
	if !a.Equal(keptA) || !b.Equal(keptB) {
		t.Error("a gathered batch has written into the data")
	}
	if batch.Gather(example(), []int{1}); batch.stored != nil ||
		!batch.Equal(example().RowRange(1, 2)) {
		t.Errorf("rows of a dense matrix gathered into a former batch of index lists: %v", batch)
	}
	if batch.Gather(a, []int{0}); batch.Data != nil {
		t.Errorf("a batch of index lists still has the Data %v", batch.Data)
	}
}

func TestMultiHot(t *testing.T) {
	want := MatrixOf([]float64{1, 0, 0, 1}, []float64{0, 0, 0, 0}, []float64{0, 1, 1, 0})
	ints := MultiHot([][]int{{3, 0, 3}, nil, {1, 2, 1, 1}}, 4) // any order, some twice
	int32s := MultiHot([][]int32{{3, 0, 3}, nil, {1, 2, 1, 1}}, 4)
	for _, m := range []*Matrix{ints, int32s, ints.RowRange(0, 3), ints.Dense().Sparse()} {
		if !m.Equal(want) || m.shape() != "(3, 4)" || m.Data != nil {
			t.Errorf("got %s\n%v", m.shape(), m)
		}
		if sums := new(Matrix).MatMul(m,
			MatrixOf([]float64{1}, []float64{1}, []float64{1},
				[]float64{1})); !slices.Equal(sums.Data, []float64{2, 0, 2}) {
			t.Errorf("the rows have the sums %v", sums.Data)
		}
		for i := range want.Rows {
			for j := range want.Cols {
				if m.At(i, j) != want.At(i, j) {
					t.Errorf("At(%d, %d) = %v", i, j, m.At(i, j))
				}
			}
		}
	}
	lists := [][]int{{2, 0}}
	if MultiHot(lists, 3); lists[0][0] != 2 {
		t.Error("MultiHot sorts the caller's list")
	}
	if m := MultiHot([][]int{}, 5); m.shape() != "(0, 5)" {
		t.Errorf("MultiHot of no lists is %s", m.shape())
	}
}

// TestSparseKeepsWhatIsNotZero: NaN is not zero; -0 is.
func TestSparseKeepsWhatIsNotZero(t *testing.T) {
	m := MatrixOf([]float64{math.NaN(), math.Copysign(0, -1), math.Inf(-1), 5e-324})
	s := m.Sparse()
	if !s.Equal(m) || len(listed(s)) != 3 || s.Sparse() != s || m.Dense() != m {
		t.Errorf("got %v with %v kept", s, listed(s))
	}
	for _, c := range []struct {
		m    *Matrix
		want bool
	}{
		{m, false}, {s, false}, {example(), true}, {example().Sparse(), true},
		{MultiHot([][]int{{1}}, 2), true}, {new(Matrix), true},
		{MatrixOf([]float64{math.NaN()}, []float64{1}).Sparse().RowRange(1, 2), true},
		{MatrixOf([]float64{1}, []float64{math.NaN()}).Sparse().RowRange(1, 2), false},
	} {
		if finite(c.m) != c.want {
			t.Errorf("finite(%v) = %v", c.m, !c.want)
		}
	}
}

// TestIndexListsTrainTheSame: a dataset kept as index lists gives the bits of the dense one, also
// with rows longer than a block of terms.
func TestIndexListsTrainTheSame(t *testing.T) {
	const inputs = block + 500
	for name, zeros := range map[string]float64{"no zeros": 0, "half": 0.5, "many": 0.98} {
		t.Run(name, func(t *testing.T) {
			rng := newRand(5)
			d := classes(50, inputs, 3, rng)
			d.X = withZeros(50, inputs, zeros, rng)
			train := func(d *Dataset) ([]*Matrix, History) {
				net := NewNeuralNetwork(inputs, new(CategoricalCrossEntropy), NewSGD(0.01, 0.9),
					newRand(1))
				net.Add(NewDenseLayer(8), NewReLUActivation(), NewDenseLayer(3),
					NewSoftmaxActivation())
				net.Epochs, net.BatchSize = 2, 16
				return trained(t, net, d)
			}
			want, wantHistory := train(d)
			params, h := train(&Dataset{X: d.X.Sparse(), Y: d.Y.Sparse()})
			wantSameTraining(t, "index lists", params, want, h, wantHistory)
		})
	}
}

// TestTrainingStepDoesNotAllocate: after the first a step needs no new memory, however X is kept.
func TestTrainingStepDoesNotAllocate(t *testing.T) {
	if testing.Short() {
		t.Skip("counts allocations for seconds")
	}
	for name, keep := range map[string]func(X *Matrix) *Matrix{
		"dense": (*Matrix).Dense, "index lists": (*Matrix).Sparse, "multi-hot": onesOf,
	} {
		for _, c := range someOptimizers() {
			net, d := wideNetwork(1, c.make())
			d.X = keep(d.X)
			var X, Y Matrix
			batch := newRand(1).Perm(d.Len())[:64]
			step := func() {
				p := net.ForwardPropagation(X.Gather(d.X, batch), true)
				if !finite(p) {
					panic("diverged")
				}
				net.BackpropagateLoss(Y.Gather(d.Y, batch), p)
				net.update()
			}
			step()
			if n := allocations(step); n != 0 {
				t.Errorf("%s, %s: %d allocations per step", name, c.name, n)
			}
		}
	}
}
