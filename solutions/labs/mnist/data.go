package main

import (
	"context"
	"fmt"
	"io"

	"nn"
	"nn/solutions/labs/internal/digits"
	"nn/solutions/labs/internal/lab"
)

const (
	side    = digits.Side
	classes = digits.Classes
)

// images is what the experiment works on.
type images struct {
	train      *nn.Dataset
	validation *nn.Dataset // nil if there is none
	test       *nn.Dataset
	origin     string // where they are from
}

// getImages returns the digits of MNIST, or some that are drawn, and says which.
func getImages(ctx context.Context, opt *options, published digits.Publication, out io.Writer) (*images, error) {
	all, err := published.Get(ctx, opt.digits, opt.seed, out)
	if err != nil {
		return nil, err
	}
	data := &images{train: all.Train, test: all.Test, origin: all.Origin}
	n := opt.validation
	if n == sixth {
		n = data.train.Len() / 6
	}
	if n > 0 {
		if err := data.keepForValidation(n); err != nil {
			return nil, err
		}
	}
	fmt.Fprintf(out, "The digits are %s.\nImages: %s;\n%d x %d pixels, %d classes\n\n",
		data.origin, data.sizes(), side, side, classes)
	return data, nil
}

// keepForValidation moves the last images of the training set, n of them, to the validation set.
func (d *images) keepForValidation(n int) error {
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
func (d *images) sizes() string {
	validation := ""
	if d.validation != nil {
		validation = fmt.Sprintf("%d for validation, ", d.validation.Len())
	}
	return fmt.Sprintf("%d to train on, %s%d for the test", d.train.Len(), validation, d.test.Len())
}
