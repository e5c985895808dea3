// Mistake: the output layer has no softmax, so its outputs are not probabilities
// Seen: stuck: loss stays far above 2.303 (ln 10), here at 131
package search

func SetupModel(topology []int, dropoutRate float64, inputSize, outputSize int) *Model {
	model := &Model{InputSize: inputSize}
	for _, units := range topology {
		model.Layers = append(model.Layers, Dense(units, "relu"))
		if dropoutRate > 0 {
			model.Layers = append(model.Layers, Dropout(dropoutRate))
		}
	}
	model.Layers = append(model.Layers, Dense(outputSize, "relu"))
	return model
}
