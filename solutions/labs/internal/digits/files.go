package digits

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
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

// Publication lists the four files of MNIST and the mirrors that have them, packed by gzip.
type Publication struct {
	Mirrors []string
	Stall   time.Duration // after which a mirror that sends nothing is given up
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
	return lab.Download(ctx, dir, out, sources...)
}

// find returns the path of a file in dir, under any of the names that mirrors use. Kaggle unpacks
// each file into a folder of the same name.
func find(dir, name string) (string, error) {
	dotted := strings.Replace(name, "-idx", ".idx", 1)
	names := []string{name + ".gz", name, dotted + ".gz", dotted}
	for _, folder := range append([]string{""}, names...) {
		for _, n := range names {
			path := filepath.Join(dir, folder, n)
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
				return path, nil
			}
		}
	}
	return "", fmt.Errorf("%s.gz is not in %s, nor is %[1]s, nor either of them as %[3]s;\n"+
		"put the four files of MNIST there, or add -download", name, dir, dotted)
}

// isIn reports whether the four files are in dir.
func (p *Publication) isIn(dir string) bool {
	return !slices.ContainsFunc(p.Files[:], func(f File) bool {
		_, err := find(dir, f.Name)
		return err != nil
	})
}

// read reads the files in dir: all four, or only the two of the test.
func (p *Publication) read(dir string, testOnly bool) (*Digits, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("there is no folder %s; "+
			"-data needs the folder with the four files of MNIST", dir)
	}
	d := new(Digits)
	areMNIST := true
	for i, part := range []**nn.Dataset{&d.Train, &d.Test} {
		if i == 0 && testOnly {
			continue
		}
		images, labels, err := readPair(dir, p.Files[2*i].Name, p.Files[2*i+1].Name)
		if err != nil {
			return nil, err
		}
		*part = Dataset(images, labels)
		areMNIST = areMNIST && p.Files[2*i].is(images) && p.Files[2*i+1].is(labels)
	}
	if areMNIST {
		d.Name, d.Origin = nameOfMNIST, "images of MNIST, from "+dir
		return d, nil
	}
	d.Name = dir
	if absolute, err := filepath.Abs(dir); err == nil {
		d.Name = filepath.Base(absolute)
	}
	d.Origin = fmt.Sprintf("images in %s, which are not MNIST", dir)
	return d, nil
}

// is reports whether x has the published content.
func (f File) is(x *nn.IDX) bool {
	h := sha256.New()
	h.Write([]byte{0, 0, 8, byte(len(x.Dims))}) // the header of a file of bytes
	for _, n := range x.Dims {
		binary.Write(h, binary.BigEndian, uint32(n)) // a hash never returns an error
	}
	h.Write(x.Data)
	return hex.EncodeToString(h.Sum(nil)) == f.SHA256
}

// readPair reads a file of images and the file of their labels.
func readPair(dir, imagesName, labelsName string) (images, labels *nn.IDX, err error) {
	images, imagesPath, err := readIDX(dir, imagesName)
	if err != nil {
		return nil, nil, err
	}
	labels, labelsPath, err := readIDX(dir, labelsName)
	if err != nil {
		return nil, nil, err
	}
	if d := images.Dims; len(d) != 3 || d[0] == 0 || d[1] != Side || d[2] != Side {
		return nil, nil, fmt.Errorf("%s contains a table %v, want images of 28 x 28 pixels", imagesPath, d)
	}
	if d := labels.Dims; len(d) != 1 || d[0] != images.Dims[0] {
		return nil, nil, fmt.Errorf("%s contains a table %v, want a label for each of the %d images in %s",
			labelsPath, d, images.Dims[0], imagesPath)
	}
	if i := slices.IndexFunc(labels.Data, func(b byte) bool { return b >= Classes }); i >= 0 {
		return nil, nil, fmt.Errorf("%s: label %d is %d, want 0 to 9", labelsPath, i, labels.Data[i])
	}
	return images, labels, nil
}

func readIDX(dir, name string) (*nn.IDX, string, error) {
	path, err := find(dir, name)
	if err != nil {
		return nil, "", err
	}
	x, err := nn.ReadIDXFile(path)
	if err != nil {
		return nil, "", fmt.Errorf("%w;\nthe file is damaged: download it again, with -download if it is MNIST", err)
	}
	if x.Type != nn.IDXUnsignedByte {
		return nil, "", fmt.Errorf("%s contains %v, want unsigned bytes as in MNIST, because their scale is known",
			path, x.Type)
	}
	return x, path, nil
}
