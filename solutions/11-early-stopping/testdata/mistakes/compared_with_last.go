// Mistake: the error is compared with the previous epoch, not with the best one
// Seen: stopping: training stops too late or never, if the error goes up and down
package stopping

func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	better := valLoss < s.Best-s.MinDelta
	s.Best = valLoss
	if better {
		s.Best, s.BestEpoch, s.BestWeights, s.Waited = valLoss, epoch, nil, 0
		for _, W := range weights {
			s.BestWeights = append(s.BestWeights, W.Clone())
		}
		return false
	}
	s.Waited++
	return s.Waited >= s.Patience
}
