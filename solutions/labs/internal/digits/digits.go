// Package digits gets the images of handwritten digits that the labs work on: those of MNIST, or
// some that it draws itself.
package digits

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"

	"nn"
	"nn/solutions/labs/internal/lab"
)

const (
	Side    = 28 // pixels of an image, in both directions
	Classes = 10
)

// Digits is images to train on and others to test with. Row i of X has the pixels of image i, 0 for
// black and 1 for white.
type Digits struct {
	Train, Test *nn.Dataset
	Origin      string // where they are from
	Drawn       bool   // by this package
}

// Options say where the digits are to come from.
type Options struct {
	Data     string // the folder of MNIST, empty for the cache
	Download bool
	Draw     int  // how many to draw for training
	MustDraw bool // even if there is MNIST
}

// Flags defines the flags -data, -download and -draw.
func (opt *Options) Flags(flags *flag.FlagSet) {
	flags.StringVar(&opt.Data, "data", "",
		"`folder` with the four files of MNIST, packed by gzip or not")
	flags.BoolVar(&opt.Download, "download", false,
		"fetch the four files from a public mirror, 11 MB, into the folder of -data,\n"+
			"or else into a cache where later runs find them by themselves")
	flags.IntVar(&opt.Draw, "draw", 12_000,
		"`number` of digits to draw for training, and a sixth as many for the test;\n"+
			"if it is given they are drawn even if MNIST is there")
}

// Check returns a [lab.UsageError] unless the flags make sense.
func (opt *Options) Check(flags *flag.FlagSet) error {
	const from, to = 60, 600_000
	if opt.Draw < from || opt.Draw > to {
		return lab.Usagef("-draw %d: want %d to %d", opt.Draw, from, to)
	}
	opt.MustDraw = lab.IsSet(flags, "draw")
	if opt.MustDraw && (opt.Data != "" || opt.Download) {
		return lab.Usagef("-draw draws digits, -data and -download are for those of MNIST: " +
			"leave one out")
	}
	return nil
}

// Get reads MNIST from the folder of -data or else from the cache, and fetches it first if it
// should. If nobody has asked for MNIST and the cache is empty it draws digits.
func (p *Publication) Get(ctx context.Context, opt Options, seed uint64, out io.Writer) (*Digits, error) {
	if opt.MustDraw {
		return drawn(opt.Draw, seed), nil
	}
	dir := opt.Data
	if dir == "" {
		cache, err := lab.Cache("mnist")
		if err != nil && opt.Download {
			return nil, err
		}
		if !opt.Download && (err != nil || !p.isIn(cache)) {
			fmt.Fprintln(out, "MNIST is not here yet; -download fetches it, 11 MB, once.")
			return drawn(opt.Draw, seed), nil
		}
		dir = cache
	}
	if opt.Download {
		if err := p.download(ctx, dir, out); err != nil {
			return nil, err
		}
	}
	return p.read(dir)
}

// StreamDrawing is the stream of the seed's random numbers that draws. The other purposes of a lab
// need streams of their own.
const StreamDrawing = 1

func drawn(n int, seed uint64) *Digits {
	rng := rand.New(rand.NewPCG(seed, StreamDrawing))
	return &Digits{
		Train:  Dataset(Draw(n, rng)),
		Test:   Dataset(Draw(n/6, rng)),
		Origin: fmt.Sprintf("drawn by this program itself, with seed %d", seed),
		Drawn:  true,
	}
}

// Dataset scales the pixels to 0 to 1 and makes the labels one-hot. Four of five pixels are black,
// so the images are kept as lists of those that are not.
func Dataset(images, labels *nn.IDX) *nn.Dataset {
	return &nn.Dataset{X: images.Sparse(1.0 / 255), Y: nn.OneHot(labels.Classes(), Classes)}
}
