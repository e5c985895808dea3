package nn

import (
	"testing"
)

func TestTraceRefusesAWrongGradient(t *testing.T) {
	d := &Dataset{X: NewMatrix(4, 2), Y: NewMatrix(4, 1)}
	mustPanicWith(t, func() { wrongNetwork(NewMatrix(4, 3), nil).Trace(d) },
		"BackwardPropagation", "layer 2 (wrongBack)", "gain nil, want (1, 3)")
}
