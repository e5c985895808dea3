// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// statistic returns a statistic of the numbers, in all forms in which programs compute it.
func statistic(kind string, numbers []float64) []float64 {
	n := float64(len(numbers))
	if n == 0 {
		return nil
	}
	numbers = slices.Sorted(slices.Values(numbers))
	quantile := func(p float64) []float64 {
		at := p * (n - 1)
		low, high := numbers[int(math.Floor(at))], numbers[int(math.Ceil(at))]
		return []float64{low + (high-low)*(at-math.Floor(at))}
	}
	switch kind {
	case "sd":
		sum, squares := 0.0, 0.0
		for _, v := range numbers {
			sum += v
		}
		for _, v := range numbers {
			squares += (v - sum/n) * (v - sum/n)
		}
		return []float64{math.Sqrt(squares / n), math.Sqrt(squares / max(1, n-1))}
	case "min":
		return numbers[:1]
	case "max":
		return numbers[len(numbers)-1:]
	case "25%":
		return quantile(0.25)
	case "median":
		return quantile(0.5)
	case "75%":
		return quantile(0.75)
	}
	return []float64{n}
}

// isNear reports whether v is the exact number, rounded to the decimal places that v has if it has any,
// or differs from it by the slack, as long as this is little.
func isNear(v, exact, slack float64) bool {
	off := math.Abs(v - exact)
	strict := 1e-9 * math.Abs(v)
	if d := decimals(v); d > 0 {
		strict += 0.5 * math.Pow10(-d)
	}
	return off <= strict || slack <= 0.05*math.Abs(exact) && off <= slack*(1+1e-9)
}

// decimals returns the number of decimal places of v.
func decimals(v float64) int {
	if v == math.Trunc(v) {
		return 0
	}
	_, places, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	return len(places)
}
