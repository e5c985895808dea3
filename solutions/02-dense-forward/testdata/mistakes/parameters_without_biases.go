// Mistake: the biases are not counted
// Seen: numbers: the summary has fewer parameters than the layer has numbers
package dense

func (l *DenseLayer) Parameters() int { return l.InputShape * l.NUnits }
