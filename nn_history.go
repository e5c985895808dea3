// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"
)

// WriteCSV writes the history as CSV with the columns epoch, loss, metric, val_loss, val_metric,
// learning_rate and seconds. The field of a NaN is empty.
func (h History) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write([]string{"epoch", "loss", "metric", "val_loss", "val_metric", "learning_rate", "seconds"})
	for _, r := range h {
		record := []string{strconv.Itoa(r.Epoch)}
		for _, v := range []float64{r.Loss, r.Metric, r.ValLoss, r.ValMetric, r.LearningRate, r.Seconds} {
			text := ""
			if !math.IsNaN(v) {
				text = strconv.FormatFloat(v, 'g', -1, 64)
			}
			record = append(record, text)
		}
		out.Write(record)
	}
	out.Flush()
	return out.Error()
}
