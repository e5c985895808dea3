// Mistake: optimizers share memory, so the updates of one change the steps of another
// Seen: slow: loss is 0.27 after 12 epochs instead of 0.19
package optimizer

var m, v []float64
var updates float64

func (o *Adam) Update(W, dW *given.Matrix) (updated *given.Matrix) {
	if len(m) != len(W.Data) {
		m, v, updates = make([]float64, len(W.Data)), make([]float64, len(W.Data)), 0
	}
	updates++
	updated = W.Clone()
	for i, g := range dW.Data {
		m[i] = o.Beta1*m[i] + (1-o.Beta1)*g
		v[i] = o.Beta2*v[i] + (1-o.Beta2)*g*g
		M, V := m[i]/(1-math.Pow(o.Beta1, updates)), v[i]/(1-math.Pow(o.Beta2, updates))
		updated.Data[i] -= o.LearningRate * M / (math.Sqrt(V) + o.Epsilon)
	}
	return updated
}
