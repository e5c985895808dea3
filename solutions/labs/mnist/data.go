package main

import (
	"fmt"
	"io"
	"math/rand/v2"

	"nn"
	"nn/solutions/labs/internal/lab"
)

const (
	side    = 28 // pixels of an image, in both directions
	classes = 10
)

// digits is what the experiment works on. Row i of X has the pixels of image i, 0 for black and 1
// for white.
type digits struct {
	train      *nn.Dataset
	validation *nn.Dataset // nil if there is none
	test       *nn.Dataset
	origin     string // where they are from
}

// getDigits returns the digits of MNIST, or some that it draws, and says which.
func getDigits(opt *options, published publication, out io.Writer) (*digits, error) {
	data, err := mnistOrDrawn(opt, published, out)
	if err != nil {
		return nil, err
	}
	n := opt.validation
	if n == sixth {
		n = data.train.Len() / 6
	}
	if n > 0 {
		if err := data.keepForValidation(n); err != nil {
			return nil, err
		}
	}
	fmt.Fprintf(out, "The digits are %s.\nImages: %s; %d x %d pixels, %d classes\n\n",
		data.origin, data.sizes(), side, side, classes)
	return data, nil
}

// mnistOrDrawn reads MNIST from the folder of -data or else from the cache, and fetches it first if
// it should. If nobody has asked for MNIST and the cache is empty it draws digits.
func mnistOrDrawn(opt *options, published publication, out io.Writer) (*digits, error) {
	if opt.mustDraw {
		return draw(opt), nil
	}
	dir := opt.data
	if dir == "" {
		cache, err := lab.Cache("mnist")
		if err != nil && opt.download {
			return nil, err
		}
		if !opt.download && (err != nil || !published.isIn(cache)) {
			fmt.Fprintln(out, "MNIST is not here yet; -download fetches it, 11 MB, once.")
			return draw(opt), nil
		}
		dir = cache
	}
	if opt.download {
		if err := published.download(dir, out); err != nil {
			return nil, err
		}
	}
	return published.read(dir)
}

func draw(opt *options) *digits {
	rng := rand.New(rand.NewPCG(opt.seed, streamDrawing))
	return &digits{
		train:  dataset(drawDigits(opt.draw, rng)),
		test:   dataset(drawDigits(opt.draw/6, rng)),
		origin: fmt.Sprintf("drawn by this program itself, with seed %d", opt.seed),
	}
}

// dataset scales the pixels to 0 to 1 and makes the labels one-hot. Four of five pixels are black,
// so the images are kept as lists of those that are not.
func dataset(images, labels *nn.IDX) *nn.Dataset {
	return &nn.Dataset{X: images.Sparse(1.0 / 255), Y: nn.OneHot(labels.Classes(), classes)}
}

// keepForValidation moves the last images of the training set, n of them, to the validation set.
func (d *digits) keepForValidation(n int) error {
	rest := d.train.Len() - n
	if rest < 1 {
		return lab.Usagef("-validation %d: there are only %d images to train on", n, d.train.Len())
	}
	X, Y := d.train.X, d.train.Y
	d.validation = &nn.Dataset{X: X.RowRange(rest, rest+n), Y: Y.RowRange(rest, rest+n)}
	d.train = &nn.Dataset{X: X.RowRange(0, rest), Y: Y.RowRange(0, rest)}
	return nil
}

// sizes says how many images there are.
func (d *digits) sizes() string {
	validation := ""
	if d.validation != nil {
		validation = fmt.Sprintf("%d for validation, ", d.validation.Len())
	}
	return fmt.Sprintf("%d to train on, %s%d for the test", d.train.Len(), validation, d.test.Len())
}
