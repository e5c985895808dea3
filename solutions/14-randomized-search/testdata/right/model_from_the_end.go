// Right: the layers are built from the output to the input
package search

func SetupModel(topology []int, dropoutRate float64, inputSize, outputSize int) *Model {
	layers := []Layer{{Kind: "dense", Units: outputSize, Activation: "softmax"}}
	for i := len(topology) - 1; i >= 0; i-- {
		hidden := []Layer{Dense(topology[i], "relu")}
		if dropoutRate != 0 {
			hidden = append(hidden, Dropout(dropoutRate))
		}
		layers = append(hidden, layers...)
	}
	return &Model{inputSize, layers}
}
