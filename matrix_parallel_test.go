// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// tally counts how often each number of a task is done.
type tally struct{ done []atomic.Int32 }

func (c *tally) run(from, to int) {
	for i := from; i < to; i++ {
		c.done[i].Add(1)
	}
}

func (c *tally) wantAll(t *testing.T, times int32) {
	t.Helper()
	for i := range c.done {
		if n := c.done[i].Load(); n != times {
			t.Fatalf("%d of %d was done %d times, want %d", i, len(c.done), n, times)
		}
	}
}

// TestShareDoesEachPartOnce, with tasks smaller and larger than the number of processors.
func TestShareDoesEachPartOnce(t *testing.T) {
	for _, cores := range []int{1, 2, 3, 8} {
		processors(t, cores)
		for _, n := range []int{0, 1, 2, 3, 7, 8, 9, 31, 32, 33, 1000} {
			c := &tally{done: make([]atomic.Int32, n)}
			for range 50 {
				fast.share(n, c)
			}
			c.wantAll(t, 50)
		}
	}
}

// TestShareBetweenGoroutines: several goroutines share work at once while the number of processors
// changes. Whoever finds the helpers taken does all of it alone.
func TestShareBetweenGoroutines(t *testing.T) {
	processors(t, runtime.GOMAXPROCS(0))
	rounds := 300
	if testing.Short() {
		rounds = 50
	}
	var all sync.WaitGroup
	for g := range 6 {
		all.Add(1)
		go func() {
			defer all.Done()
			for round := range rounds {
				n := 1 + (round*7+g*13)%200
				c := &tally{done: make([]atomic.Int32, n)}
				fast.share(n, c)
				for i := range c.done {
					if c.done[i].Load() != 1 { // t.Fatal is not for other goroutines
						t.Errorf("%d of %d was done %d times", i, n, c.done[i].Load())
						return
					}
				}
				if g == 0 {
					runtime.GOMAXPROCS(1 + round%4)
				}
			}
		}()
	}
	all.Wait()
}

// panicking is a task that panics in one goroutine; in another nobody could recover.
type panicking struct{ owner string }

func (p panicking) run(from, to int) {
	if goroutine() == p.owner {
		panic("nn: a task that panics")
	}
}

// TestShareAfterPanic: a task that panics, and a caller who recovers, leave the helpers in order.
func TestShareAfterPanic(t *testing.T) {
	processors(t, 4)
	panics, rounds := 0, 1000 // many, because the helpers may have taken all parts
	if testing.Short() {
		rounds = 200
	}
	for range rounds {
		func() {
			defer func() {
				if recover() != nil {
					panics++
				}
			}()
			fast.share(100, panicking{goroutine()})
		}()
		if team.round.Load()&1 == 1 {
			t.Fatal("the round of a task that has panicked is still open")
		}
		if !team.owner.TryLock() {
			t.Fatal("the team still belongs to the task that has panicked")
		}
		team.owner.Unlock()
	}
	if panics == 0 {
		t.Error("no panic seen")
	}
	c := &tally{done: make([]atomic.Int32, 100)}
	for range 200 {
		fast.share(100, c)
	}
	c.wantAll(t, 200)
}

// goroutine returns the name of the running goroutine, such as "goroutine 18 ".
func goroutine() string {
	var buffer [32]byte
	text := buffer[:runtime.Stack(buffer[:], false)]
	for i, b := range text[len("goroutine "):] {
		if b == ' ' {
			return string(text[:len("goroutine ")+i+1])
		}
	}
	return string(text)
}

// TestHelpersSleep: shortly after the work all helpers sleep, so that a program that has trained a
// network does not go on burning processors.
func TestHelpersSleep(t *testing.T) {
	processors(t, 4)
	c := &tally{done: make([]atomic.Int32, 1000)}
	for range 20 {
		for range 20 {
			fast.share(len(c.done), c)
		}
		deadline := time.Now().Add(5 * time.Second)
		for team.idle.Load() != int64(team.helpers) {
			if time.Now().After(deadline) {
				t.Fatalf("%d of %d helpers sleep", team.idle.Load(), team.helpers)
			}
			time.Sleep(100 * time.Microsecond)
		}
	}
	if team.helpers < 3 {
		t.Errorf("%d helpers for 4 processors, want 3 or more", team.helpers)
	}
	if n := team.busy.Load(); n != 0 {
		t.Errorf("%d helpers are busy with nothing", n)
	}
	c.wantAll(t, 400)
}

// lateTask is a task whose parts take long in every goroutine but that of the owner.
type lateTask struct {
	owner string
	late  atomic.Int32 // parts that were not the owner's
}

func (l *lateTask) run(from, to int) {
	if goroutine() != l.owner {
		l.late.Add(1)
		time.Sleep(time.Millisecond)
	}
}

// TestShareWithBusyProcessor: after it has waited for a helper, the owner does the next tasks alone.
func TestShareWithBusyProcessor(t *testing.T) {
	processors(t, 2)
	team.owner.Lock()
	team.alone, team.pause = 0, shortPause
	team.owner.Unlock()
	task := &lateTask{owner: goroutine()}
	for pauses := 0; pauses < 3; {
		if fast.share(100, task); team.alone == 0 {
			continue // the owner was not kept waiting
		}
		pauses++
		for n := team.alone; n > 0; n-- {
			before := task.late.Load()
			if fast.share(100, task); task.late.Load() != before {
				t.Fatalf("a helper has worked in a pause with %d tasks left", n)
			}
		}
	}
}

// TestChoosePause: the pauses double while waits follow each other, and become shorter one by one.
func TestChoosePause(t *testing.T) {
	team.owner.Lock()
	defer team.owner.Unlock()
	defer func() { team.alone, team.pause = 0, shortPause }()
	team.alone, team.pause = 0, shortPause
	const work, long = time.Millisecond, 2 * time.Millisecond
	for _, want := range []int{64, 128, 256, 512, 1024, 2048, 4096, 8192, 8192} {
		if choosePause(work, long); team.alone != want {
			t.Fatalf("a pause of %d tasks, want %d", team.alone, want)
		}
	}
	for _, short := range []time.Duration{0, patience, work} {
		team.alone = 0
		before := team.pause
		if choosePause(work, short); team.alone != 0 || team.pause != before-1 {
			t.Errorf("waited %v: pauses of %d and %d tasks, want 0 and %d", short, team.alone, team.pause, before-1)
		}
	}
	team.pause = shortPause
	if choosePause(work, 0); team.pause != shortPause {
		t.Errorf("a pause of %d tasks, want %d at least", team.pause, shortPause)
	}
}

// TestTrainingInGoroutines: different networks may be trained at once, and each gets the bits
// that it gets alone, on any number of processors.
func TestTrainingInGoroutines(t *testing.T) {
	processors(t, 4)
	const networks = 4
	train := func(seed uint64) []*Matrix {
		rng := newRand(seed)
		net := NewNeuralNetwork(40, new(CategoricalCrossEntropy), optimizerTable[len(optimizerTable)-1].make(), rng)
		net.Add(NewDenseLayer(120), NewReLUActivation(), NewDenseLayer(10), NewSoftmaxActivation())
		net.Epochs = 2
		if err := net.Fit(classes(200, 40, 10, rng), nil); err != nil {
			panic(err)
		}
		return clones(net.Params(), valueOf)
	}
	alone := make([][]*Matrix, networks)
	for i := range alone {
		alone[i] = train(uint64(i))
	}
	together := make([][]*Matrix, networks)
	var all sync.WaitGroup
	for i := range together {
		all.Add(1)
		go func() {
			defer all.Done()
			runtime.GOMAXPROCS(1 + i) // while others train
			together[i] = train(uint64(i))
		}()
	}
	all.Wait()
	for i := range alone {
		for k := range alone[i] {
			if !sameBits(alone[i][k], together[i][k]) {
				t.Errorf("network %d: parameter %d differs from that of a network trained alone", i,
					k)
			}
		}
	}
}

// TestProductsOnAnyNumberOfProcessors gives the same bits.
func TestProductsOnAnyNumberOfProcessors(t *testing.T) {
	rng := newRand(1)
	for _, p := range products {
		aRows, aCols, bRows, bCols := p.shapes(61, 90, 70)
		a, b := withZeros(aRows, aCols, 0.4, rng), withZeros(bRows, bCols, 0.1, rng)
		var want *Matrix
		for _, cores := range []int{1, 2, 4, 7} {
			t.Run(fmt.Sprintf("%s/%d", p.name, cores), func(t *testing.T) {
				processors(t, cores)
				for range 10 {
					got := p.fast(new(Matrix), a, b)
					if want == nil {
						want = got
					}
					if !sameBits(got, want) {
						t.Fatal("other bits")
					}
				}
			})
		}
	}
}

// TestTrainingOnAnyNumberOfProcessors gives the same bits.
func TestTrainingOnAnyNumberOfProcessors(t *testing.T) {
	for _, c := range someOptimizers() {
		t.Run(c.name, func(t *testing.T) {
			net, d := wideNetwork(1, c.make())
			want, wantHistory := trained(t, net, d)
			for _, cores := range []int{1, 2, 4} {
				processors(t, cores)
				net, d := wideNetwork(1, c.make())
				params, h := trained(t, net, d)
				wantSameTraining(t, fmt.Sprintf("%d processors", cores), params, want, h,
					wantHistory)
			}
			net, d = wideNetwork(2, c.make())
			if params, _ := trained(t, net, d); sameBits(params[0], want[0]) {
				t.Error("another seed gives the same bits")
			}
		})
	}
}
