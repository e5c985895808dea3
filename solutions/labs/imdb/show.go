package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// showReviews prints the output of the slide "IMDB - loading and exploring data".
func showReviews(w io.Writer, data *corpus) {
	v := data.vocabulary
	fmt.Fprintf(w, "\nLoading and exploring data\n\n")
	for _, p := range []struct {
		name string
		*part
	}{{"training  ", data.train}, {"validation", data.validation}, {"test      ", data.test}} {
		fmt.Fprintf(w, "  %s  X (%d, %d)  Y (%d, 1)  %d positive\n",
			p.name, p.X.Rows, p.X.Cols, p.Y.Rows, p.positive())
	}
	fmt.Fprintf(w, "\nA test review has %.0f words on average, and at most %d.\n",
		float64(data.test.length)/float64(data.test.Len()), data.test.longest)
	last := len(v.words) - 1
	fmt.Fprintf(w, "X has a 1 for each word in a review, a column for each of the %d most\n"+
		"frequent words in training and validation reviews. The columns are numbered:\n"+
		"0 is %q, 1 is %q, %d is %q. (In Keras, the numbers\n"+
		"are larger by 4, because it reserves 0 to 3 for other purposes.)\n",
		len(v.words), v.words[0], v.words[1], last, v.words[last])
	r := data.validation.first[0]
	fmt.Fprintf(w, "\nThe first review, %s, as numbers; ? is a word without a column:\n\n%s",
		verdict(r.positive), wrap(numbers(r.words), 6))
	fmt.Fprintf(w, "\nThe same, decoded:\n\n%s", wrap(v.decode(r.words), 6))
}

func verdict(positive bool) string {
	if positive {
		return "positive"
	}
	return "negative"
}

// numbers formats a review as numbers.
func numbers(review []int32) string {
	return joined(review, func(k int32) string { return fmt.Sprint(k) })
}

// wrap divides text into at most the given number of indented lines. They fit on the terminal.
func wrap(text string, most int) string {
	width := lab.Columns() - len(" ...") // the last line can end with that
	lines := []string{" "}
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		if len(lines[last])+1+len(word) > width && lines[last] != " " {
			if len(lines) == most {
				lines[last] += " ..."
				break
			}
			lines = append(lines, " ")
			last++
		}
		lines[last] += " " + word
	}
	return strings.Join(lines, "\n") + "\n"
}

// showTraining prints the settings of the training.
func showTraining(w io.Writer, opt *options, data *corpus) {
	fmt.Fprintf(w, "Training on %d reviews, validation on %d:\n%v, mini-batches of %d\n\n",
		data.train.Len(), data.validation.Len(), opt.optimizer, opt.batch)
}

// showBest prints the best epoch, and whether its weights were restored or how the loss has changed
// since.
func showBest(w io.Writer, net *nn.NeuralNetwork, restored bool) {
	best, last := bestEpoch(net.History), net.History[len(net.History)-1]
	text := fmt.Sprintf("\nThe validation loss is lowest in epoch %d: %s, with accuracy %.4f.\n",
		best.Epoch, lab.Decimals(best.ValLoss), best.ValMetric)
	switch {
	case restored:
		text += "The weights of that epoch are restored.\n"
	case best.Epoch < last.Epoch:
		text += fmt.Sprintf("After epoch %d, it is %s, with accuracy %.4f.\n",
			last.Epoch, lab.Decimals(last.ValLoss), last.ValMetric)
	}
	io.WriteString(w, text)
}

// bestEpoch returns the first epoch with the lowest validation loss.
func bestEpoch(h nn.History) nn.EpochRecord {
	return slices.MinFunc(h, func(a, b nn.EpochRecord) int { return cmp.Compare(a.ValLoss, b.ValLoss) })
}

// showPredictions prints the predictions for the first test reviews: preds[0:5] and
// class_preds[0:5] on the slide.
func showPredictions(w io.Writer, data *corpus, test *outcome) {
	fmt.Fprintf(w, "\nPredictions for the first test reviews\n\n")
	for i, r := range data.test.first {
		fmt.Fprintf(w, "  %.4f  %s, target %s\n%s", test.probabilities.At(i, 0),
			verdict(test.classes[i] == 1), verdict(r.positive), wrap(data.vocabulary.decode(r.words), 1))
	}
}

// showJudgement prints the prediction for a review and the effects of its words.
func showJudgement(w io.Writer, text string, j judgement) {
	fmt.Fprintf(w, "\nYour review\n\n%s\n  %.4f  %s\n\n",
		wrap(text, 4), j.probability, verdict(j.probability > 0.5))
	if len(j.effects) > 0 {
		fmt.Fprintf(w, "Effect of each word: the probability with the word minus without it.\n\n")
	}
	for _, e := range j.effects[:min(10, len(j.effects))] {
		fmt.Fprintf(w, "  %+.4f  %s\n", e.effect, e.word)
	}
	if len(j.unknown) > 0 {
		text := "Unknown words: " + strings.Join(j.unknown, ", ")
		fmt.Fprintf(w, "\n%s", wrap(text, len(j.unknown)+1))
	}
}
