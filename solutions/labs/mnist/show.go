package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"nn"
)

// verdict is what a network makes of a data set.
type verdict struct {
	data      *nn.Dataset
	yPred     *nn.Matrix // its probabilities
	truth     []int
	predicted []int
	right     int
}

func judge(net *nn.NeuralNetwork, data *nn.Dataset) *verdict {
	return newVerdict(data, net.Predict(data.X))
}

func newVerdict(data *nn.Dataset, yPred *nn.Matrix) *verdict {
	v := &verdict{data: data, yPred: yPred, truth: nn.Classes(data.Y), predicted: nn.Classes(yPred)}
	for i, c := range v.predicted {
		if c == v.truth[i] {
			v.right++
		}
	}
	return v
}

// String is the line with which the program ends.
func (v *verdict) String() string {
	return fmt.Sprintf("test accuracy %.4f (%d / %d)", v.accuracy(), v.right, v.data.Len())
}

func (v *verdict) accuracy() float64 { return float64(v.right) / float64(v.data.Len()) }

// mistakes returns the images that were taken for other digits, those first of which the network
// was surest.
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

// certainty is the probability that the network gives to its own prediction of image i.
func (v *verdict) certainty(i int) float64 { return slices.Max(v.yPred.Row(i)) }

// print shows how the network did: which digits it took for which, some images, some mistakes.
func (v *verdict) print(w io.Writer) {
	fmt.Fprintf(w, "\nTest, on %d images that the network has never seen:\n\n%v\n\n",
		v.data.Len(), nn.NewConfusionMatrix(v.data.Y, v.yPred))
	fmt.Fprintf(w, "The first of them:\n\n")
	v.printImages(w, []int{0, 1, 2}[:min(3, v.data.Len())])
	if wrong := v.mistakes(); len(wrong) > 0 {
		fmt.Fprintf(w, "The mistakes of which it was surest:\n\n")
		v.printImages(w, wrong[:min(3, len(wrong))])
	}
}

// printImages prints a few images side by side, and under each what it is taken for.
func (v *verdict) printImages(w io.Writer, images []int) {
	const margin = 2 // pixels at the edges, which are black, so that three images fit on 80 columns
	const gap = "  "
	var captions []string
	pictures := make([][]string, len(images))
	for k, i := range images {
		pictures[k] = picture(v.data.X.Row(i), margin)
		caption := fmt.Sprintf("a %d, said %d (%.1f %%)",
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

// picture shows an image without its margin as lines of characters, each for two pixels one above
// the other, because characters are twice as high as wide.
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
