// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"strings"
	"text/tabwriter"
)

// Summary returns a table of the layers, their output shapes and their numbers of parameters.
func (net *NeuralNetwork) Summary() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 3, ' ', 0)
	fmt.Fprintf(w, "Layer\tOutput shape\tParameters\n")
	fmt.Fprintf(w, "Input\t(n, %d)\t0\n", net.inputShape)
	total := 0
	for _, l := range net.layers {
		count := 0
		for _, p := range l.Params() {
			count += p.Value.Rows * p.Value.Cols
		}
		total += count
		fmt.Fprintf(w, "%s\t(n, %d)\t%d\n", LayerName(l), l.OutputShape(), count)
	}
	fmt.Fprintf(w, "Total\t\t%d\n", total)
	w.Flush()
	return b.String()
}
