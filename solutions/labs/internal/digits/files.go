package digits

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// Publication is the four files of MNIST, and where they are published, packed by gzip.
type Publication struct {
	Mirrors []string
	Stall   time.Duration // how long a mirror may send nothing
	Files   [4]File
}

// File is one of the four.
type File struct {
	Name   string
	Size   int64  // of the content, in bytes
	SHA256 string // of the content
}

// MNIST is the original.
var MNIST = Publication{
	Mirrors: []string{
		"https://storage.googleapis.com/cvdf-datasets/mnist/",
		"https://ossci-datasets.s3.amazonaws.com/mnist/",
	},
	Stall: 30 * time.Second,
	Files: [4]File{
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

// download fetches the four files into dir until ctx ends.
func (p *Publication) download(ctx context.Context, dir string, out io.Writer) error {
	var sources []lab.Source
	for _, f := range p.Files {
		s := lab.Source{
			Name: f.Name + ".gz", MaxSize: f.Size + 1000, Stall: p.Stall,
			Check: lab.UnpackedSHA256(f.Size, f.SHA256),
		}
		for _, mirror := range p.Mirrors {
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
func (p *Publication) isIn(dir string) bool {
	return !slices.ContainsFunc(p.Files[:], func(f File) bool {
		_, err := find(dir, f.Name)
		return err != nil
	})
}

// read reads the four files in dir.
func (p *Publication) read(dir string) (*Digits, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("there is no folder %s; "+
			"-data wants the folder with the four files of MNIST", dir)
	}
	train, err := readPair(dir, p.Files[0].Name, p.Files[1].Name)
	if err != nil {
		return nil, err
	}
	test, err := readPair(dir, p.Files[2].Name, p.Files[3].Name)
	if err != nil {
		return nil, err
	}
	return &Digits{Train: train, Test: test, Origin: "those of MNIST, from " + dir}, nil
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
	if d := images.Dims; len(d) != 3 || d[0] == 0 || d[1] != Side || d[2] != Side {
		return nil, fmt.Errorf("%s holds a table %v, want images of 28 x 28 pixels", imagesPath, d)
	}
	if d := labels.Dims; len(d) != 1 || d[0] != images.Dims[0] {
		return nil, fmt.Errorf("%s holds a table %v, want a label for each of the %d images in %s",
			labelsPath, d, images.Dims[0], imagesPath)
	}
	if i := slices.IndexFunc(labels.Data, func(b byte) bool { return b >= Classes }); i >= 0 {
		return nil, fmt.Errorf("%s: label %d is %d, want a digit", labelsPath, i, labels.Data[i])
	}
	return Dataset(images, labels), nil
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
