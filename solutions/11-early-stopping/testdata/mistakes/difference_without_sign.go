// Mistake: the difference from the best error has lost its sign, so a worse error counts as better
// Seen: stopping: training stops too late or never, and the best error is the last one
package stopping

func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	if math.Abs(s.Best-valLoss) > s.MinDelta {
		s.Best, s.BestEpoch, s.BestWeights, s.Waited = valLoss, epoch, nil, 0
		for _, W := range weights {
			s.BestWeights = append(s.BestWeights, W.Clone())
		}
		return false
	}
	s.Waited++
	return s.Waited >= s.Patience
}
