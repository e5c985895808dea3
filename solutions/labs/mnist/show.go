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

// verdict contains the predictions of a network for a data set.
type verdict struct {
	data      *nn.Dataset
	yPred     *nn.Matrix // probabilities
	truth     []int
	predicted []int
	right     int
}

// newVerdict compares the probabilities yPred (n, 10) with the targets of data.
func newVerdict(data *nn.Dataset, yPred *nn.Matrix) *verdict {
	v := &verdict{data: data, yPred: yPred, truth: nn.Classes(data.Y), predicted: nn.Classes(yPred)}
	for i, c := range v.predicted {
		if c == v.truth[i] {
			v.right++
		}
	}
	return v
}

// String returns the last line of the output.
func (v *verdict) String() string {
	return fmt.Sprintf("test accuracy %.4f (%d / %d)", v.accuracy(), v.right, v.data.Len())
}

func (v *verdict) accuracy() float64 { return float64(v.right) / float64(v.data.Len()) }

// mistakes returns the images with wrong predictions, the most confident prediction first.
func (v *verdict) mistakes() []int {
	var wrong []int
	for i, c := range v.predicted {
		if c != v.truth[i] {
			wrong = append(wrong, i)
		}
	}
	slices.SortStableFunc(wrong, func(a, b int) int {
		return cmp.Compare(v.certainty(b), v.certainty(a))
	})
	return wrong
}

// certainty returns the probability of the predicted class of image i.
func (v *verdict) certainty(i int) float64 { return slices.Max(v.yPred.Row(i)) }

// print prints the confusion matrix, some images, and some mistakes.
func (v *verdict) print(w io.Writer) {
	fmt.Fprintf(w, "\nTest, on %d images that the network has never seen:\n\n%s\n\n",
		v.data.Len(), confusionText(nn.NewConfusionMatrix(v.data.Y, v.yPred)))
	fmt.Fprintf(w, "The first images:\n\n")
	v.printImages(w, []int{0, 1, 2}[:min(3, v.data.Len())])
	if wrong := v.mistakes(); len(wrong) > 0 {
		fmt.Fprintf(w, "Most confident mistakes:\n\n")
		v.printImages(w, wrong[:min(3, len(wrong))])
	}
}

// confusionText returns the confusion matrix or, if it is wider than the terminal, a shorter table
// and the most frequent mistakes.
func confusionText(c *nn.ConfusionMatrix) string {
	if text := c.String(); lab.Fits(text) {
		return text
	}
	type mistake struct{ truth, predicted, n int }
	var mistakes []mistake
	var rows [][]string
	for t, counts := range c.Counts {
		rows = append(rows, []string{fmt.Sprint(t), fmt.Sprintf("%.2f", c.Precision(t)), fmt.Sprintf("%.2f", c.Recall(t))})
		for p, n := range counts {
			if p != t && n > 0 {
				mistakes = append(mistakes, mistake{t, p, n})
			}
		}
	}
	slices.SortStableFunc(mistakes, func(a, b mistake) int { return b.n - a.n })
	var b strings.Builder
	lab.WriteTable(&b, []string{"class", "precision", "recall"}, rows)
	for _, m := range mistakes[:min(10, len(mistakes))] {
		fmt.Fprintf(&b, "\n%d times %d, read as %d", m.n, m.truth, m.predicted)
	}
	return b.String()
}

// printImages prints images side by side, with the target and the prediction below each.
func (v *verdict) printImages(w io.Writer, images []int) {
	const margin = 2 // black pixels at the edges, left out so that three images fit on 80 columns
	const gap = "  "
	perLine := max(1, (lab.Columns()+len(gap))/(side-2*margin+len(gap)))
	if len(images) > perLine {
		v.printImages(w, images[:perLine])
		v.printImages(w, images[perLine:])
		return
	}
	var captions []string
	pictures := make([][]string, len(images))
	for k, i := range images {
		pictures[k] = picture(v.data.X.Row(i), margin)
		caption := fmt.Sprintf("%d, read as %d (%.1f %%)",
			v.truth[i], v.predicted[i], 100*v.certainty(i))
		captions = append(captions, fmt.Sprintf("%-*s", side-2*margin, caption))
	}
	line := make([]string, len(images))
	for y := range pictures[0] {
		for k := range pictures {
			line[k] = pictures[k][y]
		}
		fmt.Fprintln(w, strings.TrimRight(strings.Join(line, gap), " "))
	}
	fmt.Fprintf(w, "%s\n\n", strings.TrimRight(strings.Join(captions, gap), " "))
}

// picture returns an image without its margin as lines of characters. Each character stands for two
// pixels, one above the other, because characters are twice as high as wide.
func picture(pixels []float64, margin int) []string {
	const ramp = " .:-=+*#%@"
	var lines []string
	for y := margin; y < side-margin; y += 2 {
		var line strings.Builder
		for x := margin; x < side-margin; x++ {
			v := (pixels[y*side+x] + pixels[(y+1)*side+x]) / 2
			line.WriteByte(ramp[min(int(v*float64(len(ramp))), len(ramp)-1)])
		}
		lines = append(lines, line.String())
	}
	return lines
}
