package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nn"
	"nn/solutions/labs/internal/digits"
	"nn/solutions/labs/internal/handwriting"
)

// fileOf returns the table as a file.
func fileOf(x *nn.IDX) []byte {
	file := []byte{0, 0, 8, byte(len(x.Dims))}
	for _, d := range x.Dims {
		file = binary.BigEndian.AppendUint32(file, uint32(d))
	}
	return append(file, x.Data...)
}

func packed(content []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(content)
	z.Close() // a Buffer never fails
	return b.Bytes()
}

// small is a MNIST of 120 and 20 digits: the content of its four files, and where they are
// published.
func small(mirrors ...string) (files map[string][]byte, published digits.Publication) {
	rng := rand.New(rand.NewPCG(1, 2))
	images, labels := handwriting.Draw(120, rng)
	testImages, testLabels := handwriting.Draw(20, rng)
	files = make(map[string][]byte)
	published = mnist
	published.Mirrors, published.Stall = mirrors, 5*time.Second
	for i, x := range []*nn.IDX{images, labels, testImages, testLabels} {
		f := &published.Files[i]
		content := fileOf(x)
		sum := sha256.Sum256(content)
		f.Size, f.SHA256 = int64(len(content)), hex.EncodeToString(sum[:])
		files[f.Name] = content
	}
	return files, published
}

// write writes the files into a new folder, by the names that rename gives them.
func write(t *testing.T, files map[string][]byte, rename func(name string) string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, content := range files {
		name = rename(name)
		if strings.HasSuffix(name, ".gz") {
			content = packed(content)
		}
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, content, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func same(name string) string { return name }

func TestDataNames(t *testing.T) {
	isolate(t)
	dotted := func(name string) string { return strings.Replace(name, "-idx", ".idx", 1) }
	files, published := small()
	want := ""
	for _, tt := range []struct {
		name   string
		rename func(string) string
	}{
		{"plain", same},
		{"gzip", func(name string) string { return name + ".gz" }},
		{"with a dot", dotted},
		{"with a dot, gzip", func(name string) string { return dotted(name) + ".gz" }},
		{"in folders", func(name string) string { return name + "/" + name }},
		{"in folders, with a dot", func(name string) string { return name + "/" + dotted(name) }},
		{"in folders with a dot", func(name string) string { return dotted(name) + "/" + dotted(name) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, files, tt.rename)
			output := mustRun(t, published, "-data", dir, "-epochs", "1", "-hidden", "10")
			mustContain(t, output, "of MNIST, from "+dir, "120 for training, 20 for the test")
			output = anySeconds.ReplaceAllString(strings.ReplaceAll(output, dir, ""), "")
			if want == "" {
				want = output
			}
			if output != want {
				t.Errorf("another output than for other names:\n%s\nwant\n%s", output, want)
			}
		})
	}
}

func TestDataErrors(t *testing.T) {
	isolate(t)
	const trainImages, trainLabels = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
	const testImages, testLabels = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
	tests := []struct {
		name  string
		spoil func(files map[string][]byte)
		want  []string
	}{
		{"nothing there", func(f map[string][]byte) { clear(f) }, []string{trainImages, "-download"}},
		{"no training labels", func(f map[string][]byte) { delete(f, trainLabels) },
			[]string{trainLabels, "-download"}},
		{"no test images", func(f map[string][]byte) { delete(f, testImages) },
			[]string{testImages, "-download"}},
		{"truncated", func(f map[string][]byte) { f[trainImages] = f[trainImages][:1000] },
			[]string{trainImages, "byte 1000", "download it again, with -download"}},
		{"empty", func(f map[string][]byte) { f[testLabels] = nil }, []string{testLabels, "byte 0", "-download"}},
		{"a page", func(f map[string][]byte) { f[trainImages] = []byte("<html>moved</html>") },
			[]string{trainImages, "not an IDX file", "-download"}},
		{"labels for images", func(f map[string][]byte) { f[trainImages] = f[trainLabels] },
			[]string{trainImages, "[120]", "want images of 28 x 28"}},
		{"images for labels", func(f map[string][]byte) { f[trainLabels] = f[trainImages] },
			[]string{trainLabels, "[120 28 28]", "want a label for each of the 120"}},
		{"small images", func(f map[string][]byte) {
			f[testImages] = fileOf(&nn.IDX{Dims: []int{1, 2, 2}, Data: make([]byte, 4)})
		},
			[]string{testImages, "[1 2 2]", "want images of 28 x 28"}},
		{"low images", func(f map[string][]byte) {
			f[testImages] = fileOf(&nn.IDX{Dims: []int{1, 2, 28}, Data: make([]byte, 56)})
		},
			[]string{testImages, "[1 2 28]", "want images of 28 x 28"}},
		{"no images", func(f map[string][]byte) { f[testImages] = fileOf(&nn.IDX{Dims: []int{0, 28, 28}}) },
			[]string{testImages, "[0 28 28]"}},
		{"labels of the test", func(f map[string][]byte) { f[trainLabels] = f[testLabels] },
			[]string{trainLabels, "[20]", "each of the 120"}},
		{"floats for pixels", func(f map[string][]byte) {
			f[testImages] = slices.Concat([]byte{0, 0, 13}, f[testImages][3:16], make([]byte, 4*20*28*28))
		},
			[]string{testImages, "contains 32-bit floats, want unsigned bytes"}},
		{"integers for labels", func(f map[string][]byte) { // 768 has the bytes 0, 0, 3 and 0
			f[testLabels] = slices.Concat([]byte{0, 0, 12}, f[testLabels][3:8], bytes.Repeat([]byte{0, 0, 3, 0}, 20))
		},
			[]string{testLabels, "contains 32-bit integers, want unsigned bytes"}},
		{"no digit", func(f map[string][]byte) { f[testLabels][8+5] = 10 },
			[]string{testLabels, "label 5 is 10"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files, published := small()
			tt.spoil(files)
			code, stdout, stderr := start(published, "-data", write(t, files, same))
			if code != 1 {
				t.Errorf("exit code %d, want 1", code)
			}
			mustContain(t, stderr, tt.want...)
			if strings.Contains(stdout, "epoch") {
				t.Errorf("it has trained:\n%s", stdout)
			}
		})
	}
	t.Run("no folder", func(t *testing.T) {
		code, _, stderr := start(mnist, "-data", "nowhere")
		if code != 1 || !strings.Contains(stderr, "there is no folder nowhere; -data needs") {
			t.Errorf("exit code %d, want 1; stderr %q", code, stderr)
		}
	})
}

// publish starts a server on this machine that has the files, packed, and returns its address.
func publish(t *testing.T, files map[string][]byte) string {
	t.Helper()
	mux := http.NewServeMux()
	for name, content := range files {
		content = packed(content)
		mux.HandleFunc("/mnist/"+name+".gz", func(w http.ResponseWriter, r *http.Request) { w.Write(content) })
	}
	return serve(t, mux) + "/mnist/"
}

func serve(t *testing.T, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

func TestDownload(t *testing.T) {
	isolate(t)
	files, published := small()
	missing := serve(t, http.HandlerFunc(http.NotFound)) + "/"
	published.Mirrors = []string{missing, publish(t, files)}
	args := []string{"-epochs", "1", "-hidden", "10"}

	first := mustRun(t, published, append(args, "-download")...)
	mustContain(t, first, "Fetching "+missing, "404", "120 for training, 20 for the test")

	published.Mirrors = nil
	t.Run("later runs find the cache", func(t *testing.T) {
		output := mustRun(t, published, args...)
		mustContain(t, output, "of MNIST, from ", "120 for training, 20 for the test")
		if mustEnd(t, output)[0] != mustEnd(t, first)[0] {
			t.Errorf("%s from the cache, %s at first", mustEnd(t, output)[0], mustEnd(t, first)[0])
		}
	})
	t.Run("nothing is fetched twice", func(t *testing.T) {
		mustContain(t, mustRun(t, published, append(args, "-download")...), "is there already")
	})
	t.Run("drawn digits all the same", func(t *testing.T) {
		mustContain(t, mustRun(t, published, append(args, "-draw", "60")...),
			"drawn by this program", "60 for training, 10 for")
	})
	t.Run("into a folder", func(t *testing.T) {
		published.Mirrors = []string{publish(t, files)}
		dir := filepath.Join(t.TempDir(), "new")
		mustContain(t, mustRun(t, published, append(args, "-download", "-data", dir)...), "of MNIST, from "+dir)
	})
	t.Run("a damaged file is replaced", func(t *testing.T) {
		published.Mirrors = []string{publish(t, files)}
		dir := write(t, files, same)
		if err := os.WriteFile(filepath.Join(dir, "t10k-labels-idx1-ubyte"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if code, _, stderr := start(published, append(args, "-data", dir)...); code != 1 {
			t.Errorf("exit code %d, want 1; stderr %q", code, stderr)
		}
		mustRun(t, published, append(args, "-download", "-data", dir)...)
	})
}

func TestDownloadFails(t *testing.T) {
	files, published := small()
	plain := files["train-images-idx3-ubyte"]
	good := packed(plain)
	other := packed(files["t10k-images-idx3-ubyte"])
	tests := []struct {
		name    string
		handler http.HandlerFunc
		want    string
	}{
		{"404", http.NotFound, "404 Not Found"},
		{"truncated", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(len(good)))
			w.Write(good[:len(good)/2])
		}, "unexpected EOF"},
		{"stalls", func(w http.ResponseWriter, r *http.Request) {
			w.Write(good[:len(good)/2])
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}, "nothing came for 100ms"},
		{"another file", func(w http.ResponseWriter, r *http.Request) { w.Write(other) }, "the wrong file"},
		{"not packed", func(w http.ResponseWriter, r *http.Request) { w.Write(plain) }, "not a gzip file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			isolate(t)
			dir := t.TempDir()
			mirror := serve(t, tt.handler) + "/"
			published.Mirrors = []string{mirror}
			if tt.name == "stalls" { // the others are not to fail by a slow computer
				published.Stall = 100 * time.Millisecond
			} else {
				published.Stall = 5 * time.Second
			}
			code, stdout, stderr := start(published, "-download", "-data", dir)
			if code != 1 {
				t.Errorf("exit code %d, want 1", code)
			}
			mustContain(t, stderr, "cannot download train-images-idx3-ubyte.gz", mirror, tt.want)
			if strings.Contains(stdout, "epoch") {
				t.Errorf("it has trained:\n%s", stdout)
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("%v is left behind, error %v", left, err)
			}
		})
	}
}

// The sums are those of the files that everybody calls MNIST, and their sizes follow from their
// contents.
func TestPublishedSizes(t *testing.T) {
	for i, n := range []int{60_000, 60_000, 10_000, 10_000} {
		want := int64(8 + n)
		if i%2 == 0 {
			want = int64(16 + n*side*side)
		}
		if f := mnist.Files[i]; f.Size != want || len(f.SHA256) != 64 {
			t.Errorf("%s: size %d, want %d; a sum of %d digits, want 64", f.Name, f.Size, want, len(f.SHA256))
		}
	}
}
