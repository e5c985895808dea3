package nn

import (
	"math"
	"strings"
	"testing"
)

// FuzzProducts compares the products with plain sums, for any shape, any share of zeros and any
// numbers, and all ways to keep the operands with each other.
func FuzzProducts(f *testing.F) {
	f.Add(uint8(3), uint16(5), uint8(2), uint64(1), uint8(128), []byte{})
	f.Add(uint8(1), uint16(2*block+1), uint8(1), uint64(2), uint8(0),
		[]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
	f.Add(uint8(64), uint16(90), uint8(70), uint64(3), uint8(200), []byte{2, 3})
	f.Add(uint8(0), uint16(0), uint8(0), uint64(4), uint8(255), []byte{0})
	f.Fuzz(func(t *testing.T, rows uint8, terms uint16, cols uint8, seed uint64, zeros uint8,
		special []byte) {
		numbers := []float64{
			math.NaN(), math.Inf(1), math.Inf(-1), math.Copysign(0, -1), 0,
			5e-324, math.MaxFloat64, -math.MaxFloat64, 1e-200, 1,
		}
		n, k, m := int(rows%70), int(terms%(3*block)), int(cols%70)
		if n*k*m > 1<<17 { // fuzzing is many small cases, not a few large ones
			k = 1 << 17 / (n * m)
		}
		for which, p := range products {
			rng := newRand(seed)
			aRows, aCols, bRows, bCols := p.shapes(n, k, m)
			a, b := withZeros(aRows, aCols, float64(zeros)/255, rng),
				withZeros(bRows, bCols, float64(zeros)/510, rng)
			for _, s := range special {
				if operand := []*Matrix{a, b}[rng.IntN(2)]; len(operand.Data) > 0 {
					operand.Data[rng.IntN(len(operand.Data))] = numbers[int(s)%len(numbers)]
				}
			}
			got := p.fast(new(Matrix), a, b)
			checkProduct(t, which, got, a, b, n, k, m)
			if plain := plainly(p.fast, a, b); !sameProduct(got, plain) {
				t.Errorf("%s: the plain loops give\n%v\nwant\n%v", p.name, plain, got)
			}
			if again := p.fast(new(Matrix), a.Sparse(), b.Sparse()); !got.Equal(again) {
				t.Errorf("%s: index lists give\n%v\nwant\n%v", p.name, again, got)
			}
			ones := onesOf(a)
			checkProduct(t, which, p.fast(new(Matrix), ones, b), ones.Dense(), b, n, k, m)
		}
	})
}

// FuzzSoftmax: of finite inputs a softmax is finite and sums to 1, and a shift changes nothing
// but by rounding; what it passes back is finite and sums to 0.
func FuzzSoftmax(f *testing.F) {
	f.Add(0.0, 1.0, 2.0, -3.0, 10.0)
	f.Add(1e308, -1e308, 0.0, 1000.0, -1000.0)
	f.Add(math.MaxFloat64, math.MaxFloat64, -math.MaxFloat64, 5e-324, 0.0)
	f.Add(745.2, 0.0, -745.2, 709.8, 1e15)
	f.Fuzz(func(t *testing.T, a, b, c, d, shift float64) {
		X := MatrixOf([]float64{a, b, c, d}, []float64{d, a, a, b})
		if !finite(X) || !isFinite(shift) {
			return
		}
		l := readyLayer(func() Layer { return NewSoftmaxActivation() })
		s := l.ForwardPropagation(X, false).Clone()
		dY := MatrixOf([]float64{1, -2, 3, 0.5}, []float64{0, 1, 0, 0})
		dX := l.BackwardPropagation(dY).Clone()
		for i := range s.Rows {
			sum, back := 0.0, 0.0
			for j, p := range s.Row(i) {
				if !(p >= 0 && p <= 1) {
					t.Fatalf("softmax of %v is %v", X.Row(i), s.Row(i))
				}
				sum += p
				back += dX.At(i, j)
			}
			if !(math.Abs(sum-1) <= 1e-15) || !(math.Abs(back) <= 1e-14) {
				t.Errorf("softmax of %v is %v, with sum %v; it passes back %v, with sum %v",
					X.Row(i), s.Row(i), sum, dX.Row(i), back)
			}
		}
		moved := new(Matrix).Map(func(x float64) float64 { return x + shift }, X)
		if !finite(moved) {
			return
		}
		largest := 0.0
		for i, x := range X.Data {
			largest = max(largest, math.Abs(x), math.Abs(moved.Data[i]))
		}
		rounding := largest*0x1p-51 + 1e-15 // of x + shift, and so of the exponent
		for i, p := range l.ForwardPropagation(moved, false).Data {
			if w := s.Data[i]; rounding < 0.1 && !(math.Abs(p-w) <= 2*rounding) {
				t.Errorf("softmax of %v moved by %v is %v, want %v", X, shift, p, w)
			}
		}
	})
}

// FuzzReadWeights reads any text as a file of weights. It is refused and nothing is changed, or
// all weights are finite and the file that they give is read as the same bits.
func FuzzReadWeights(f *testing.F) {
	text := file(f)
	f.Add(text)
	f.Add(text[:len(text)/2])
	f.Add(text + "]")
	f.Add(strings.Replace(text, "1", "null", 1))
	f.Add(`{"format":"nn weights 1","layers":null}`)
	f.Fuzz(func(t *testing.T, text string) {
		net := savedNetwork(9)
		before := clones(net.Params(), valueOf)
		if err := net.readWeights(strings.NewReader(text)); err != nil {
			wantParams(t, net, before)
			return
		}
		if !net.finiteParams() {
			t.Errorf("weights that are not finite from %q", text)
		}
		var b strings.Builder
		if err := net.writeWeights(&b); err != nil {
			t.Fatal(err)
		}
		again := savedNetwork(8)
		if err := again.readWeights(strings.NewReader(b.String())); err != nil {
			t.Fatal(err)
		}
		wantParams(t, again, clones(net.Params(), valueOf))
	})
}
