package nn

import (
	"fmt"
	"testing"
)

// The shapes are those of a network for MNIST, 784-100-50-10 with batches of 64, and of one for
// reviews, 10000-16-16-1 with batches of 512. Pixels are 80 % zeros, words 98.7 %.

// BenchmarkProducts names n x k x m, for results (n, m) of sums of k terms.
func BenchmarkProducts(b *testing.B) {
	for _, c := range []struct {
		product int
		n, k, m int
		zeros   float64
		kept    string
	}{
		{0, 64, 784, 100, 0, "dense"}, {0, 64, 784, 100, 0.8, "dense"},
		{0, 64, 784, 100, 0.8, "lists"}, {0, 64, 100, 50, 0.5, "dense"},
		{0, 512, 10000, 16, 0.987, "dense"}, {0, 512, 10000, 16, 0.987, "lists"},
		{0, 512, 10000, 16, 0.987, "ones"},
		{1, 784, 64, 100, 0, "dense"}, {1, 784, 64, 100, 0.8, "dense"},
		{1, 784, 64, 100, 0.8, "lists"},
		{1, 10000, 512, 16, 0.987, "lists"}, {1, 10000, 512, 16, 0.987, "ones"},
		{2, 64, 50, 100, 0.5, "dense"},
		{0, 256, 256, 256, 0, "dense"}, {1, 256, 256, 256, 0, "dense"},
		{2, 256, 256, 256, 0, "dense"},
	} {
		p := products[c.product]
		b.Run(fmt.Sprintf("%s/%dx%dx%d/%g%%zeros/%s", p.name, c.n, c.k, c.m, 100*c.zeros, c.kept),
			func(b *testing.B) {
				aRows, aCols, xRows, xCols := p.shapes(c.n, c.k, c.m)
				a, x, z := withZeros(aRows, aCols, c.zeros, newRand(1)),
					normal(NewMatrix(xRows, xCols), newRand(2)), new(Matrix)
				switch c.kept {
				case "lists":
					a = a.Sparse()
				case "ones":
					a = onesOf(a)
				}
				p.fast(z, a, x)
				b.ReportAllocs()
				for b.Loop() {
					p.fast(z, a, x)
				}
			})
	}
}

func BenchmarkLayers(b *testing.B) {
	for _, c := range []struct {
		name string
		l    Layer
		in   int
	}{
		{"Dense/64x784x100", NewDenseLayer(100), 784},
		{"Dense/64x100x50", NewDenseLayer(50), 100},
		{"ReLU/64x100", NewReLUActivation(), 100},
		{"Sigmoid/64x100", NewSigmoidActivation(), 100},
		{"Tanh/64x100", NewTanhActivation(), 100},
		{"Softmax/64x10", NewSoftmaxActivation(), 10},
	} {
		c.l.SetInputShape(c.in)
		if l, ok := c.l.(initialized); ok {
			l.Initialize(newRand(1))
		}
		X, dY := normal(NewMatrix(64, c.in), newRand(2)),
			normal(NewMatrix(64, c.l.OutputShape()), newRand(3))
		b.Run(c.name+"/forward", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.l.ForwardPropagation(X, true)
			}
		})
		b.Run(c.name+"/backward", func(b *testing.B) {
			b.ReportAllocs()
			c.l.ForwardPropagation(X, true)
			for b.Loop() {
				c.l.BackwardPropagation(dY)
			}
		})
	}
}

func BenchmarkOptimizers(b *testing.B) {
	for _, c := range optimizerTable {
		p := randomParam(784, 100, 1)
		o := c.make()
		b.Run(c.name+"/784x100", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				o.Update(p)
			}
		})
	}
}

// trainingStep returns one step of training: gather a batch of 64, forward, backward, update.
func trainingStep(inputs int, hidden []int, lists bool) (step func()) {
	rng := newRand(1)
	net := NewNeuralNetwork(inputs, new(CategoricalCrossEntropy), NewAdam(0.001), rng)
	for _, units := range hidden {
		net.Add(NewDenseLayer(units), NewReLUActivation())
	}
	net.Add(NewDenseLayer(10), NewSoftmaxActivation())
	d := classes(1000, inputs, 10, rng)
	d.X = withZeros(1000, inputs, 0.8, rng)
	if lists {
		d.X = d.X.Sparse()
	}
	var X, Y Matrix
	order, at := rng.Perm(d.Len()), 0
	return func() {
		if at+64 > len(order) {
			at = 0
		}
		batch := order[at : at+64]
		at += 64
		p := net.ForwardPropagation(X.Gather(d.X, batch), true)
		_, dE, layers := net.outputError(Y.Gather(d.Y, batch), p)
		net.backward(dE, layers, false)
		net.update()
	}
}

// BenchmarkTrainingStep is one step of the MNIST network with Adam.
func BenchmarkTrainingStep(b *testing.B) {
	for name, lists := range map[string]bool{"dense": false, "lists": true} {
		b.Run("784-100-50-10/64/"+name, func(b *testing.B) {
			step := trainingStep(784, []int{100, 50}, lists)
			step()
			b.ReportAllocs()
			for b.Loop() {
				step()
			}
		})
	}
}

// BenchmarkGrowth doubles the weights and the examples: the time of a step must grow with the
// weights, and that of an epoch with the examples, not faster.
func BenchmarkGrowth(b *testing.B) {
	for _, units := range []int{64, 128, 256} {
		b.Run(fmt.Sprintf("weights/784-%d-10", units), func(b *testing.B) {
			step := trainingStep(784, []int{units}, false)
			step()
			b.ReportAllocs()
			for b.Loop() {
				step()
			}
		})
	}
	for _, n := range []int{1000, 2000, 4000} {
		b.Run(fmt.Sprintf("examples/%d", n), func(b *testing.B) {
			rng := newRand(1)
			net := NewNeuralNetwork(50, new(CategoricalCrossEntropy), NewAdam(0.001), rng)
			net.Add(NewDenseLayer(32), NewReLUActivation(), NewDenseLayer(10),
				NewSoftmaxActivation())
			net.Epochs = 1
			d := classes(n, 50, 10, rng)
			b.ReportAllocs()
			for b.Loop() {
				if err := net.Fit(d, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
