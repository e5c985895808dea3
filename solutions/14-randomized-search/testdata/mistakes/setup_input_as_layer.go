// Mistake: the input size becomes a hidden layer
// Seen: slow: each epoch takes much longer, and the summary has one layer too many
package search

func SetupModel(topology []int, dropoutRate float64, inputSize, outputSize int) *Model {
	model := &Model{InputSize: inputSize}
	for _, units := range append([]int{inputSize}, topology...) {
		model.Layers = append(model.Layers, Dense(units, "relu"))
		if dropoutRate > 0 {
			model.Layers = append(model.Layers, Dropout(dropoutRate))
		}
	}
	model.Layers = append(model.Layers, Dense(outputSize, "softmax"))
	return model
}
