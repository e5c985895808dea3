// Mistake: that is the shape of the input
// Seen: panics: the numbers of columns do not fit
package dense

func (l *DenseLayer) OutputShape() int { return l.InputShape }
