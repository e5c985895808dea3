package nn

var lossTable = []struct {
	name string
	make func() LossFunction
	last func() Layer
}{
	{"MeanSquaredError", func() LossFunction { return new(MeanSquaredError) }, func() Layer { return NewLinearActivation() }},
	{"SumSquaredError", func() LossFunction { return new(SumSquaredError) }, func() Layer { return NewTanhActivation() }},
	{"BinaryCrossEntropy", func() LossFunction { return new(BinaryCrossEntropy) }, func() Layer { return NewSigmoidActivation() }},
	{"CategoricalCrossEntropy", func() LossFunction { return new(CategoricalCrossEntropy) }, func() Layer { return NewSoftmaxActivation() }},
}
