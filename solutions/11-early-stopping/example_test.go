package stopping

import (
	"fmt"

	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

func ExampleEarlyStopping_Stop() {
	s := NewEarlyStopping(3, 0.1)
	epochs, losses, stops := "epoch  ", "valLoss", "Stop   "
	for k, v := range []float64{0.9, 0.7, 0.65, 0.8, 0.5, 0.45, 0.55, 0.42} {
		epochs += fmt.Sprintf("%7d", k+1)
		losses += fmt.Sprintf("%7v", v)
		stops += fmt.Sprintf("%7v", s.Stop(k+1, v, nil))
	}
	fmt.Printf("%s\n%s\n%s\n", epochs, losses, stops)
	agree.Show("BestEpoch", s.BestEpoch, "Best", s.Best)
	// Output:
	// epoch        1      2      3      4      5      6      7      8
	// valLoss    0.9    0.7   0.65    0.8    0.5   0.45   0.55   0.42
	// Stop     false  false  false  false  false  false  false   true
	// BestEpoch = 5    Best = 0.5
}

func ExampleEarlyStopping_Restore() {
	s, W := NewEarlyStopping(2, 0), given.MatrixOf([]float64{0, 0})
	for k, v := range []float64{0.8, 0.3, 0.5} {
		W.Data[0], W.Data[1] = W.Data[0]+0.5, W.Data[1]-2 // training goes on in the same matrix
		s.Stop(k+1, v, []*given.Matrix{W})
		agree.Show("epoch", k+1, "valLoss", v, "W", W)
	}
	s.Restore([]*given.Matrix{W})
	agree.Show("after Restore, W", W)
	// Output:
	// epoch = 1    valLoss = 0.8    W = [ 0.5  -2 ]
	// epoch = 2    valLoss = 0.3    W = [  1 -4 ]
	// epoch = 3    valLoss = 0.5    W = [ 1.5  -6 ]
	// after Restore, W = [  1 -4 ]
}
