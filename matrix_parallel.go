// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// A training step of a small network consists of about a dozen operations that take some ten
// microseconds each. Starting a goroutine, or waking a sleeping one, takes about as long as the
// work itself. Therefore the helpers stay alive: after an operation, a helper polls for the next
// one for a short time before it goes to sleep. When nothing is being trained, all helpers sleep.
//
// If another program keeps a processor busy, the system stops a helper for milliseconds, perhaps in
// the middle of a part, and the owner of the task has to wait. After such a wait the owner does the
// next tasks alone. Otherwise a pass over MNIST would take up to 1.7 times as long as on one
// processor.

// looks is the number of times that a helper polls for work before it sleeps. This takes a tenth of
// a millisecond, which is longer than the pause between two shared operations of a training step.
// Waking a helper takes as long again.
const looks = 1 << 18

// parts is the number of parts per processor into which a task is divided. It is larger than 1
// because a processor that is busy with something else can then leave its parts to the others.
const parts = 4

// The owner does shortPause tasks alone after it has waited for a helper for longer than its own
// work took, and for longer than patience. The pauses double up to longPause while this goes on, and
// become shorter again by one task for each task without such a wait.
const (
	patience   = 100 * time.Microsecond
	shortPause = 64
	longPause  = 8192
)

// team holds the helpers and the task that they share.
var team struct {
	owner   sync.Mutex // held by the goroutine that shares a task
	helpers int        // number of helpers started so far

	alone int // number of tasks that the owner still does alone
	pause int // number of tasks that it will do alone after the next wait

	task elementTask
	n    int // the task is 0, ..., n-1
	part int // the size of its parts

	round atomic.Int64 // odd while a task is open; helpers wait for it to change
	next  atomic.Int64 // start of the first part that has not been taken
	busy  atomic.Int64 // number of helpers that may be working
	idle  atomic.Int64 // number of helpers that sleep or are about to sleep
	wake  chan struct{}
}

// share runs t on 0, ..., n-1, together with the helpers if they are free, and returns when all
// parts are done. The parts do not overlap. Any processor can run any part.
func (fastLoops) share(n int, t elementTask) {
	processors := runtime.GOMAXPROCS(0)
	if processors == 1 || n < 2 || !team.owner.TryLock() {
		t.run(0, n)
		return
	}
	defer team.owner.Unlock()
	if team.alone > 0 {
		team.alone--
		t.run(0, n)
		return
	}
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
	defer closeRound(time.Now())
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

// closeRound closes the task, even if it has panicked, and waits for the helpers that still work on
// it.
func closeRound(opened time.Time) {
	team.round.Add(1)
	closed := time.Now()
	for spins := 0; team.busy.Load() > 0; spins++ {
		if spins > 1000 {
			runtime.Gosched()
		}
	}
	team.task = nil
	choosePause(closed.Sub(opened), time.Since(closed))
}

// choosePause decides how many tasks the owner does alone after one for which it has worked and waited.
func choosePause(worked, waited time.Duration) {
	if waited > max(patience, worked) {
		team.alone, team.pause = team.pause, min(2*team.pause, longPause)
	} else {
		team.pause = max(shortPause, team.pause-1)
	}
}

// takeParts runs parts of the open task until all of them have been taken.
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

// help runs a helper. It never returns.
func help() {
	for seen := int64(0); ; {
		seen = awaitRound(seen)
		// Increment busy before checking the round again. Then either this helper sees that the
		// task has been closed, or the owner sees that a helper is still working.
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
