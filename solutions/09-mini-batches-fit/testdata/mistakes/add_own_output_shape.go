// Mistake: a layer gets its own output shape, not the output shape of the layer before it
// Seen: panics: the shapes of a product do not match
package network

func (net *NeuralNetwork) Add(layer Layer) {
	shape := net.InputShape
	if len(net.Layers) > 0 {
		shape = layer.OutputShape()
	}
	layer.SetInputShape(shape)
	net.Layers = append(net.Layers, layer)
}
