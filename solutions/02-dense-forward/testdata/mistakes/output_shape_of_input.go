// Mistake: OutputShape returns the shape of the input
// Seen: panics: the numbers of columns do not match
package dense

func (l *DenseLayer) OutputShape() int { return l.InputShape }
