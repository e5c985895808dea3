package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"nn/solutions/labs/companion/play"
)

var site struct {
	sync.Once
	dir string
	err error
}

// builtSite returns a folder with the site, which all tests share.
func builtSite(t *testing.T) string {
	t.Helper()
	site.Do(func() {
		var temp string
		if temp, site.err = os.MkdirTemp("", "companion"); site.err == nil {
			site.dir = filepath.Join(temp, "site")
			site.err = writeSite(context.Background(), site.dir, "")
		}
	})
	if site.err != nil {
		t.Fatal(site.err)
	}
	return site.dir
}

// onlyGate skips a test that takes several seconds.
func onlyGate(t *testing.T) {
	t.Helper()
	if os.Getenv("LONG") == "" {
		t.Skip("it takes several seconds; LONG=gate runs it")
	}
}

func TestMain(m *testing.M) {
	code := m.Run()
	if site.dir != "" {
		os.RemoveAll(filepath.Dir(site.dir))
	}
	os.Exit(code)
}

// The page "Which mistake?" is tested with the known mistakes, which only a further build has.
func TestGymMistakes(t *testing.T) {
	onlyGate(t)
	if text := testWithMistakes(t, "Gym|Flaw|Evidence"); !strings.Contains(text, "PASS: TestFlawsShow") {
		t.Error(text)
	}
}

// testWithMistakes runs tests of package play that is compiled with the known mistakes, as for the browser.
func testWithMistakes(t *testing.T, run string) string {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := knownMistakes(t.Context(), root, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	text, err := output(t.Context(), "go", "test", "-vet=off", "-overlay="+overlay, "-run="+run, "-v", "./play")
	if t.Log(text); err != nil {
		t.Error(err)
	}
	return text
}

// Each file that a page names is there, nothing comes from elsewhere, and the program is small.
func TestSite(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles for the browser")
	}
	dir := builtSite(t)
	names, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(names) < 2 {
		t.Fatal(names, err)
	}
	texts := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(name)] = string(text)
	}
	reference := regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	for name, text := range texts {
		for _, m := range reference.FindAllStringSubmatch(text, -1) {
			file, fragment, _ := strings.Cut(m[1], "#")
			if strings.Contains(file, "//") && strings.Contains(m[0], "src=") || strings.HasPrefix(file, "/") {
				t.Errorf("%s needs %s from elsewhere", name, m[1])
				continue
			}
			if strings.Contains(file, "//") || strings.HasPrefix(file, "data:") {
				continue // a link that the reader may follow, or an empty icon
			}
			if file == "" {
				file = name
			}
			if _, err := os.Stat(filepath.Join(dir, file)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if fragment != "" && !strings.Contains(fragment, "=") && !strings.Contains(texts[file], ` id="`+fragment+`"`) {
				t.Errorf("%s leads to %s, which has no such place", name, m[1])
			}
		}
		if !strings.Contains(text, "<noscript>") {
			t.Errorf("%s says nothing to a browser without JavaScript", name)
		}
		ids := map[string]bool{}
		for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(text, -1) {
			if ids[m[1]] {
				t.Errorf("%s has two places %s", name, m[1])
			}
			ids[m[1]] = true
		}
	}
	wasm, err := os.ReadFile(filepath.Join(dir, "companion.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	var size counter
	w, _ := gzip.NewWriterLevel(&size, gzip.BestCompression)
	w.Write(wasm)
	w.Close()
	t.Logf("companion.wasm: %d bytes, %d with gzip", len(wasm), size)
	if size > 1_600_000 {
		t.Errorf("companion.wasm has %d bytes with gzip, want at most 1600000", size)
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

// An earlier site is replaced, and any other folder is left alone.
func TestSiteFolder(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles for the browser")
	}
	temp := t.TempDir()
	foreign := filepath.Join(temp, "foreign")
	if err := os.Mkdir(foreign, 0o755); err != nil {
		t.Fatal(err)
	}
	mine := filepath.Join(foreign, "thesis.txt")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{foreign, mine, filepath.Join(temp, "no", "such")} {
		var errs strings.Builder
		if code := run(context.Background(), []string{"-site", dir}, io.Discard, &errs); code != 1 || !strings.Contains(errs.String(), "-site") {
			t.Errorf("%s: exit code %d, %s", dir, code, errs.String())
		}
	}
	if text, err := os.ReadFile(mine); err != nil || string(text) != "mine" {
		t.Errorf("the file has become %q, %v", text, err)
	}
	dir := filepath.Join(temp, "site")
	for range 2 {
		if code := run(context.Background(), []string{"-site", dir}, io.Discard, os.Stderr); code != 0 {
			t.Fatalf("exit code %d", code)
		}
		if _, err := os.Stat(filepath.Join(dir, "stale.html")); err == nil {
			t.Error("an old file is still there")
		}
		os.WriteFile(filepath.Join(dir, "stale.html"), nil, 0o644)
	}
	if left, _ := os.ReadDir(temp); len(left) != 2 {
		t.Errorf("left behind: %v", left)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if code := run(ctx, []string{"-site", dir}, io.Discard, io.Discard); code == 0 {
		t.Error("an interrupted run has succeeded")
	}
	if _, err := os.Stat(filepath.Join(dir, "stale.html")); err != nil {
		t.Error("an interrupted run has changed the folder")
	}
}

// The weights of a file of the lab mnist reach the page for digits, and another file is an error.
func TestWeights(t *testing.T) {
	hidden := []int{5, 3}
	net := play.NewDigitNetwork(hidden, rand.New(rand.NewPCG(4, 0)))
	path := filepath.Join(t.TempDir(), "weights.json")
	if err := net.SaveWeights(path); err != nil {
		t.Fatal(err)
	}
	got, err := readWeights(path)
	if err != nil || !bytes.Equal(got, play.WriteWeights(hidden, net)) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if f := play.NewDigits().Do("weights", got); !strings.Contains(f.Text["digit-state"], "[5 3]") {
		t.Errorf("the page says %q, %v", f.Text["digit-state"], f.Errors)
	}
	if err := os.WriteFile(path, []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readWeights(path); err == nil {
		t.Error("a file without layers is no error")
	}
}

func TestRun(t *testing.T) {
	for _, args := range [][]string{{"-port", "99999"}, {"-site", "x", "-port", "1"}, {"extra"}} {
		if code := run(context.Background(), args, io.Discard, io.Discard); code != 2 {
			t.Errorf("%v: exit code %d, want 2", args, code)
		}
	}
	if testing.Short() {
		t.Skip("compiles for the browser")
	}
	ctx, cancel := context.WithCancel(context.Background())
	reader, writer := io.Pipe()
	done := make(chan int)
	go func() { done <- run(ctx, []string{"-port", "0"}, writer, os.Stderr) }()
	lines := bufio.NewReader(reader)
	lines.ReadString('\n')
	line, _ := lines.ReadString('\n')
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(line)
	resp, err := http.Get(address + "/playground.html")
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Errorf("%q: %v, %v", line, resp, err)
	} else {
		resp.Body.Close()
	}
	cancel()
	if code := <-done; code != 0 {
		t.Errorf("exit code %d after the end, want 0", code)
	}
}
