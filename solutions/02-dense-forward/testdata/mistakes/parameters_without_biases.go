// Mistake: the biases are not counted
// Seen: numbers: the summary shows fewer parameters than the layer has numbers
package dense

func (l *DenseLayer) Parameters() int { return l.InputShape * l.NUnits }
