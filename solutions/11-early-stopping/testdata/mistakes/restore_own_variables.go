// Mistake: Restore sets its own variables: the matrices are as training has left them
// Seen: stopping: the weights that come back are those of the last epoch
package stopping

func (s *EarlyStopping) Restore(weights []*given.Matrix) {
	for i, W := range weights {
		if i < len(s.BestWeights) {
			W = s.BestWeights[i].Clone()
		}
		_ = W
	}
}
