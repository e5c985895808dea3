// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import "testing"

// TestDivergedExplained: the error of Fit names the first place where numbers are NaN or infinite.
func TestDivergedExplained(t *testing.T) { testDiverged(t, true) }
