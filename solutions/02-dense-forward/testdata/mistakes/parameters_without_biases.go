// Mistake: the biases are not counted
package dense

func (l *DenseLayer) Parameters() int { return l.InputShape * l.NUnits }
