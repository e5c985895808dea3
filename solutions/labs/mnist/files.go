package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// publication is the four files of MNIST, and where they are published, packed by gzip.
type publication struct {
	mirrors []string
	stall   time.Duration // how long a mirror may send nothing
	files   [4]publishedFile
}

type publishedFile struct {
	name   string
	size   int64  // of the content, in bytes
	sha256 string // of the content
}

var mnist = publication{
	mirrors: []string{
		"https://storage.googleapis.com/cvdf-datasets/mnist/",
		"https://ossci-datasets.s3.amazonaws.com/mnist/",
	},
	stall: 30 * time.Second,
	files: [4]publishedFile{
		{"train-images-idx3-ubyte", 47_040_016,
			"ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"},
		{"train-labels-idx1-ubyte", 60_008,
			"65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"},
		{"t10k-images-idx3-ubyte", 7_840_016,
			"0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"},
		{"t10k-labels-idx1-ubyte", 10_008,
			"ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"},
	},
}

// download fetches the four files into dir. Ctrl-C ends it.
func (p *publication) download(dir string, out io.Writer) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var sources []lab.Source
	for _, f := range p.files {
		s := lab.Source{
			Name: f.name + ".gz", MaxSize: f.size + 1000, Stall: p.stall,
			Check: lab.UnpackedSHA256(f.size, f.sha256),
		}
		for _, mirror := range p.mirrors {
			s.URLs = append(s.URLs, mirror+s.Name)
		}
		sources = append(sources, s)
	}
	err := lab.Download(ctx, dir, out, sources...)
	if ctx.Err() != nil {
		return errors.New("the download was interrupted; the files that were complete are kept")
	}
	return err
}

// find returns the path of a file in dir, by any of the names under which mirrors have it.
func find(dir, name string) (string, error) {
	dotted := strings.Replace(name, "-idx", ".idx", 1)
	for _, n := range []string{name + ".gz", name, dotted + ".gz", dotted} {
		path := filepath.Join(dir, n)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path, nil
		}
	}
	return "", fmt.Errorf("%s.gz is not in %s, nor is %[1]s, nor either of them as %[3]s;\n"+
		"put the four files of MNIST there, or let -download fetch them", name, dir, dotted)
}

// isIn reports whether the four files are in dir.
func (p *publication) isIn(dir string) bool {
	return !slices.ContainsFunc(p.files[:], func(f publishedFile) bool {
		_, err := find(dir, f.name)
		return err != nil
	})
}

// read reads the four files in dir.
func (p *publication) read(dir string) (*digits, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("there is no folder %s", dir)
	}
	train, err := readPair(dir, p.files[0].name, p.files[1].name)
	if err != nil {
		return nil, err
	}
	test, err := readPair(dir, p.files[2].name, p.files[3].name)
	if err != nil {
		return nil, err
	}
	return &digits{train: train, test: test, origin: "those of MNIST, from " + dir}, nil
}

// readPair reads a file of images and the file of their labels.
func readPair(dir, imagesName, labelsName string) (*nn.Dataset, error) {
	images, imagesPath, err := readIDX(dir, imagesName)
	if err != nil {
		return nil, err
	}
	labels, labelsPath, err := readIDX(dir, labelsName)
	if err != nil {
		return nil, err
	}
	if d := images.Dims; len(d) != 3 || d[0] == 0 || d[1] != side || d[2] != side {
		return nil, fmt.Errorf("%s holds a table %v, want images of 28 x 28 pixels", imagesPath, d)
	}
	if d := labels.Dims; len(d) != 1 || d[0] != images.Dims[0] {
		return nil, fmt.Errorf("%s holds a table %v, want a label for each of the %d images in %s",
			labelsPath, d, images.Dims[0], imagesPath)
	}
	if i := slices.IndexFunc(labels.Data, func(b byte) bool { return b >= classes }); i >= 0 {
		return nil, fmt.Errorf("%s: label %d is %d, want a digit", labelsPath, i, labels.Data[i])
	}
	return dataset(images, labels), nil
}

func readIDX(dir, name string) (*nn.IDX, string, error) {
	path, err := find(dir, name)
	if err != nil {
		return nil, "", err
	}
	x, err := nn.ReadIDXFile(path)
	if err != nil {
		return nil, "", fmt.Errorf("%w;\nthe file is damaged, and -download fetches it again", err)
	}
	return x, path, nil
}
