package main

import (
	"fmt"
	"math"
	"strings"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// report is the page about a network: how it learned, what the words mean to it, and how it judged.
func report(opt *options, data *corpus, net *nn.NeuralNetwork, test *outcome) *lab.Report {
	page := &lab.Report{
		Title:  "Film reviews",
		Result: fmt.Sprintf("The network judges %.2f %% of the test reviews right.", 100*test.accuracy()),
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

// describe returns the network in words.
func describe(opt *options, data *corpus) string {
	text := fmt.Sprintf("%d words", len(data.vocabulary.words))
	for _, units := range opt.hidden {
		text += fmt.Sprintf(" - %d", units)
	}
	text += " - 1, ReLU between them and a sigmoid behind"
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
		Text: "Loss and accuracy after each epoch: on the training reviews as dots; on the validation " +
			"reviews, from which the network does not learn, as a line. The ring is the epoch with the " +
			"lowest validation loss. Where the line turns up and the dots go on down, the network has " +
			"begun to learn its training reviews by heart.",
		Curves: &nn.Curves{Metric: "accuracy", Runs: []nn.Run{{Name: "network", History: net.History}}},
	}
}

// meanings shows the words with the largest influence.
func meanings(net *nn.NeuralNetwork, data *corpus) lab.Section {
	const most, seldom, rows = 1000, 10, 20
	effects := influence(net, data.vocabulary, data.validation, most, seldom)
	s := lab.Section{
		Title: "Words with the largest effect",
		Text: fmt.Sprintf("The effect of a word in a review is the probability that the review is "+
			"positive, as the network sees it, minus the same without the word. Here is the mean over "+
			"the validation reviews that have the word, for words that at least %d of %d have.",
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

// firstPredictions shows what the network says of the first few test reviews.
func firstPredictions(data *corpus, test *outcome) lab.Section {
	table := &lab.Table{Head: []string{"probability", "judged", "in truth", "review"}}
	for i, r := range data.test.first {
		table.Rows = append(table.Rows, []lab.Cell{
			{Text: fmt.Sprintf("%.4f", test.probabilities.At(i, 0))},
			{Text: verdict(test.classes[i] == 1)},
			{Text: verdict(r.positive)},
			{Text: data.vocabulary.decode(r.words[:min(8, len(r.words))]) + " ..."},
		})
	}
	return lab.Section{
		Title: "The first test reviews",
		Text:  "The probability that a review is positive. Above 0.5 it is judged positive.",
		Table: table,
	}
}

// confusion shows how many reviews of each kind are judged right.
func confusion(test *outcome) lab.Section {
	c := nn.NewConfusionMatrix(test.Y, test.probabilities)
	table := &lab.Table{Head: []string{"in truth", "judged negative", "judged positive", "recall"}}
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
		Title: "Right and wrong",
		Text:  "The test reviews of both kinds, and how they are judged: blue right, orange wrong.",
		Table: table,
	}
}

// ownReview shows a text of the user's own and what the words do in it.
func ownReview(text string, j judgement) lab.Section {
	s := lab.Section{
		Title: "Your review",
		Text: fmt.Sprintf("“%s” is judged %s: the probability of positive is %.4f. Here is the effect "+
			"that each word has in it.", text, verdict(j.probability > 0.5), j.probability),
		Table: &lab.Table{Head: []string{"word", "effect"}},
	}
	if len(j.unknown) > 0 {
		s.Text += " The network does not know: " + strings.Join(j.unknown, ", ") + "."
	}
	for _, e := range j.effects {
		s.Table.Rows = append(s.Table.Rows, e.cells(math.Abs(j.effects[0].effect)))
	}
	return s
}
