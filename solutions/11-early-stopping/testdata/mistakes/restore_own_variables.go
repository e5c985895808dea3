// Mistake: Restore assigns to local variables, so the matrices keep the values of the last epoch
// Seen: stopping: Restore returns the weights of the last epoch
package stopping

func (s *EarlyStopping) Restore(weights []*given.Matrix) {
	for i, W := range weights {
		if i < len(s.BestWeights) {
			W = s.BestWeights[i].Clone()
		}
		_ = W
	}
}
