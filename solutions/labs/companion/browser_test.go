//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nn/solutions/labs/companion/play"
)

// browser is a headless Chromium that is controlled through a pipe.
type browser struct {
	t       *testing.T
	in      io.Writer
	out     *bufio.Reader
	number  int
	session string
	dead    *time.Timer // ends the browser if a test hangs
}

func newBrowser(t *testing.T) *browser {
	name := ""
	for _, candidate := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(candidate); err == nil {
			name = path
			break
		}
	}
	if name == "" {
		t.Skip("no Chromium is installed")
	}
	fromTest, in, err1 := os.Pipe()
	out, toTest, err2 := os.Pipe()
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	profile, err := os.MkdirTemp("", "companion")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(name, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir="+profile, "--remote-debugging-pipe", "about:blank")
	cmd.ExtraFiles = []*os.File{fromTest, toTest} // 3 and 4
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	fromTest.Close()
	toTest.Close()
	dead := time.AfterFunc(4*time.Minute, func() { cmd.Process.Kill() })
	t.Cleanup(func() {
		dead.Stop()
		cmd.Process.Kill()
		cmd.Wait()
		in.Close()
		out.Close()
		for range 20 { // its other processes may still write
			if os.RemoveAll(profile) == nil {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
	})
	b := &browser{t: t, in: in, out: bufio.NewReader(out), dead: dead}
	target := b.send("Target.createTarget", map[string]any{"url": "about:blank"})
	b.session = b.send("Target.attachToTarget", map[string]any{"targetId": target["targetId"], "flatten": true})["sessionId"].(string)
	return b
}

// send sends a command and returns its result.
func (b *browser) send(method string, params map[string]any) map[string]any {
	b.t.Helper()
	b.number++
	message := map[string]any{"id": b.number, "method": method, "params": params}
	if b.session != "" {
		message["sessionId"] = b.session
	}
	text, err := json.Marshal(message)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.in.Write(append(text, 0)); err != nil {
		b.t.Fatal(err)
	}
	for {
		line, err := b.out.ReadBytes(0)
		if err != nil {
			b.t.Fatalf("%s: %v", method, err)
		}
		var answer struct {
			ID     int
			Result map[string]any
			Error  any
		}
		if err := json.Unmarshal(line[:len(line)-1], &answer); err != nil {
			b.t.Fatal(err)
		}
		if answer.ID == b.number {
			if answer.Error != nil {
				b.t.Fatalf("%s: %v", method, answer.Error)
			}
			return answer.Result
		}
	}
}

// eval returns the text that an expression has in the page.
func (b *browser) eval(expression string) string {
	b.t.Helper()
	r := b.send("Runtime.evaluate", map[string]any{"expression": "String(" + expression + ")", "awaitPromise": true})
	if e := r["exceptionDetails"]; e != nil {
		b.t.Fatalf("%s: %v", expression, e)
	}
	return fmt.Sprint(r["result"].(map[string]any)["value"])
}

// wait waits until the expression is true in the page.
func (b *browser) wait(expression string) {
	b.t.Helper()
	for start := time.Now(); time.Since(start) < 40*time.Second; time.Sleep(20 * time.Millisecond) {
		if b.eval(expression) == "true" {
			return
		}
	}
	b.t.Fatalf("never true: %s; notice %q, status %q", expression,
		b.eval(`document.getElementById("notice")?.textContent`), b.eval(`document.getElementById("status")?.textContent`))
}

// open opens an address in a fresh page, and waits for its first frame.
func (b *browser) open(url string) {
	b.t.Helper()
	b.send("Page.navigate", map[string]any{"url": "about:blank"})
	b.wait(`location.href === "about:blank"`)
	b.send("Page.navigate", map[string]any{"url": url})
	b.wait(`document.body && document.body.dataset.frames > 0`)
}

func (b *browser) click(id string) {
	b.t.Helper()
	b.frame(fmt.Sprintf(`document.getElementById(%q).click()`, id))
}

// enter writes into a field as a reader does.
func (b *browser) enter(name, value string) {
	b.t.Helper()
	b.frame(fmt.Sprintf(`(f => { f.value = %q; f.dispatchEvent(new Event("change", {bubbles: true})) })(document.getElementById("field-%s"))`, value, name))
}

// frame runs a statement and waits for the frame that answers it.
func (b *browser) frame(statement string) {
	b.t.Helper()
	n := b.eval(`document.body.dataset.frames`)
	b.eval(statement)
	b.wait(`document.body.dataset.frames > ` + n)
}

func (b *browser) text(id string) string {
	b.t.Helper()
	return b.eval(fmt.Sprintf(`document.getElementById(%q).textContent`, id))
}

// served returns the address of the folder, and a browser. It skips the test where none is installed.
func served(t *testing.T) (address string, b *browser) {
	t.Helper()
	if testing.Short() {
		t.Skip("compiles for the browser")
	}
	b = newBrowser(t)
	web := httptest.NewServer(http.FileServer(http.Dir(builtSite(t))))
	t.Cleanup(web.Close)
	return web.URL, b
}

// A real browser shows the numbers of the package, and keeps them in its link.
func TestBrowser(t *testing.T) {
	site, b := served(t)
	address := site + "/playground.html"

	start := time.Now()
	b.open(address)
	b.frame(`document.querySelector("[data-do=batch]").click()`)
	t.Logf("first step %v after opening", time.Since(start).Round(10*time.Millisecond))
	if got, want := b.text("status"), "batch 1 of epoch 1"; !strings.Contains(got, want) {
		t.Errorf("after a step: %q, want %q", got, want)
	}

	// The usual settings learn the spiral.
	b.frame(`document.querySelector("[data-do=reset]").click()`)
	b.enter("speed", "fast")
	b.click("play")
	b.wait(`/validation .*accuracy (0\.9[5-9]|1\.0)/.test(document.getElementById("status").textContent)`)

	// A changed learning rate keeps the weights and the training, and a wrong entry is explained and
	// not used.
	epochs := func() (n int) { fmt.Sscanf(b.text("status"), "epoch %d", &n); return n }
	before := epochs()
	b.enter("rate", "0.001")
	b.enter("rate", "0,5")
	b.wait(`document.getElementById("error-rate").textContent.includes('found "0,5". Still in use: 0.001')`)
	b.wait(`document.getElementById("field-rate").value === "0.001"`)
	if b.eval(`document.body.dataset.running`) != "true" || epochs() < before {
		t.Errorf("%d epochs after %d", epochs(), before)
	}
	b.click("play")
	b.wait(`document.body.dataset.running === "false" && !ticking && location.hash.includes("run=")`)
	b.frame(`document.getElementById("view-matrices").click()`)
	matrices := b.text("view")
	b.enter("rate", "0.003")
	if got := b.text("view"); got != matrices || !strings.HasPrefix(got, "Weights and biases") {
		t.Errorf("after a change of the learning rate the weights are\n%s\nwant\n%s", got, matrices)
	}

	// The link restores the same numbers, here and without a browser.
	status, link := b.text("status"), b.eval(`location.hash`)
	b.open(address + link)
	b.frame(`document.getElementById("view-matrices").click()`)
	if got := b.text("status"); got != status {
		t.Errorf("the link restores %q, want %q", got, status)
	}
	if got := b.text("view"); got != matrices {
		t.Errorf("the link restores the weights\n%s\nwant\n%s", got, matrices)
	}
	p := play.NewPage()
	f := p.Do("open", map[string]string{"query": link})
	if f.Text["status"] != status {
		t.Errorf("without a browser: %q, in the browser %q", f.Text["status"], status)
	}

	// A live derivation computes with the number that the reader enters.
	b.send("Page.navigate", map[string]any{"url": site + "/backpropagation.html"})
	const table = `document.querySelector("#derive-DenseLayer")?.textContent`
	b.wait(table + `?.includes("Y = X·W + B") === true`)
	b.eval(`(f => { f.value = "2"; f.dispatchEvent(new Event("change", {bubbles: true})) })(document.querySelector("#derive-DenseLayer [name='X.0.0']"))`)
	b.wait(table + `.includes("0.3750")`) // 2·0.5 - 2·0.25 - 0.5·0.5 + 0.125
	b.eval(`document.getElementById("search").focus()`)
	b.eval(`(f => { f.value = "early stopping"; f.dispatchEvent(new Event("input")) })(document.getElementById("search"))`)
	b.wait(`document.getElementById("found").innerHTML.includes("overfitting.html#EarlyStopping")`)

	// A mistake is found with evidence.
	b.open(site + "/gym.html#seed=7")
	b.frame(`document.querySelector("[data-value=check]").click()`)
	if got := b.text("gym"); !strings.Contains(got, "finite difference") || !strings.Contains(got, "worth 8 points") {
		t.Errorf("the evidence is %q", got)
	}
	if n := b.eval(`document.querySelectorAll("#gym-name option").length`); n != "12" {
		t.Errorf("%s possible answers, want 12", n)
	}

	// From a file the page says what to do.
	b.send("Page.navigate", map[string]any{"url": "file://" + builtSite(t) + "/playground.html"})
	b.wait(`location.protocol === "file:" && document.readyState === "complete" && !document.getElementById("notice").hidden`)
	if got := b.text("notice"); !strings.Contains(got, "go run ./solutions/labs/companion") {
		t.Errorf("from a file: %q", got)
	}
}

// The page "Which mistake?" shows the curve, the data, the units, the gradient check and the trace with the same
// digits as package play outside the browser. Without LONG=1 one seed is tried.
func TestBrowserGymNumbers(t *testing.T) {
	onlyGate(t)
	seeds := []string{"7"}
	if os.Getenv("LONG") == "1" {
		seeds = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "42", "65535"}
	}
	address, b := served(t)
	file := filepath.Join(t.TempDir(), "pages.json")
	t.Setenv("GYM_FILE", file)
	t.Setenv("GYM_SEEDS", strings.Join(seeds, " "))
	testWithMistakes(t, "TestGymPages")
	text, err := os.ReadFile(file)
	var native map[string]string
	if err == nil {
		err = json.Unmarshal(text, &native)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, seed := range seeds {
		b.open(address + "/gym.html#seed=" + seed)
		for range 5 {
			b.frame(`document.querySelector("[data-gym=ask][aria-pressed=false]").click()`)
		}
		literal, err := json.Marshal(native[seed])
		if err != nil {
			t.Fatal(err)
		}
		b.eval(`window.native = document.createElement("div")`)
		b.eval(fmt.Sprintf(`native.innerHTML = %s`, literal))
		numbers := 0
		for _, part := range []string{"h2 + p", "option", "h3", "section p", "section text", "section caption", "section th", "section td"} {
			texts := func(place string) []string {
				return strings.Split(b.eval(fmt.Sprintf(`[...%s.querySelectorAll(%q)].map(e => e.textContent).join("\n")`, place, part)), "\n")
			}
			got, want := texts(`document.getElementById("gym")`), texts("native")
			if len(got) != len(want) {
				t.Errorf("seed %s: %d %s, want %d", seed, len(got), part, len(want))
				continue
			}
			for i := range want {
				if strings.ContainsAny(want[i], "0123456789") {
					numbers++
				}
				if got[i] != want[i] {
					t.Errorf("seed %s, %s %d: %q, outside the browser %q", seed, part, i+1, got[i], want[i])
				}
			}
		}
		if t.Logf("seed %s: %d texts with numbers", seed, numbers); numbers < 20 {
			t.Errorf("seed %s: only %d texts with numbers", seed, numbers)
		}
	}
}

// Levenberg-Marquardt is refused with a reason, then keeps the weights, and computes in the browser as without it.
func TestBrowserMarquardt(t *testing.T) {
	address, b := served(t)
	b.open(address + "/playground.html#data=moons&points=60&hidden=4&view=matrices")
	b.frame(`document.querySelector("[data-do=batch]").click()`)
	b.enter("optimizer", "levenberg-marquardt")
	if got := b.text("error-optimizer"); !strings.Contains(got, "needs a squared error") || b.eval(`document.getElementById("field-optimizer").value`) != "adam" {
		t.Errorf("with cross-entropy: %q", got)
	}
	weights := b.text("view")
	b.enter("loss", "squared error")
	b.enter("optimizer", "levenberg-marquardt")
	if got := b.text("error-optimizer") + b.text("note-batch"); got != "levenberg-marquardt: all 30 examples in each step" || b.eval(`document.getElementById("field-batch").value`) != "0" {
		t.Errorf("with a squared error: %q", got)
	}
	if b.text("view") != weights {
		t.Error("the switch changes the weights")
	}
	b.enter("speed", "slow")
	b.click("play")
	b.wait(`+document.getElementById("status").textContent.match(/epoch (\d+)/)?.[1] >= 5`)
	b.click("play")
	b.wait(`document.body.dataset.running === "false" && !ticking && location.hash.includes("run=")`)
	want := play.NewPage().Do("open", map[string]string{"query": b.eval(`location.hash`)})
	if got := b.text("status"); got != want.Text["status"] {
		t.Errorf("in the browser %q, without it %q", got, want.Text["status"])
	}
}
