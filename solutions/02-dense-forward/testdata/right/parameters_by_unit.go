// Right: each unit has its inputs and one bias
package dense

func (l *DenseLayer) Parameters() int { return (l.InputShape + 1) * l.NUnits }
