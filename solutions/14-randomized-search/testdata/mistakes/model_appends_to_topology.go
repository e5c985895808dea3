// Mistake, unnamed: the output size is appended to topology, in the caller's memory
// Seen: memory: a list that the topology is a part of has another number in it
package search

func SetupModel(topology []int, dropoutRate float64, inputSize, outputSize int) *Model {
	model := &Model{InputSize: inputSize}
	for i, units := range append(topology, outputSize) {
		if i == len(topology) {
			model.Layers = append(model.Layers, Dense(units, "softmax"))
			break
		}
		model.Layers = append(model.Layers, Dense(units, "relu"))
		if dropoutRate > 0 {
			model.Layers = append(model.Layers, Dropout(dropoutRate))
		}
	}
	return model
}
