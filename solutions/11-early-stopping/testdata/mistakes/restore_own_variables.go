// Mistake: Restore leaves the matrices as they are, with the values of the last epoch
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
