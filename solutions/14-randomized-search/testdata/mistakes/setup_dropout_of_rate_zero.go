// Mistake: there is a dropout layer with a rate of 0
// Seen: unseen: loss falls as usual; the summary has layers that do nothing
package search

func SetupModel(topology []int, dropoutRate float64, inputSize, outputSize int) *Model {
	model := &Model{InputSize: inputSize}
	for _, units := range topology {
		model.Layers = append(model.Layers, Dense(units, "relu"), Dropout(dropoutRate))
	}
	model.Layers = append(model.Layers, Dense(outputSize, "softmax"))
	return model
}
