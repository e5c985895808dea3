package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// scan is a picture of a digit from a file.
type scan struct {
	file string
	X    *nn.Matrix // (1, 784), as the network sees it
}

// readScans reads the files of -read. The error names each file that cannot be read.
func readScans(files []string) (scans []scan, err error) {
	var failed []error
	for _, file := range files {
		X, err := nn.ReadDigitFile(file)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		scans = append(scans, scan{file, X})
	}
	return scans, errors.Join(failed...)
}

// readOnly reads pictures with saved weights. It needs no other images.
func readOnly(opt *options, out io.Writer) error {
	net := newNetwork(opt)
	if err := lab.Load(opt.load, net, opt.hidden); err != nil {
		return err
	}
	scans, err := readScans(opt.files)
	printScans(out, net, scans)
	return err
}

// printScans prints each picture as the network sees it, and the predicted probabilities.
func printScans(out io.Writer, net *nn.NeuralNetwork, scans []scan) {
	for _, s := range scans {
		p := net.Predict(s.X).Row(0)
		guess := slices.Index(p, slices.Max(p))
		fmt.Fprintf(out, "\n%s: %d (%.1f %%)\n\n", s.file, guess, 100*slices.Max(p))
		for _, line := range picture(s.X.Row(0), 0) {
			fmt.Fprintln(out, strings.TrimRight("  "+line, " "))
		}
		for k, probability := range p {
			bar := strings.Repeat("=", int(probability*float64(min(40, lab.Columns()-14))+0.5))
			fmt.Fprintln(out, strings.TrimRight(fmt.Sprintf("  %d  %5.1f %%  %s", k, 100*probability, bar), " "))
		}
	}
	if len(scans) > 0 {
		fmt.Fprintln(out)
	}
}
