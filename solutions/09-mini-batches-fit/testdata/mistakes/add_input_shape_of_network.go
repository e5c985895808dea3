// Mistake: every layer gets the input shape of the network
// Seen: panics: the shapes of a product do not match; with square matrices there is no panic
package network

func (net *NeuralNetwork) Add(layer Layer) {
	layer.SetInputShape(net.InputShape)
	net.Layers = append(net.Layers, layer)
}
