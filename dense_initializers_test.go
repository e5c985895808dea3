// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import "math"

func init() {
	initializerTable = append(initializerTable,
		initializerCase{"He", He, 2. / initializerIn, math.Inf(1)},
		initializerCase{"Uniform", NewUniform(0.5), 0.25 / 3, 0.5},
		initializerCase{"Zeros", Zeros, 0, 0})
}
