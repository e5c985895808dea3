package nn

import (
	"math"
	"math/rand/v2"
	"runtime"
	"testing"
)

// newRand returns a generator with a fixed seed.
func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// sameBits reports whether a and b have the same shape and elements of the same bits; -0 is not 0.
func sameBits(a, b *Matrix) bool {
	if a.Rows != b.Rows || a.Cols != b.Cols {
		return false
	}
	a, b = a.Dense(), b.Dense()
	for i, v := range a.Data {
		if math.Float64bits(v) != math.Float64bits(b.Data[i]) {
			return false
		}
	}
	return true
}

// wantMatrix checks that got is want, up to a relative error of tolerance in each element.
func wantMatrix(t *testing.T, what string, got, want *Matrix, tolerance float64) {
	t.Helper()
	if got.Rows != want.Rows || got.Cols != want.Cols {
		t.Fatalf("%s is %s, want %s", what, got.shape(), want.shape())
	}
	for i := range want.Rows {
		for j, w := range want.Row(i) {
			if g := got.At(i, j); !(math.Abs(g-w) <= tolerance*math.Abs(w)) {
				t.Errorf("%s[%d,%d] = %.17g, want %.17g", what, i, j, g, w)
			}
		}
	}
}

// wantNumber checks that got is want, up to a relative error of tolerance.
func wantNumber(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
		t.Errorf("%s = %.17g, want %.17g", what, got, want)
	}
}

// allocations returns how many allocations a call of f needs. Unlike testing.AllocsPerRun it leaves
// the number of processors as it is, so that work is shared as it would be.
func allocations(f func()) uint64 {
	least := uint64(math.MaxUint64)
	for range 5 { // something else may allocate meanwhile
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range 10 {
			f()
		}
		runtime.ReadMemStats(&after)
		least = min(least, (after.Mallocs-before.Mallocs)/10)
	}
	return least
}

// classes returns n examples of as many classes as outputs: random inputs, a random class each.
func classes(n, inputs, outputs int, rng *rand.Rand) *Dataset {
	d := &Dataset{X: normal(NewMatrix(n, inputs), rng), Y: NewMatrix(n, outputs)}
	for i := range n {
		d.Y.Set(i, rng.IntN(outputs), 1)
	}
	return d
}
