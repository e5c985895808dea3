package nn

import (
	"path/filepath"
	"testing"
)

// TestEarlyStoppingSavesItsBestWeights to a file as it goes, and an error of the file ends Fit.
func TestEarlyStoppingSavesItsBestWeights(t *testing.T) {
	curve := []float64{5, 6, 4, 5, 3, 4, 5, 6}
	net, train, val := playing(curve, ValLoss)
	s := NewEarlyStopping(20)
	s.Restore, s.File = false, filepath.Join(t.TempDir(), "best.json")
	net.Callbacks = []Callback{s}
	if err := net.Fit(train, val); err != nil {
		t.Fatal(err)
	}
	if err := net.LoadWeights(s.File); err != nil {
		t.Fatal(err)
	}
	mustHaveWeightsOf(t, net, fitted(t, curve, 5))

	s.File = filepath.Join(t.TempDir(), "missing", "best.json")
	net, train, val = playing(curve, ValLoss)
	net.Callbacks = []Callback{s}
	wantError(t, net.Fit(train, val), "cannot write", s.File)
	if len(net.History) != 1 {
		t.Errorf("%d epochs, want 1", len(net.History))
	}
}
