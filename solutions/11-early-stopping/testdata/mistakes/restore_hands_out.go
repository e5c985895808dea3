// Mistake: Restore hands its copies out, and further training overwrites them
// Seen: stopping: after some more training, what comes back are not the best weights any more
package stopping

func (s *EarlyStopping) Restore(weights []*given.Matrix) {
	for i, W := range s.BestWeights {
		weights[i].Data = W.Data
	}
}
