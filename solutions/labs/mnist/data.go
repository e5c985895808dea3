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

// images contains the data of the experiment.
type images struct {
	train      *nn.Dataset // nil if there is no training
	validation *nn.Dataset // nil if there is none
	test       *nn.Dataset
	name       string // for example "MNIST"
	origin     string // where they come from
	areDigits  bool
}

// getImages returns the images and prints their origin.
func getImages(ctx context.Context, opt *options, published digits.Publication, out io.Writer) (*images, error) {
	all, err := published.Get(ctx, opt.digits, opt.seed, out)
	if err != nil {
		return nil, err
	}
	data := &images{train: all.Train, test: all.Test,
		name: all.Name, origin: all.Origin, areDigits: all.AreDigits()}
	if opt.epochs == 0 {
		data.train = nil
	}
	n := opt.validation
	if n == sixth && data.train != nil {
		n = data.train.Len() / 6
	}
	if n > 0 && data.train != nil {
		if err := data.keepForValidation(n); err != nil {
			return nil, err
		}
	}
	fmt.Fprintf(out, "Data: %s\nImages: %s;\n%d x %d pixels, %d classes\n\n",
		data.origin, data.sizes(), side, side, classes)
	return data, nil
}

// title returns the title of pictures and reports.
func (d *images) title() string {
	if d.areDigits {
		return "Handwritten digits"
	}
	return "Images of " + d.name
}

// keepForValidation moves the last n images of the training set to the validation set.
func (d *images) keepForValidation(n int) error {
	rest := d.train.Len() - n
	if rest < 1 {
		return lab.Usagef("-validation %d: there are only %d images for training", n, d.train.Len())
	}
	X, Y := d.train.X, d.train.Y
	d.validation = &nn.Dataset{X: X.RowRange(rest, rest+n), Y: Y.RowRange(rest, rest+n)}
	d.train = &nn.Dataset{X: X.RowRange(0, rest), Y: Y.RowRange(0, rest)}
	return nil
}

// sizes returns the numbers of images.
func (d *images) sizes() string {
	text := ""
	if d.train != nil {
		text = fmt.Sprintf("%d for training, ", d.train.Len())
	}
	if d.validation != nil {
		text += fmt.Sprintf("%d for validation, ", d.validation.Len())
	}
	return text + fmt.Sprintf("%d for the test", d.test.Len())
}
