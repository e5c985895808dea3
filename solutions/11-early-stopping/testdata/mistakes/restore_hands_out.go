// Mistake: Restore hands out its own copies, so further training overwrites them
// Seen: stopping: after some more training, Restore does not return the best weights any more
package stopping

func (s *EarlyStopping) Restore(weights []*given.Matrix) {
	for i, W := range s.BestWeights {
		weights[i].Data = W.Data
	}
}
