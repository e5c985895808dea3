package nn

import "testing"

// TestDivergedExplained: the error of Fit names the first place where numbers are NaN or infinite.
func TestDivergedExplained(t *testing.T) { testDiverged(t, true) }
