// Mistake: every layer gets the input shape of the network
package network

func (net *NeuralNetwork) Add(layer Layer) {
	layer.SetInputShape(net.InputShape)
	net.Layers = append(net.Layers, layer)
}
