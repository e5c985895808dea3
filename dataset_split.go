// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Shuffle returns a copy of d with the examples in random order. It does not change d.
func (d *Dataset) Shuffle(rng *rand.Rand) *Dataset {
	d.mustBeComplete("Shuffle")
	mustHaveGenerator("Shuffle", rng)
	return d.Subset(rng.Perm(d.Len()))
}

// Split divides the examples into two datasets. a gets the given fraction of them, and b the rest:
//
//	train, test := d.Split(0.8, rng)
//
// The examples are drawn at random. If rng is nil, a gets the first examples instead; this is right
// for data in random order, and wrong for data sorted by class.
//
// The size of a is fraction·Len, rounded. However, a part is empty only if the fraction is 0 or 1.
// Split panics if the fraction is not in [0, 1], or if there are too few examples.
func (d *Dataset) Split(fraction float64, rng *rand.Rand) (a, b *Dataset) {
	d.mustBeComplete("Split")
	sizes, _ := partSizes("Split", d.Len(), fraction)
	rows := inOrder(d.Len(), rng)
	return d.Subset(rows[:sizes[0]]), d.Subset(rows[sizes[0]:])
}

// TrainValidationTest divides the examples into three datasets. The first is for training, the
// second for choosing among networks and their settings, and the third for measuring the chosen
// network at the very end. The second and the third get the given fractions, the first gets the
// rest:
//
//	train, validation, test := d.TrainValidationTest(0.2, 0.1, rng)
//
// Order and sizes are as in [Dataset.Split]. TrainValidationTest panics if no examples are left for
// training.
//
// Slide: Evaluating DL models
func (d *Dataset) TrainValidationTest(validation, test float64, rng *rand.Rand) (a, b, c *Dataset) {
	const op = "TrainValidationTest"
	d.mustBeComplete(op)
	if validation+test >= 1 {
		panic(fmt.Sprintf("nn: %s: fractions %v and %v leave nothing to train on, want a sum below 1", op, validation, test))
	}
	sizes, rest := partSizes(op, d.Len(), validation, test)
	rows := inOrder(d.Len(), rng)
	begin, end := rest, rest+sizes[0]
	return d.Subset(rows[:begin]), d.Subset(rows[begin:end]), d.Subset(rows[end:])
}

// partSizes returns how many of n examples each fraction gets, and how many are left over. A part
// with a fraction above 0 gets at least one example, if necessary from the largest part.
func partSizes(op string, n int, fractions ...float64) (sizes []int, rest int) {
	sum, parts := 0.0, 0 // parts counts the parts that must not be empty
	rest = n
	for _, fraction := range fractions {
		if !(fraction >= 0 && fraction <= 1) {
			panic(fmt.Sprintf("nn: %s: fraction %v, want 0 to 1", op, fraction))
		}
		size := 0
		if fraction > 0 {
			size = max(1, int(math.Round(fraction*float64(n))))
			parts++
		}
		sizes = append(sizes, size)
		rest -= size
		sum += fraction
	}
	least := 0
	if sum < 1 {
		least = 1
	}
	if n < parts+least {
		panic(fmt.Sprintf("nn: %s: %d examples for %d parts, want one or more per part",
			op, n, parts+least))
	}
	for ; rest < least; rest++ {
		sizes[slices.Index(sizes, slices.Max(sizes))]--
	}
	return sizes, rest
}

// inOrder returns 0, ..., n-1, shuffled unless rng is nil.
func inOrder(n int, rng *rand.Rand) []int {
	if rng != nil {
		return rng.Perm(n)
	}
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	return rows
}

func mustHaveGenerator(op string, rng *rand.Rand) {
	if rng == nil {
		panic(fmt.Sprintf("nn: %s: the random generator is nil, want a *rand.Rand", op))
	}
}
