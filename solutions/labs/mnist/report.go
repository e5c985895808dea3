package main

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// report is the page about a network: how it learned, what it takes for what, and what its first
// layer looks for.
func report(opt *options, data *images, net *nn.NeuralNetwork, test *verdict) *lab.Report {
	page := &lab.Report{
		Title:  "Handwritten digits",
		Result: fmt.Sprintf("%.2f %% of the test images are read right.", 100*test.accuracy()),
		Facts: append(facts(opt, data),
			lab.Fact{Name: "Optimizer", Value: opt.optimizer.String()},
			lab.Fact{Name: "Time", Value: fmt.Sprintf("%.1f s of training", seconds(net.History))},
			lab.Fact{Name: "Test", Value: test.String()}),
	}
	if len(net.History) > 0 {
		page.Sections = append(page.Sections, curvesSection(learningCurves(opt, net)))
	}
	page.Sections = append(page.Sections, confusion(test))
	if mistakes := test.mistakes(); len(mistakes) > 0 {
		page.Sections = append(page.Sections, surestMistakes(test, mistakes))
	}
	page.Sections = append(page.Sections, firstWeights(net))
	return page
}

// learningCurves are loss and accuracy by epoch.
func learningCurves(opt *options, net *nn.NeuralNetwork) nn.Curves {
	return nn.Curves{
		Title: "Handwritten digits", Metric: "accuracy",
		Runs: []nn.Run{{Name: opt.optimizer.Title(), History: net.History}},
	}
}

// curvesSection shows the curves and says how to read them.
func curvesSection(curves nn.Curves) lab.Section {
	text := "Loss and accuracy after each epoch, on the training images as dots."
	if !math.IsNaN(curves.Runs[0].History[0].ValLoss) {
		text = "Loss and accuracy after each epoch: on the training images as dots; on the " +
			"validation images, from which no network learns, as a line. The ring is the epoch " +
			"with the lowest validation loss. Where the line turns up and the dots go on down, " +
			"a network has begun to learn its training images by heart."
	}
	curves.Title = "" // the page has its own
	return lab.Section{Title: "Learning curves", Text: text, Curves: &curves}
}

// confusion is the confusion matrix: blue is the share of a digit that is read right, orange are
// the mistakes, the most frequent the strongest.
func confusion(test *verdict) lab.Section {
	c := nn.NewConfusionMatrix(test.data.Y, test.yPred)
	worst := 1
	for t, counts := range c.Counts {
		for p, n := range counts {
			if t != p {
				worst = max(worst, n)
			}
		}
	}
	table := &lab.Table{Head: []string{"true"}}
	for k := range classes {
		table.Head = append(table.Head, fmt.Sprint(k))
	}
	table.Head = append(table.Head, "recall")
	precision := []lab.Cell{{Text: "precision"}}
	for t, counts := range c.Counts {
		row := []lab.Cell{{Text: fmt.Sprint(t)}}
		for p, n := range counts {
			cell := lab.Cell{Text: fmt.Sprint(n)}
			switch {
			case n == 0:
				cell.Text = ""
			case t == p:
				cell.Shade = c.Recall(t)
			default:
				cell.Shade = -float64(n) / float64(worst)
			}
			row = append(row, cell)
		}
		row = append(row, lab.Cell{Text: fmt.Sprintf("%.2f", c.Recall(t))})
		table.Rows = append(table.Rows, row)
		precision = append(precision, lab.Cell{Text: fmt.Sprintf("%.2f", c.Precision(t))})
	}
	table.Rows = append(table.Rows, append(precision, lab.Cell{}))
	return lab.Section{
		Title: "What it takes for what",
		Text: "A row for each digit in the test, a column for each answer. Blue are the right " +
			"answers; orange are the mistakes, the stronger the more frequent.",
		Table: table,
	}
}

// surestMistakes shows the mistakes of which the network was surest.
func surestMistakes(test *verdict, mistakes []int) lab.Section {
	const most = 24
	s := lab.Section{
		Title: "The mistakes of which it was surest",
		Text: "Test images that are read wrongly with the highest probabilities. Some of them " +
			"are hard for people, too.",
		ImageWidth: 88,
	}
	for _, i := range mistakes[:min(most, len(mistakes))] {
		picture := image.NewGray(image.Rect(0, 0, side, side))
		for k, v := range test.data.X.Row(i) {
			picture.Pix[k] = uint8(math.Round(255 * v))
		}
		s.Images = append(s.Images, lab.Image{
			Picture: picture,
			Alt:     fmt.Sprintf("a handwritten %d", test.truth[i]),
			Caption: fmt.Sprintf("%d, read as %d", test.truth[i], test.predicted[i]),
			Detail:  fmt.Sprintf("%.1f %%", 100*test.certainty(i)),
		})
	}
	return s
}

// firstWeights shows the weights of the first layer, an image a unit.
func firstWeights(net *nn.NeuralNetwork) lab.Section {
	const most = 100
	W := net.Params()[0].Value
	units := min(W.Cols, most)
	s := lab.Section{
		Title: "What the first layer looks for",
		Text: fmt.Sprintf("The weights of %d of its %d units, each laid out like an image. Ink "+
			"where a unit is blue excites it, ink where it is orange calms it. At the edges, "+
			"where no image has ink, the weights are still the random ones of the beginning.",
			units, W.Cols),
		ImageWidth: 64,
	}
	for j := range units {
		s.Images = append(s.Images, lab.Image{
			Picture: weightsPicture(W, j), Alt: fmt.Sprintf("weights of unit %d", j+1),
		})
	}
	return s
}

// weightsPicture shows column j of W: blue for positive weights and orange for negative ones, the
// stronger the larger. It is transparent elsewhere, for light and dark pages.
func weightsPicture(W *nn.Matrix, j int) image.Image {
	const shades = 16
	palette := make(color.Palette, 2*shades+1) // the one in the middle is for 0
	for k := range palette {
		shade := k - shades
		c := color.NRGBA{47, 143, 221, uint8(max(shade, 0) * 255 / shades)}
		if shade < 0 {
			c = color.NRGBA{232, 112, 26, uint8(-shade * 255 / shades)}
		}
		palette[k] = c
	}
	largest := 0.0
	for i := range W.Rows {
		largest = max(largest, math.Abs(W.At(i, j)))
	}
	picture := image.NewPaletted(image.Rect(0, 0, side, side), palette)
	for i := range W.Rows {
		shade := 0.0
		if largest > 0 {
			shade = math.Round(shades * W.At(i, j) / largest)
		}
		picture.Pix[i] = uint8(shades + int(shade))
	}
	return picture
}

// compareReport is the page about a comparison of training algorithms.
func compareReport(opt *options, data *images, curves nn.Curves, results []result) *lab.Report {
	table := &lab.Table{Head: resultHead}
	for _, r := range results {
		var row []lab.Cell
		for _, text := range r.cells() {
			row = append(row, lab.Cell{Text: text})
		}
		table.Rows = append(table.Rows, row)
	}
	return &lab.Report{
		Title:  curves.Title,
		Result: "The same network, from the same weights and on the same mini-batches.",
		Facts:  facts(opt, data),
		Sections: []lab.Section{
			curvesSection(curves),
			{
				Title: "After the last epoch",
				Text: "Accuracy on the images that each has learned from, on those kept apart " +
					"to choose among them, and on those of the test.",
				Table: table,
			},
		},
	}
}

// facts are about the data and what all trainings have in common.
func facts(opt *options, data *images) []lab.Fact {
	network := fmt.Sprint(side * side)
	for _, units := range append(slices.Clone(opt.hidden), classes) {
		network += fmt.Sprintf(" - %d", units)
	}
	return []lab.Fact{
		{Name: "Digits", Value: data.origin},
		{Name: "Images", Value: data.sizes()},
		{Name: "Network", Value: network + " units, ReLU between them and softmax behind"},
		{Name: "Training", Value: fmt.Sprintf("%d epochs, mini-batches of %d, seed %d",
			opt.epochs, opt.batch, opt.seed)},
	}
}
