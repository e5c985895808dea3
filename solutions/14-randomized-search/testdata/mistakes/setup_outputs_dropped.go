// Mistake: outputs are dropped too
// Seen: numbers: the loss in training is above 100, on validation data 0.4
package search

func SetupModel(topology []int, dropoutRate float64, inputSize, outputSize int) *Model {
	model := &Model{InputSize: inputSize}
	for i, units := range append(append([]int{}, topology...), outputSize) {
		activation := "relu"
		if i == len(topology) {
			activation = "softmax"
		}
		model.Layers = append(model.Layers, Dense(units, activation))
		if dropoutRate > 0 {
			model.Layers = append(model.Layers, Dropout(dropoutRate))
		}
	}
	return model
}
