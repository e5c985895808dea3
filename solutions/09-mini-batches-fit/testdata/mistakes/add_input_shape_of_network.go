// Mistake: every layer gets the input shape of the network
// Seen: panics: the shapes of a product do not fit; with square matrices nothing complains
package network

func (net *NeuralNetwork) Add(layer Layer) {
	layer.SetInputShape(net.InputShape)
	net.Layers = append(net.Layers, layer)
}
