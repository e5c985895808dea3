// Mistake: the outputs are dropped, too
// Seen: numbers: loss is above 100 in training, and 0.4 on validation data
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
