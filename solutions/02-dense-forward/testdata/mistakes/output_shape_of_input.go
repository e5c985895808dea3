// Mistake: that is the shape of the input
package dense

func (l *DenseLayer) OutputShape() int { return l.InputShape }
