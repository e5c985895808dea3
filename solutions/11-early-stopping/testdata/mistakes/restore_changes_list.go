// Mistake: Restore changes the list, not the matrices: the layers never see it
// Seen: stopping: the weights that come back are those of the last epoch
package stopping

func (s *EarlyStopping) Restore(weights []*given.Matrix) {
	copy(weights, s.BestWeights)
}
