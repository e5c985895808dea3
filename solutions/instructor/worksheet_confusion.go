package main

import (
	"math/rand/v2"

	"nn"
)

// confusionSheet is the evaluation of twelve predictions of three classes.
func confusionSheet(rng *rand.Rand) *worksheet {
	const n, m = 12, 3
	P, targets := nn.NewMatrix(n, m), make([]int, n)
	for i := range n {
		copy(P.Row(i), []float64{0.1, 0.2, 0.7})
		if rng.IntN(2) == 0 {
			copy(P.Row(i), []float64{0.15, 0.3, 0.55})
		}
		rng.Shuffle(m, func(a, b int) { row := P.Row(i); row[a], row[b] = row[b], row[a] })
		targets[i] = rng.IntN(m)
		if rng.IntN(2) == 0 {
			targets[i] = nn.Classes(P.RowRange(i, i+1))[0]
		}
	}
	Y := nn.OneHot(targets, m)
	c := nn.NewConfusionMatrix(Y, P)
	counts, transposed := nn.NewMatrix(m, m), nn.NewMatrix(m, m)
	right := 0.0
	for t := range m {
		right += float64(c.Counts[t][t])
		for p := range m {
			counts.Set(t, p, float64(c.Counts[t][p]))
			transposed.Set(p, t, float64(c.Counts[t][p]))
		}
	}
	row := func(f func(k int) float64) *nn.Matrix {
		z := nn.NewMatrix(1, m)
		for k := range m {
			z.Set(0, k, f(k))
		}
		return z
	}
	count := func(t, p int) float64 { return float64(c.Counts[t][p]) }
	actual := func(k int) float64 { return count(k, 0) + count(k, 1) + count(k, 2) }
	predicted := func(k int) float64 { return count(0, k) + count(1, k) + count(2, k) }
	negative := func(k int) float64 { return n - actual(k) - predicted(k) + count(k, k) }
	for k := range m {
		if actual(k) == 0 || predicted(k) == 0 || count(k, k) == 0 {
			return nil // a quotient 0/0 needs a convention
		}
	}
	accuracy := nn.Accuracy(Y, P)
	indices := func(classes []int) *nn.Matrix {
		z := nn.NewMatrix(1, len(classes))
		for i, k := range classes {
			z.Set(0, i, float64(k))
		}
		return z
	}
	return &worksheet{
		Title: "Confusion matrix by hand", Slide: `Python implementation - numpy ("metrics" error metrics)`, Minutes: 20,
		About: "A network returned these probabilities for twelve examples of the classes 0, 1 and 2: one example per row " +
			"of Y*. The row below gives the target classes in the same order. Rows of the confusion matrix are the target " +
			"classes, columns are the predicted classes.",
		Given: []worksheetMatrix{{"Y*, examples 1 to 6", P.RowRange(0, 6)}, {"Y*, examples 7 to 12", P.RowRange(6, n)},
			{"target classes", indices(targets)}},
		Parts: []worksheetPart{
			{"Counts", "", []*worksheetStep{
				step("predicted class of each example", "", indices(nn.Classes(P))),
				step("number of examples with target class t (row) and predicted class p (column)", "C", counts,
					"rows and columns are swapped", transposed),
				step("accuracy", "", scalar(accuracy),
					"the wrong predictions are counted", scalar(1-accuracy),
					"it is divided by the nine cells", scalar(right/(m*m))),
			}},
			{"For each class k = 0, 1, 2", "", []*worksheetStep{
				step("precision = TP/(TP + FP)", "", row(c.Precision),
					"it is the recall", row(c.Recall),
					"true negatives are counted as right", row(func(k int) float64 { return (count(k, k) + negative(k)) / n }),
					"it is divided by all examples", row(func(k int) float64 { return count(k, k) / n })),
				step("recall = TP/(TP + FN)", "", row(c.Recall),
					"it is the precision", row(c.Precision),
					"it is TP/(TP + FP + FN)", row(func(k int) float64 { return count(k, k) / (actual(k) + predicted(k) - count(k, k)) })),
				step("F1 = 2·P·R/(P + R)", "", row(c.F1),
					"it is the mean of P and R", row(func(k int) float64 { return (c.Precision(k) + c.Recall(k)) / 2 }),
					"the factor 2 is missing", row(func(k int) float64 { return c.F1(k) / 2 }),
					"it is P·R", row(func(k int) float64 { return c.Precision(k) * c.Recall(k) })),
			}},
			{"For all classes together", "", []*worksheetStep{
				step("macro F1 = mean of the three values of F1", "", scalar(c.MacroF1()),
					"it is the F1 of the mean precision and the mean recall", scalar(harmonic(c.MacroPrecision(), c.MacroRecall())),
					"it is the sum", scalar(m*c.MacroF1())),
			}},
		},
	}
}

// harmonic returns the harmonic mean of two numbers.
func harmonic(a, b float64) float64 { return 2 * a * b / (a + b) }
