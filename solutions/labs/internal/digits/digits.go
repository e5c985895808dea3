// Package digits provides the images of handwritten digits for the labs: MNIST, digits that it
// draws itself, or other images in the format of MNIST.
package digits

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime/debug"

	"nn"
	"nn/solutions/labs/internal/handwriting"
	"nn/solutions/labs/internal/lab"
)

const (
	Side    = handwriting.Side // pixels of an image, in both directions
	Classes = handwriting.Classes
)

// Digits contains images for training and for the test. Row i of X has the pixels of image i, 0 for
// black and 1 for white.
type Digits struct {
	Train, Test *nn.Dataset // Train is nil if only the test was requested
	Name        string      // "MNIST", "drawn digits", or the name of the folder
	Origin      string      // where they come from, for example "images of MNIST, from mnist"
	Drawn       bool        // by this package
}

// AreDigits reports whether the images are known to show digits. Other data sets, for example of
// clothes, have the same format.
func (d *Digits) AreDigits() bool { return d.Drawn || d.Name == nameOfMNIST }

const nameOfMNIST = "MNIST"

// Options determine where the images come from.
type Options struct {
	Data     string // the folder of MNIST, empty for the cache
	Download bool
	Draw     int  // number of digits to draw for training
	MustDraw bool // even if there is MNIST
	TestOnly bool // no training images are needed
}

// Flags defines the flags -data, -download and -draw.
func (opt *Options) Flags(flags *flag.FlagSet) {
	flags.StringVar(&opt.Data, "data", "",
		"`folder` with the four files of MNIST, or of other images in its format, packed by gzip or not")
	flags.BoolVar(&opt.Download, "download", false,
		"download the four files of MNIST, 11 MB, from a public mirror into the folder of -data\n"+
			"or, without -data, into a cache where later runs find them")
	flags.IntVar(&opt.Draw, "draw", 12_000,
		"`number` of digits to draw for training, and a sixth as many for the test;\n"+
			"they replace MNIST if the flag is given")
}

// Check returns a [lab.UsageError] unless the flags make sense.
func (opt *Options) Check(flags *flag.FlagSet) error {
	const from, to = 60, 600_000
	if opt.Draw < from || opt.Draw > to {
		return lab.Usagef("-draw %d: want %d to %d", opt.Draw, from, to)
	}
	opt.MustDraw = lab.IsSet(flags, "draw")
	if opt.MustDraw && (opt.Data != "" || opt.Download) {
		return lab.Usagef("-draw draws digits, whereas -data and -download are for MNIST: " +
			"leave one out")
	}
	return nil
}

// Get reads MNIST from the folder of -data or, without -data, from the cache. With -download, it
// downloads MNIST first. If no flag is given and the cache is empty, it draws digits.
func (p *Publication) Get(ctx context.Context, opt Options, seed uint64, out io.Writer) (*Digits, error) {
	draw := func() (*Digits, error) { return drawn(opt.Draw, seed), nil }
	if opt.MustDraw {
		return lab.Until(ctx, draw)
	}
	dir := opt.Data
	if dir == "" {
		cache, err := lab.Cache("mnist")
		if err != nil && opt.Download {
			return nil, err
		}
		if !opt.Download && (err != nil || !p.isIn(cache)) {
			fmt.Fprintln(out, "MNIST has not been downloaded yet; -download downloads it once, 11 MB.")
			return lab.Until(ctx, draw)
		}
		dir = cache
	}
	if opt.Download {
		if err := p.download(ctx, dir, out); err != nil {
			return nil, err
		}
	}
	return lab.Until(ctx, func() (*Digits, error) { return p.read(dir, opt.TestOnly) })
}

// StreamDrawing is the stream of random numbers for drawing. A lab needs different streams for its
// other purposes.
const StreamDrawing = 1

func drawn(n int, seed uint64) *Digits {
	rng := rand.New(rand.NewPCG(seed, StreamDrawing))
	return &Digits{
		Train:  Dataset(handwriting.Draw(n, rng)),
		Test:   Dataset(handwriting.Draw(n/6, rng)),
		Name:   "drawn digits",
		Origin: fmt.Sprintf("digits drawn by this program itself, with seed %d", seed),
		Drawn:  true,
	}
}

// Dataset scales the pixels to 0 to 1 and encodes the labels as one-hot rows. Because four of five
// pixels are black, it stores lists of the other pixels. Before that, it returns the buffers in which
// the file was read to the system: with MNIST, the lab then needs 180 MB instead of 222 MB.
func Dataset(images, labels *nn.IDX) *nn.Dataset {
	debug.FreeOSMemory()
	return &nn.Dataset{X: images.Sparse(1.0 / 255), Y: nn.OneHot(labels.Classes(), Classes)}
}
