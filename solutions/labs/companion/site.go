package main

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"nn/solutions/labs/companion/play"
	"nn/solutions/labs/internal/lab"
)

//go:embed pages
var pages embed.FS

var templates = template.Must(template.ParseFS(pages, "pages/*.html"))

// mark is a file of every folder that the program has written.
const mark = ".nn-companion"

// wasmFolder is the folder of the program for the browser.
const wasmFolder = "solutions/labs/companion/wasm"

// page is a page of the site, as layout.html wants it.
type page struct {
	File, Title, Short string
	Body               template.HTML
	Script             string // a file, besides common.js
	Parts              []page // of the lecture, for the navigation
}

// writeSite writes all pages to the folder dir. It writes a temporary folder beside it first, and
// renames that when it is complete. It replaces a folder only if an earlier run has written it, or
// if it is empty.
//
// The network of the page for digits gets the weights of a file of the lab mnist, unless the name is
// empty.
func writeSite(ctx context.Context, dir, weights string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	old, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("-site: %w; name a folder", err)
	}
	if _, err := os.Stat(filepath.Join(dir, mark)); len(old) > 0 && err != nil {
		return fmt.Errorf("-site %s: this folder has other files, for example %s; name a new folder", dir, old[0].Name())
	}
	temp, err := os.MkdirTemp(filepath.Dir(dir), ".companion-*.tmp")
	if err != nil {
		return fmt.Errorf("-site: %w", err)
	}
	defer os.RemoveAll(temp)
	if err := os.Chmod(temp, 0o755); err != nil { // a web server may run as another user
		return err
	}
	if err := fillSite(ctx, temp, weights); err != nil {
		return err
	}
	if len(old) > 0 { // two renames, because a folder cannot be renamed to one that has files
		if err := os.Rename(dir, filepath.Join(temp, "old")); err != nil {
			return err
		}
		defer os.RemoveAll(filepath.Join(dir, "old"))
	}
	return os.Rename(temp, dir)
}

// fillSite writes all files to the folder.
func fillSite(ctx context.Context, dir, weights string) error {
	mod, err := output(ctx, "go", "env", "GOMOD")
	root := filepath.Dir(mod)
	if err == nil {
		_, err = os.Stat(filepath.Join(root, wasmFolder))
	}
	if err != nil {
		return fmt.Errorf("the sources of the package are not here; run the program in the repository: %w", err)
	}
	parts, index, err := lecture(root)
	if err != nil {
		return err
	}
	body, err := playground()
	if err != nil {
		return err
	}
	files := map[string][]byte{mark: []byte("This folder is written by go run ./solutions/labs/companion -site.\n")}
	if weights != "" {
		if files["digits.bin"], err = readWeights(weights); err != nil {
			return err
		}
	}
	var digits strings.Builder
	if err := templates.ExecuteTemplate(&digits, "digits.html", weights != ""); err != nil {
		return err
	}
	var gym strings.Builder
	if err := templates.ExecuteTemplate(&gym, "gym.html", nil); err != nil {
		return err
	}
	all := append([]page{
		contents(parts, index),
		{File: "playground.html", Title: "Playground", Body: body, Script: "playground.js"},
		{File: "digits.html", Title: "Draw a digit", Body: template.HTML(digits.String()), Script: "digits.js"},
		{File: "gym.html", Title: "Which mistake?", Body: template.HTML(gym.String()), Script: "gym.js"},
	}, parts...)
	for _, p := range all {
		p.Parts = parts
		var b bytes.Buffer
		if err := templates.ExecuteTemplate(&b, "layout.html", p); err != nil {
			return err
		}
		files[p.File] = b.Bytes()
	}
	for _, x := range play.Experiments {
		index = append(index, play.Entry{Title: "Experiment: " + x.Title, URL: "playground.html#experiment=" + x.Slug, Text: x.Question + " " + x.Explanation})
	}
	index = append(index, play.Entry{Title: "Draw a digit", URL: "digits.html", Text: "a network reads the digit that you draw"})
	index = append(index, play.Entry{Title: "Which mistake?", URL: "gym.html", Text: "find the known mistake in a training, with a curve, a gradient check and a trace"})
	if files["search.json"], err = json.Marshal(index); err != nil {
		return err
	}
	for _, name := range []string{"style.css", "common.js", "playground.js", "digits.js", "gym.js", "worker.js"} {
		if files[name], err = pages.ReadFile("pages/" + name); err != nil {
			return err
		}
	}
	if files["wasm_exec.js"], err = wasmExec(ctx); err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return err
		}
	}
	return buildWasm(ctx, root, filepath.Join(dir, "companion.wasm"))
}

// readWeights returns the weights of a file of the lab mnist, as the page for digits reads them.
func readWeights(path string) ([]byte, error) {
	file, err := lab.ReadNetworkFile(path)
	if err != nil {
		return nil, err
	}
	hidden := *file.Hidden()
	net := play.NewDigitNetwork(hidden, rand.New(rand.NewPCG(0, 0)))
	if err := net.LoadWeights(path); err != nil {
		return nil, err
	}
	return play.WriteWeights(hidden, net), nil
}

// playground returns the body of the playground's page.
func playground() (template.HTML, error) {
	var b bytes.Buffer
	err := templates.ExecuteTemplate(&b, "playground.html", map[string]any{
		"Fields": play.Fields, "Views": play.Views, "Groups": []bool{false, true},
		"Tools": map[string]string{"predict": "Predict", "0": "Add ● 0", "1": "Add ■ 1", "remove": "Remove"},
	})
	return template.HTML(b.String()), err
}

// wasmExec returns the file of the Go installation that starts a program in the browser. It must be
// of the same version as the compiler.
func wasmExec(ctx context.Context) ([]byte, error) {
	goroot, err := output(ctx, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"))
	if errors.Is(err, fs.ErrNotExist) { // where it was before Go 1.24
		text, err = os.ReadFile(filepath.Join(goroot, "misc", "wasm", "wasm_exec.js"))
	}
	if err != nil {
		return nil, fmt.Errorf("the Go installation has no wasm_exec.js; install Go with its folder lib/wasm: %w", err)
	}
	return text, nil
}

// unused are files of the package without which the program is smaller, because they bring html/template
// and encoding/json along. The pages need none of their functions.
var unused = []string{"trace_html.go", "nn_weights.go", "nn_weights_json.go", "model.go", "model_file.go"}

// knownMistakes writes the files with which package play can train with known mistakes to a folder, and
// returns the overlay that has them.
func knownMistakes(ctx context.Context, root, dir string) (overlay string, err error) {
	return output(ctx, "go", "-C", root, "run", "./solutions/instructor", "gym", dir)
}

// buildWasm compiles the program for the browser. Without inlining in packages that do little arithmetic
// the file is smaller.
func buildWasm(ctx context.Context, root, path string) error {
	temp, err := os.MkdirTemp("", "companion-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	overlay, err := knownMistakes(ctx, root, temp)
	if err != nil {
		return err
	}
	var files struct{ Replace map[string]string }
	text, err := os.ReadFile(overlay)
	if err == nil {
		err = json.Unmarshal(text, &files)
	}
	if err != nil {
		return err
	}
	for _, name := range unused {
		files.Replace[filepath.Join(root, name)] = "" // as if there were no such file
	}
	if text, err = json.Marshal(files); err == nil {
		err = os.WriteFile(overlay, text, 0o644)
	}
	if err != nil {
		return err
	}
	args := []string{"build", "-overlay=" + overlay, "-trimpath", "-buildvcs=false", "-ldflags=-s -w"}
	for _, packages := range []string{"./solutions/...", "text/...", "html/...", "regexp/...", "image/...", "compress/...", "net/...", "reflect", "strconv", "strings", "bytes", "bufio", "fmt"} {
		args = append(args, "-gcflags="+packages+"=-l")
	}
	cmd := exec.CommandContext(ctx, "go", append(args, "-o", path, "./"+wasmFolder)...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("compiling for the browser: %w\n%s", err, text)
	}
	return os.Chmod(path, 0o644)
}

// output runs a command and returns what it prints.
func output(ctx context.Context, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	text, err := cmd.Output()
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		err = fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, exit.Stderr)
	}
	return strings.TrimSpace(string(text)), err
}
