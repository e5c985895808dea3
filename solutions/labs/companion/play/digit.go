package play

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"nn"
	"nn/solutions/labs/internal/handwriting"
)

const (
	digitImages = 6000 // drawn for the training
	digitTests  = 500
	digitEpochs = 6
)

// DigitUnits are the units of the hidden layers of the network that reads digits. Both numbers are
// squares, because the page shows the outputs of a layer as a square.
var DigitUnits = []int{64, 36}

// NewDigitNetwork returns a network for images of 28 x 28 pixels, as the lab mnist has it.
func NewDigitNetwork(hidden []int, rng *rand.Rand) *nn.NeuralNetwork {
	net := nn.NewNeuralNetwork(handwriting.Side*handwriting.Side, &nn.CategoricalCrossEntropy{}, nn.NewAdam(0.002), rng)
	for _, units := range hidden {
		net.Add(nn.NewDenseLayer(units), nn.NewReLUActivation())
	}
	net.Add(nn.NewDenseLayer(handwriting.Classes), nn.NewSoftmaxActivation())
	net.BatchSize = 32
	return net
}

// Digits is the page on which the reader draws a digit and a network reads it.
type Digits struct {
	net         *nn.NeuralNetwork
	rng         *rand.Rand
	train, test *nn.Dataset
	next        func() (X, Y *nn.Matrix, more bool) // batches of the current epoch, nil if none has begun
	stop        func()
	epoch       int // complete ones
	running     bool
	state       string     // of the network, for the reader
	seen        *nn.Matrix // the digit as the network sees it, nil for none
	problem     string
}

// NewDigits returns the page with an untrained network.
func NewDigits() *Digits {
	d := &Digits{rng: rand.New(rand.NewPCG(1, 0)), state: "The network is not trained yet. Press Train; it takes less than a minute."}
	d.net = NewDigitNetwork(DigitUnits, d.rng)
	return d
}

// Do performs an action of the reader: "train" starts or pauses the training, "tick" continues it,
// "read" reads a picture, "sample" draws a digit and reads it, "clear" forgets the digit, and
// "weights" takes weights that WriteWeights has written. A picture is a PNG or JPEG file in content.
func (d *Digits) Do(action string, content []byte) *Frame {
	d.problem = ""
	var err error
	switch action {
	case "train":
		d.running = !d.running
	case "tick":
		if d.running {
			d.work(60 * time.Millisecond)
		}
	case "read":
		d.seen, err = nn.ReadDigit(bytes.NewReader(content))
	case "sample":
		d.seen = new(nn.Matrix).Copy(drawn(1+d.rng.IntN(handwriting.Classes), d.rng).X.RowRange(0, 1))
	case "clear":
		d.seen = nil
	case "weights":
		err = d.load(content)
	}
	if err != nil {
		d.problem = strings.TrimPrefix(err.Error(), "nn: ReadDigit: ")
	}
	return d.frame()
}

// work trains for about the given time.
func (d *Digits) work(limit time.Duration) {
	start := time.Now()
	if d.train == nil {
		d.train, d.test = drawn(digitImages, d.rng), drawn(digitTests, d.rng)
	}
	for time.Since(start) < limit && d.running {
		if d.next == nil {
			d.next, d.stop = iter.Pull2(d.net.MiniBatches(d.train))
		}
		X, Y, more := d.next()
		if more {
			d.net.BackpropagateLoss(Y, d.net.ForwardPropagation(X, true))
			for _, p := range d.net.Params() {
				d.net.Optimizer.Update(p)
			}
			continue
		}
		d.next = nil
		d.epoch++
		d.state = fmt.Sprintf("Epoch %d of %d: %.1f %% of %d other drawn digits are read correctly.", d.epoch, digitEpochs, 100*d.net.Score(d.test), digitTests)
		d.running = d.epoch%digitEpochs != 0
	}
	if d.epoch == 0 {
		d.state = "The first epoch has begun."
	}
}

// drawn returns digits that the program draws, with the size and the place of those that are read.
func drawn(n int, rng *rand.Rand) *nn.Dataset {
	images, labels := handwriting.Draw(n, rng)
	X := images.Matrix(1.0 / 255)
	for i := range n {
		ink := &nn.Matrix{Rows: handwriting.Side, Cols: handwriting.Side, Data: X.Row(i)}
		copy(X.Row(i), nn.CentreDigit(ink).Data)
	}
	return &nn.Dataset{X: X, Y: nn.OneHot(labels.Classes(), handwriting.Classes)}
}

// WriteWeights returns the hidden layers and all parameters of a network in few bytes: the number
// of hidden layers and their units as uint32, then the parameters as float64.
func WriteWeights(hidden []int, net *nn.NeuralNetwork) []byte {
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(hidden)))
	for _, units := range hidden {
		b = binary.LittleEndian.AppendUint32(b, uint32(units))
	}
	for _, p := range net.Params() {
		for _, w := range p.Value.Data {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(w))
		}
	}
	return b
}

// load replaces the network by one with the weights that WriteWeights has written.
func (d *Digits) load(b []byte) error {
	var hidden []int
	number := func() int {
		if len(b) < 4 {
			return -1
		}
		n := binary.LittleEndian.Uint32(b)
		b = b[4:]
		return int(n)
	}
	layers := number()
	for range min(layers, 20) {
		hidden = append(hidden, number())
	}
	if layers < 0 || layers != len(hidden) || slices.ContainsFunc(hidden, func(n int) bool { return n < 1 || n > 5000 }) {
		return fmt.Errorf("the weights file has %d hidden layers, of %v units; write it again with companion -weights", layers, hidden)
	}
	net := NewDigitNetwork(hidden, d.rng)
	n := 0
	for _, p := range net.Params() {
		n += 8 * len(p.Value.Data)
	}
	if len(b) != n {
		return fmt.Errorf("the weights file has %d bytes of weights, want %d; write it again with companion -weights", len(b), n)
	}
	for _, p := range net.Params() {
		for i := range p.Value.Data {
			p.Value.Data[i] = math.Float64frombits(binary.LittleEndian.Uint64(b))
			b = b[8:]
		}
	}
	if d.stop != nil {
		d.stop()
	}
	d.net, d.next, d.epoch, d.running = net, nil, 0, false
	d.state = fmt.Sprintf("The network has the weights of the file, with hidden layers of %v units.", hidden)
	return nil
}

// frame returns what the page shows.
func (d *Digits) frame() *Frame {
	f := &Frame{HTML: map[string]string{}, Running: d.running, Errors: map[string]string{"digit": d.problem}, Values: map[string]string{}, Pressed: map[string]bool{}}
	f.Text = map[string]string{"digit-state": d.state, "train": map[bool]string{true: "Pause", false: "Train"}[d.running]}
	if d.seen == nil {
		f.HTML["digit-result"] = "<p>Draw a digit, or choose a picture of one.</p>"
		return f
	}
	var layers strings.Builder
	add := func(id, name string, values []float64) {
		cells := int(math.Ceil(math.Sqrt(float64(len(values)))))
		full := make([]float64, cells*cells) // the last cells can be left over
		largest := max(slices.Max(values), 1e-12)
		for i, v := range values {
			full[i] = v / largest
		}
		f.Pictures = append(f.Pictures, Picture{id, cells, colours(full, false)})
		fmt.Fprintf(&layers, `<figure><canvas id="%s" width="%d" height="%[2]d" role="img" aria-label="%s"></canvas><figcaption>%[3]s</figcaption></figure>`, id, cells, name)
	}
	add("layer0", "What the network sees, 28 × 28", d.seen.Data)
	Y := d.seen
	for i, l := range d.net.Layers() {
		Y = l.ForwardPropagation(Y, false)
		if _, ok := l.(*nn.ReLUActivation); ok {
			add(fmt.Sprintf("layer%d", i/2+1), fmt.Sprintf("Hidden layer %d: %d units", i/2+1, Y.Cols), slices.Clone(Y.Row(0)))
		}
	}
	p := Y.Row(0)
	guess := slices.Index(p, slices.Max(p))
	var bars strings.Builder
	fmt.Fprintf(&bars, `<p class="guess">The network reads a <strong id="guess">%d</strong> (%.1f %%).</p><table class="bars"><caption>Probability of each digit</caption>`, guess, 100*p[guess])
	for k, v := range p {
		fmt.Fprintf(&bars, `<tr><th scope="row">%d<td><div style="width:%.1f%%"></div><td>%.1f %%</tr>`, k, 100*v, 100*v)
	}
	f.HTML["digit-result"] = bars.String() + `</table><div class="layers">` + layers.String() + "</div>"
	return f
}
