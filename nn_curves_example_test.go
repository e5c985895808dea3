// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
)

// Two trainings in one picture. For one, SaveFile("curves.svg", net.History.WriteSVG) is enough.
func ExampleCurves() {
	sgd := History{
		{Epoch: 1, Loss: 0.69, Metric: 0.55, ValLoss: 0.66, ValMetric: 0.61},
		{Epoch: 2, Loss: 0.61, Metric: 0.68, ValLoss: 0.60, ValMetric: 0.69},
	}
	adam := History{
		{Epoch: 1, Loss: 0.45, Metric: 0.80, ValLoss: 0.33, ValMetric: 0.86},
		{Epoch: 2, Loss: 0.25, Metric: 0.91, ValLoss: math.NaN(), ValMetric: math.NaN()}, // a gap
	}
	curves := Curves{
		Title:  "Reviews: two training algorithms",
		Metric: "accuracy",
		Runs:   []Run{{Name: "SGD", History: sgd}, {Name: "Adam", History: adam}},
	}
	folder, err := os.MkdirTemp("", "curves")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	fmt.Println(SaveFile(filepath.Join(folder, "curves.svg"), curves.WriteSVG))
	// Output: <nil>
}
