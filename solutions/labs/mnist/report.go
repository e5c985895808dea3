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

// report is the page about a network: its learning curves, its confusion matrix, its most confident
// mistakes, and the weights of its first layer.
func report(opt *options, data *images, net *nn.NeuralNetwork, test *verdict) *lab.Report {
	page := &lab.Report{
		Title:  data.title(),
		Result: fmt.Sprintf("%.2f %% of the test images are classified correctly.", 100*test.accuracy()),
		Facts: append(facts(opt, data),
			lab.Fact{Name: "Optimizer", Value: opt.optimizer.String()},
			lab.Fact{Name: "Time", Value: fmt.Sprintf("%.1f s of training", seconds(net.History))},
			lab.Fact{Name: "Test", Value: test.String()}),
	}
	if len(net.History) > 0 {
		page.Sections = append(page.Sections, curvesSection(learningCurves(opt, data, net)))
	}
	page.Sections = append(page.Sections, confusion(test))
	if mistakes := test.mistakes(); len(mistakes) > 0 {
		page.Sections = append(page.Sections, confidentMistakes(test, mistakes))
	}
	page.Sections = append(page.Sections, firstWeights(net))
	return page
}

// learningCurves returns loss and accuracy by epoch.
func learningCurves(opt *options, data *images, net *nn.NeuralNetwork) nn.Curves {
	return nn.Curves{
		Title: data.title(), Metric: "accuracy",
		Runs: []nn.Run{{Name: opt.optimizer.Title(), History: net.History}},
	}
}

// curvesSection shows the curves and explains them.
func curvesSection(curves nn.Curves) lab.Section {
	text := "Loss and accuracy of each epoch on the training images, as dots."
	if !math.IsNaN(curves.Runs[0].History[0].ValLoss) {
		text = "Loss and accuracy of each epoch: on the training images as dots, and on the " +
			"validation images, which are not used for training, as a line. The ring is the epoch " +
			"with the lowest validation loss. Where the line rises while the dots continue to " +
			"fall, the network has begun to overfit."
	}
	curves.Title = "" // the page has its own
	return lab.Section{Title: "Learning curves", Text: text, Curves: &curves}
}

// confusion shows the confusion matrix. Correct predictions are blue, in proportion to the recall.
// Mistakes are orange, in proportion to the most frequent mistake.
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
		Title: "Confusion matrix",
		Text: "Rows are the classes of the test images, columns the predictions. Correct predictions " +
			"are blue. Mistakes are orange, and stronger if they are more frequent.",
		Table: table,
	}
}

// confidentMistakes shows the mistakes with the highest probabilities.
func confidentMistakes(test *verdict, mistakes []int) lab.Section {
	const most = 24
	s := lab.Section{
		Title: "Most confident mistakes",
		Text: "Test images with wrong predictions, those with the highest probabilities first. " +
			"Some of them are hard for people, too.",
		ImageWidth: 88,
	}
	for _, i := range mistakes[:min(most, len(mistakes))] {
		picture := image.NewGray(image.Rect(0, 0, side, side))
		for k, v := range test.data.X.Row(i) {
			picture.Pix[k] = uint8(math.Round(255 * v))
		}
		s.Images = append(s.Images, lab.Image{
			Picture: picture,
			Alt:     fmt.Sprintf("an image of class %d", test.truth[i]),
			Caption: fmt.Sprintf("%d, read as %d", test.truth[i], test.predicted[i]),
			Detail:  fmt.Sprintf("%.1f %%", 100*test.certainty(i)),
		})
	}
	return s
}

// firstWeights shows the weights of the first layer, one image per unit.
func firstWeights(net *nn.NeuralNetwork) lab.Section {
	const most = 100
	W := net.Params()[0].Value
	units := min(W.Cols, most)
	s := lab.Section{
		Title: "Weights of the first layer",
		Text: fmt.Sprintf("The weights of %d of the %d units, arranged like the pixels of an image. A bright "+
			"pixel increases the output of a unit where the weight is blue, and decreases it where the "+
			"weight is orange. At the edges, where pixels are always black, the weights are still random.",
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

// compareReport is the page about the comparison of training algorithms.
func compareReport(opt *options, data *images, curves nn.Curves, results []result) *lab.Report {
	table := &lab.Table{Head: resultHead}
	for _, r := range results {
		table.Rows = append(table.Rows, lab.Cells(r.cells()...))
	}
	return &lab.Report{
		Title:  curves.Title,
		Result: "The same network, with the same initial weights and the same mini-batches.",
		Facts:  facts(opt, data),
		Sections: []lab.Section{
			curvesSection(curves),
			{
				Title: "After the last epoch",
				Text: "Accuracy on the training images, on the validation images, and on the test " +
					"images.",
				Table: table,
			},
		},
	}
}

// facts returns facts about the data and the training.
func facts(opt *options, data *images) []lab.Fact {
	network := fmt.Sprint(side * side)
	for _, units := range append(slices.Clone(opt.hidden), classes) {
		network += fmt.Sprintf(" - %d", units)
	}
	return []lab.Fact{
		{Name: "Data", Value: data.origin},
		{Name: "Images", Value: data.sizes()},
		{Name: "Network", Value: network + " units, with ReLU in the hidden layers and softmax at the output"},
		{Name: "Training", Value: fmt.Sprintf("%d epochs, mini-batches of %d, seed %d",
			opt.epochs, opt.batch, opt.seed)},
	}
}
