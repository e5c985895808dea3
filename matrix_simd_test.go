//go:build goexperiment.simd && go1.27

// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

func init() { exactProducts = false }
