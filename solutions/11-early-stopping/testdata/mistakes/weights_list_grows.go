// Mistake: the list of the best weights grows, and the weights of the first epoch stay at its front
// Seen: stopping: after Restore the network is as good as after its first epoch
package stopping

func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	if valLoss < s.Best-s.MinDelta {
		s.Best, s.BestEpoch, s.Waited = valLoss, epoch, 0
		for _, W := range weights {
			s.BestWeights = append(s.BestWeights, W.Clone())
		}
		return false
	}
	s.Waited++
	return s.Waited >= s.Patience
}

func (s *EarlyStopping) Restore(weights []*given.Matrix) {
	for i := range weights {
		copy(weights[i].Data, s.BestWeights[i].Data)
	}
}
