// Right: Waited is the distance of the epochs, and the improvement a difference
package stopping

func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	if s.Best-valLoss > s.MinDelta {
		s.Best, s.BestEpoch = valLoss, epoch
		s.BestWeights = make([]*given.Matrix, len(weights))
		for i := range weights {
			s.BestWeights[i] = weights[i].ScaledBy(1)
		}
	}
	s.Waited = epoch - s.BestEpoch
	return s.Waited == s.Patience
}
