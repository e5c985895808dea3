// Mistake: there is one dropout layer, not one after every hidden layer
// Seen: unseen: the network overfits a little more; the summary has one dropout layer too few
package search

func SetupModel(topology []int, dropoutRate float64, inputSize, outputSize int) *Model {
	model := &Model{InputSize: inputSize}
	for _, units := range topology {
		model.Layers = append(model.Layers, Dense(units, "relu"))
	}
	if dropoutRate > 0 {
		model.Layers = append(model.Layers, Dropout(dropoutRate))
	}
	model.Layers = append(model.Layers, Dense(outputSize, "softmax"))
	return model
}
