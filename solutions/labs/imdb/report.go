package main

import (
	"fmt"
	"math"
	"strings"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// report is the page about a network: its learning curves, the effects of words, and its
// predictions.
func report(opt *options, data *corpus, net *nn.NeuralNetwork, test *outcome) *lab.Report {
	page := &lab.Report{
		Title:  "Film reviews",
		Result: fmt.Sprintf("The network classifies %.2f %% of the test reviews correctly.", 100*test.accuracy()),
		Facts: []lab.Fact{
			{Name: "Reviews", Value: data.origin},
			{Name: "Parts", Value: data.sizes()},
			{Name: "Network", Value: describe(opt, data)},
			{Name: "Training", Value: fmt.Sprintf("%s, learning rate %v, %d epochs, mini-batches of %d, "+
				"seed %d", opt.optimizer.Title(), opt.optimizer.LearningRate, len(net.History), opt.batch, opt.seed)},
			{Name: "Test", Value: test.String()},
		},
	}
	if len(net.History) > 0 {
		page.Sections = append(page.Sections, curves(net))
	}
	page.Sections = append(page.Sections,
		meanings(net, data), firstPredictions(data, test), confusion(test))
	if opt.review != "" {
		j := judge(net, data.vocabulary, opt.review)
		page.Sections = append(page.Sections, ownReview(opt.review, j))
	}
	return page
}

// sizes returns the numbers of reviews.
func (c *corpus) sizes() string {
	return fmt.Sprintf("%d for training, %d for validation, %d for the test",
		c.train.Len(), c.validation.Len(), c.test.Len())
}

// describe returns a description of the network.
func describe(opt *options, data *corpus) string {
	text := fmt.Sprintf("%d words", len(data.vocabulary.words))
	for _, units := range opt.hidden {
		text += fmt.Sprintf(" - %d", units)
	}
	text += " - 1, with ReLU in the hidden layers and a sigmoid at the output"
	for _, extra := range []struct {
		name  string
		value float64
	}{
		{"L1", opt.l1}, {"L2", opt.l2}, {"dropout", opt.dropout},
		{"early stopping with patience", float64(opt.patience)},
	} {
		if extra.value > 0 {
			text += fmt.Sprintf("; %s %v", extra.name, extra.value)
		}
	}
	return text
}

// curves shows loss and accuracy by epoch.
func curves(net *nn.NeuralNetwork) lab.Section {
	return lab.Section{
		Title: "Learning curves",
		Text: "Loss and accuracy of each epoch: on the training reviews as dots, and on the validation " +
			"reviews, which are not used for training, as a line. The ring is the epoch with the lowest " +
			"validation loss. Where the line rises while the dots continue to fall, the network has " +
			"begun to overfit.",
		Curves: &nn.Curves{Metric: "accuracy", Runs: []nn.Run{{Name: "network", History: net.History}}},
	}
}

// meanings shows the words with the largest influence.
func meanings(net *nn.NeuralNetwork, data *corpus) lab.Section {
	const most, seldom, rows = 1000, 10, 20
	effects := influence(net, data.vocabulary, data.validation, most, seldom)
	s := lab.Section{
		Title: "Words with the largest effect",
		Text: fmt.Sprintf("The effect of a word in a review is the predicted probability of a positive "+
			"review with the word, minus the probability without it. The table shows the mean over the "+
			"validation reviews that contain the word, for words in at least %d of %d reviews.",
			seldom, min(most, data.validation.Len())),
		Table: &lab.Table{Head: []string{"word", "for positive", "word", "for negative"}},
	}
	largest := 0.0
	for _, e := range effects {
		largest = max(largest, math.Abs(e.effect))
	}
	for i := range min(rows, len(effects)/2) {
		up, down := effects[i].cells(largest), effects[len(effects)-1-i].cells(largest)
		s.Table.Rows = append(s.Table.Rows, append(up, down...))
	}
	return s
}

// cells returns the word and its effect, shaded in proportion to the largest.
func (e effect) cells(largest float64) []lab.Cell {
	cell := lab.Cell{Text: fmt.Sprintf("%+.4f", e.effect)}
	if largest > 0 {
		cell.Shade = e.effect / largest
	}
	return []lab.Cell{{Text: e.word}, cell}
}

// firstPredictions shows the predictions for the first test reviews.
func firstPredictions(data *corpus, test *outcome) lab.Section {
	table := &lab.Table{Head: []string{"probability", "predicted", "target", "review"}}
	for i, r := range data.test.first {
		table.Rows = append(table.Rows, []lab.Cell{
			{Text: fmt.Sprintf("%.4f", test.probabilities.At(i, 0))},
			{Text: verdict(test.classes[i] == 1)},
			{Text: verdict(r.positive)},
			{Text: data.vocabulary.decode(r.words[:min(8, len(r.words))]) + " ..."},
		})
	}
	return lab.Section{
		Title: "First test reviews",
		Text:  "The predicted probability of a positive review. Above 0.5, the prediction is positive.",
		Table: table,
	}
}

// confusion shows the confusion matrix.
func confusion(test *outcome) lab.Section {
	c := nn.NewConfusionMatrix(test.Y, test.probabilities)
	table := &lab.Table{Head: []string{"target", "predicted negative", "predicted positive", "recall"}}
	for t, counts := range c.Counts {
		row := []lab.Cell{{Text: verdict(t == 1)}}
		for p, n := range counts {
			share := float64(n) / float64(max(1, counts[0]+counts[1]))
			if t != p {
				share = -share
			}
			row = append(row, lab.Cell{Text: fmt.Sprint(n), Shade: share})
		}
		table.Rows = append(table.Rows, append(row, lab.Cell{Text: fmt.Sprintf("%.4f", c.Recall(t))}))
	}
	return lab.Section{
		Title: "Confusion matrix",
		Text:  "Correct predictions for the test reviews are blue, mistakes are orange.",
		Table: table,
	}
}

// ownReview shows the prediction for the user's text and the effects of its words.
func ownReview(text string, j judgement) lab.Section {
	s := lab.Section{
		Title: "Your review",
		Text: fmt.Sprintf("“%s” is predicted to be %s, with probability %.4f of a positive review. The "+
			"table shows the effect of each word.", text, verdict(j.probability > 0.5), j.probability),
		Table: &lab.Table{Head: []string{"word", "effect"}},
	}
	if len(j.unknown) > 0 {
		s.Text += " Unknown words: " + strings.Join(j.unknown, ", ") + "."
	}
	for _, e := range j.effects {
		s.Table.Rows = append(s.Table.Rows, e.cells(math.Abs(j.effects[0].effect)))
	}
	return s
}
