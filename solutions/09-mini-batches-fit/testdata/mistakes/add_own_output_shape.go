// Mistake: a layer is asked for its own output shape, not the layer before it
// Seen: panics: the shapes of a product do not fit
package network

func (net *NeuralNetwork) Add(layer Layer) {
	shape := net.InputShape
	if len(net.Layers) > 0 {
		shape = layer.OutputShape()
	}
	layer.SetInputShape(shape)
	net.Layers = append(net.Layers, layer)
}
