// Mistake: the best error follows every lower one, so small steps never add up to MinDelta
// Seen: stopping: training stops too early, while the error falls slowly and steadily
package stopping

func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	if valLoss < s.Best-s.MinDelta {
		s.Best, s.BestEpoch, s.BestWeights, s.Waited = valLoss, epoch, nil, 0
		for _, W := range weights {
			s.BestWeights = append(s.BestWeights, W.Clone())
		}
		return false
	}
	s.Best = min(s.Best, valLoss)
	s.Waited++
	return s.Waited >= s.Patience
}
