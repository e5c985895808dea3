// Right: the shape is decided before the layer is appended, with an if for each case
package network

func (net *NeuralNetwork) Add(layer Layer) {
	net.Layers = append(net.Layers, layer)
	if len(net.Layers) == 1 {
		layer.SetInputShape(net.InputShape)
		return
	}
	layer.SetInputShape(net.Layers[len(net.Layers)-2].OutputShape())
}
