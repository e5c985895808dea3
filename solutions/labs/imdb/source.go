package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"nn/solutions/labs/internal/lab"
)

// published is the data set of Maas et al. 2011, "Learning Word Vectors for Sentiment Analysis",
// with the MD5 sum on its page. The sum detects damage. It does not protect against malice, so the
// lab reads this archive with the same care as any other.
var published = lab.Source{
	Name:    "aclImdb_v1.tar.gz",
	URLs:    []string{"https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz"},
	MaxSize: 84_125_825,
	Stall:   30 * time.Second,
	Check:   lab.MD5(84_125_825, "7c2ac02c03563afcf9b574c7e56c153a"),
}

// getReviews returns the requested reviews and prints their source: a file, a download of now or
// earlier, or the grammar.
func getReviews(ctx context.Context, opt *options, out io.Writer) (*corpus, error) {
	if opt.data != "" {
		return readReviews(ctx, opt.data, opt.seed, out)
	}
	dir, err := lab.Cache("imdb")
	if opt.download {
		if err == nil {
			err = lab.Download(ctx, dir, out, published)
		}
		if err != nil {
			return nil, err
		}
	}
	file := filepath.Join(dir, published.Name)
	if _, missing := os.Stat(file); err != nil || missing != nil {
		fmt.Fprintf(out, "The reviews of IMDB have not been downloaded. The program generates %d reviews\n"+
			"from a small grammar. In them, %.0f %% of the opinions fit the verdict.\n"+
			"To use the 50,000 reviews of IMDB, add -download: 84 MB, once.\n", madeUpReviews, 100*agreement)
		return lab.Until(ctx, func() (*corpus, error) { return madeUpCorpus(opt.seed) })
	}
	data, err := readReviews(ctx, file, opt.seed, out)
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w; -download downloads it again", err)
	}
	return data, err
}

// readReviews reads a file or a folder and prints remarks about unusual entries.
func readReviews(ctx context.Context, file string, seed uint64, out io.Writer) (*corpus, error) {
	start := time.Now()
	data, err := lab.Until(ctx, func() (*corpus, error) { return openArchive(file, seed) })
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(out, "The reviews are from %s, read in %.2f s.\n", file, time.Since(start).Seconds())
	if n := data.noticed.latin1; n > 0 {
		names := strings.Join(data.noticed.names, ", ")
		if n > len(data.noticed.names) {
			names += ", ..."
		}
		fmt.Fprintf(out, "Read as Latin-1, because they are not UTF-8: %d (%s).\n", n, names)
	}
	for _, s := range data.noticed.skipped {
		if s.why != notLabelled {
			fmt.Fprintf(out, "Left out: %s, %d (the first is %q).\n", s.why, s.count, s.first)
		}
	}
	train, test := data.train.Len()+data.validation.Len(), data.test.Len()
	if train != 25_000 || test != 25_000 {
		fmt.Fprintf(out, "These are %d training and %d test reviews; 25,000 of each were published.\n",
			train, test)
	}
	return data, nil
}
