package nn

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// A training step of a small network is a dozen operations of some ten microseconds each. Starting
// a goroutine, or waking a sleeping one, takes about as long as the work itself. So there are
// helpers that stay: after an operation a helper keeps looking for the next one for a moment, and
// only then goes to sleep. While nothing trains, all of them sleep.

// looks is how often a helper looks for work before it sleeps: a tenth of a millisecond, longer
// than what a training step does between two shared operations. Waking a sleeper takes as long
// again.
const looks = 1 << 18

// parts is into how many parts a task is divided for each processor. More than one, so that a
// processor that is busy elsewhere leaves its parts to the others.
const parts = 4

// team is the helpers and the task that they share.
var team struct {
	owner   sync.Mutex // held by whoever shares a task: one at a time
	helpers int        // started so far

	task elementTask
	n    int // the task is 0, ..., n-1
	part int // divided into parts of this size

	round atomic.Int64 // odd while a task is open; every change is news for the helpers
	next  atomic.Int64 // where the first part begins that nobody has taken
	busy  atomic.Int64 // how many helpers may be at work
	idle  atomic.Int64 // how many sleep, or are about to
	wake  chan struct{}
}

// share runs t on 0, ..., n-1, shared with the helpers if they are free, and returns when all is
// done. The parts do not overlap; which processor does which is left to chance.
func (fastLoops) share(n int, t elementTask) {
	processors := runtime.GOMAXPROCS(0)
	if processors == 1 || n < 2 || !team.owner.TryLock() {
		t.run(0, n)
		return
	}
	defer team.owner.Unlock()
	if team.wake == nil {
		team.wake = make(chan struct{})
	}
	for ; team.helpers < processors-1; team.helpers++ {
		go help()
	}
	team.task, team.n = t, n
	team.part = max(1, n/(processors*parts))
	team.next.Store(0)
	team.round.Add(1) // open
	defer closeRound()
	for team.idle.Load() > 0 {
		select {
		case team.wake <- struct{}{}:
			continue
		default:
		}
		break
	}
	takeParts()
}

// closeRound ends the open task, also when it has panicked, and waits for the helpers at work on
// it.
func closeRound() {
	team.round.Add(1)
	for spins := 0; team.busy.Load() > 0; spins++ {
		if spins > 1000 {
			runtime.Gosched()
		}
	}
	team.task = nil
}

// takeParts works on the open task until all its parts are taken.
func takeParts() {
	for {
		to := int(team.next.Add(int64(team.part)))
		from := to - team.part
		if from >= team.n {
			return
		}
		team.task.run(from, min(to, team.n))
	}
}

// help is the life of a helper.
func help() {
	for seen := int64(0); ; {
		seen = awaitRound(seen)
		// Say "busy" first and look again after: either this helper sees that the task has been
		// closed, or the owner sees that somebody is still at work.
		team.busy.Add(1)
		if team.round.Load() == seen {
			takeParts()
		}
		team.busy.Add(-1)
	}
}

// awaitRound returns the number of the next open round after seen.
func awaitRound(seen int64) int64 {
	for {
		for range looks {
			if round := team.round.Load(); round > seen && round&1 == 1 {
				return round
			}
		}
		team.idle.Add(1)
		if round := team.round.Load(); round <= seen || round&1 == 0 {
			<-team.wake
		}
		team.idle.Add(-1)
	}
}
