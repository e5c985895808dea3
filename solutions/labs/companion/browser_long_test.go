//go:build unix

package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"nn/solutions/labs/companion/play"
)

// onlyLong skips a test unless the environment variable LONG is set.
func onlyLong(t *testing.T) {
	t.Helper()
	if os.Getenv("LONG") != "1" {
		t.Skip("it takes many seconds; LONG=1 runs it")
	}
}

// A digit that is drawn with the pointer is read, after the network has been trained in the page.
func TestBrowserDigit(t *testing.T) {
	onlyLong(t)
	address, b := served(t)
	b.open(address + "/digits.html")
	start := time.Now()
	b.frame(`document.getElementById("train").click()`)
	b.wait(`document.body.dataset.running === "false" && document.getElementById("digit-state").textContent.includes("Epoch 6")`)
	if took := time.Since(start); took > time.Minute {
		t.Errorf("the training took %v, want at most a minute", took)
	} else {
		t.Logf("the training took %v: %s", took.Round(100*time.Millisecond), b.text("digit-state"))
	}
	b.eval(`(paper => {
		const box = paper.getBoundingClientRect();
		const send = (type, x, y, buttons) => paper.dispatchEvent(new PointerEvent(type, {bubbles: true, pointerId: 1, buttons,
			clientX: box.left + x * box.width / 280, clientY: box.top + y * box.height / 280}));
		paper.setPointerCapture = () => {};
		for (const [y, from, to] of [[90, -2.6, 1.6], [176, -1.6, 2.6]]) {
			const at = a => [130 + 50 * Math.cos(a), y + 43 * Math.sin(a)];
			send("pointerdown", ...at(from), 1);
			for (let a = from; a <= to; a += .1) send("pointermove", ...at(a), 1);
			send("pointerup", ...at(to), 0);
		}
	})(document.getElementById("paper"))`)
	b.wait(`!reading && document.getElementById("guess")?.textContent === "3"`)
	if n := b.eval(`document.querySelectorAll(".bars tr").length + " " + document.querySelectorAll(".layers canvas").length`); n != "10 3" {
		t.Errorf("bars and layers: %s, want 10 3", n)
	}
	b.eval(`document.getElementById("clear").click()`)
	b.wait(`document.getElementById("guess") === null`)
	b.frame(`document.getElementById("sample").click()`)
	b.wait(`document.getElementById("guess") !== null`)
}

// The first step is done within two seconds of opening the page. The best of five counts, because other
// programs may use the processors.
func TestBrowserStart(t *testing.T) {
	onlyLong(t)
	address, b := served(t)
	best := time.Hour
	for range 5 {
		start := time.Now()
		b.open(address + "/playground.html")
		b.frame(`document.querySelector("[data-do=batch]").click()`)
		took := time.Since(start)
		t.Logf("first step %v after opening", took.Round(10*time.Millisecond))
		best = min(best, took)
	}
	if best > 2*time.Second {
		t.Errorf("the first step is done %v after opening, want at most 2s", best)
	}
}

// Six pages at once train independently of each other, and every one answers.
func TestBrowserTabs(t *testing.T) {
	onlyLong(t)
	address, b := served(t)
	var tabs []string
	own := b.session
	for k := range 6 {
		target := b.send("Target.createTarget", map[string]any{"url": fmt.Sprintf("%s/playground.html#data=moons&seed=%d", address, k+1)})
		tabs = append(tabs, b.send("Target.attachToTarget", map[string]any{"targetId": target["targetId"], "flatten": true})["sessionId"].(string))
	}
	for _, tab := range tabs {
		b.session = tab
		b.wait(`document.body && document.body.dataset.frames > 0`)
		b.enter("speed", "slow")
		b.click("play")
	}
	for k, tab := range tabs {
		b.session = tab
		b.wait(`+document.getElementById("status").textContent.match(/epoch (\d+)/)?.[1] >= 10`)
		b.click("play")
		b.wait(`document.body.dataset.running === "false" && !ticking && location.hash.includes("run=")`)
		want := play.NewPage().Do("open", map[string]string{"query": b.eval(`location.hash`)})
		if got := b.text("status"); got != want.Text["status"] || b.eval(`document.getElementById("field-seed").value`) != strconv.Itoa(k+1) {
			t.Errorf("tab %d: %q, want %q", k+1, got, want.Text["status"])
		}
	}
	b.session = own
}

// The worked examples of all pages have their numbers in the browser as without it, and each
// guided experiment opens from its link.
func TestBrowserPages(t *testing.T) {
	onlyLong(t)
	address, b := served(t)
	for _, p := range parts {
		b.send("Page.navigate", map[string]any{"url": address + "/" + p.file})
		b.wait(`location.pathname === "/` + p.file + `" && document.readyState === "complete" && [...document.querySelectorAll(".derive")].every(e => e.textContent)`)
		for _, kind := range strings.Fields(b.eval(`[...document.querySelectorAll(".derive")].map(e => e.dataset.kind).join(" ")`)) {
			b.eval(fmt.Sprintf(`window.native = %q`, play.Derivations{}.Change(kind, kind, "", "")))
			if b.eval(fmt.Sprintf(`(e => { e.innerHTML = native; return e.textContent })(document.createElement("div")) === document.getElementById("derive-%s").textContent`, kind)) != "true" {
				t.Errorf("%s: the browser shows %s", kind, b.eval(fmt.Sprintf(`document.getElementById("derive-%s").textContent`, kind)))
			}
		}
	}
	for _, x := range play.Experiments {
		b.open(address + "/playground.html#experiment=" + x.Slug)
		if got := b.text("experiment"); !strings.Contains(got, x.Question) || b.eval(`document.getElementById("guide").open`) != "true" {
			t.Errorf("%s opens with %q", x.Slug, got)
		}
	}
}

// layoutFaults is an expression for texts of a picture that cover each other or are cut off, and for text
// that its box hides.
const layoutFaults = `(() => {
	const found = new Set();
	for (const svg of document.querySelectorAll("svg")) {
		const edge = svg.getBoundingClientRect();
		const texts = [...svg.querySelectorAll("text")].map(e => [e.textContent.trim(), e.getBoundingClientRect()]).filter(([text, box]) => text && box.width);
		texts.forEach(([text, a], i) => {
			if (a.left < edge.left - 1 || a.right > edge.right + 1 || a.top < edge.top - 1 || a.bottom > edge.bottom + 1) found.add("cut off: " + text);
			for (const [other, b] of texts.slice(0, i))
				if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4) found.add(text + " covers " + other);
		});
	}
	for (const e of document.querySelectorAll("main *")) {
		const hides = ["hidden", "clip"].includes(getComputedStyle(e).overflowX) || e.matches("button, input[type=text]");
		if (hides && !e.closest("svg") && e.clientWidth && e.scrollWidth > e.clientWidth + 2) found.add("hidden: " + (e.textContent || e.value).slice(0, 20));
	}
	const lineOf = (text, i) => { const r = document.createRange(); r.setStart(text, i); r.setEnd(text, i + 1); return r.getBoundingClientRect().top };
	for (const e of document.querySelectorAll("main td, main code")) {
		const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
		for (let text; text = walk.nextNode(); )
			for (const {index} of text.data.matchAll(e.matches("td") ? /[\d.e]-\d/g : /(?<= |^)-[a-z]/g)) {
				const at = index + (e.matches("td") ? 1 : 0);
				if (lineOf(text, at) && lineOf(text, at) !== lineOf(text, at + 1)) found.add("broken after the hyphen: " + text.data);
			}
	}
	const measure = document.createElement("canvas").getContext("2d");
	for (const e of document.querySelectorAll(".fields select")) {
		measure.font = getComputedStyle(e).font;
		for (const {text} of e.options) if (measure.measureText(text).width + 30 > e.clientWidth) found.add("hidden: " + text); // 30: its padding and arrow
	}
	for (const e of document.querySelectorAll(".function circle[r='4']")) {
		const box = e.getBoundingClientRect(), edge = e.closest("svg").getBoundingClientRect();
		if (edge.width && (box.left < edge.left - 5 || box.right > edge.right + 5 || box.top < edge.top - 5 || box.bottom > edge.bottom + 5)) found.add("a point is outside of its graph");
	}
	for (const e of document.querySelectorAll("#curves, .chart")) if (innerWidth > 600 && e.scrollWidth > e.clientWidth + 2) found.add("a plot is cut off"); // a phone scrolls it
	for (const e of document.querySelectorAll("main pre")) if (!e.closest("details, #view") && e.scrollHeight > e.clientHeight + 2) found.add("cut off below: " + e.textContent.slice(-20));
	return [...found].slice(0, 5).join("; ");
})()`

// No page is wider than the screen of a phone, and no text is small on a projector, covered or cut off.
// Without LONG=1, every third page is looked at, in one width.
func TestBrowserLayout(t *testing.T) {
	address, b := served(t)
	names := []string{"", "playground.html", "digits.html", "gym.html"}
	for _, p := range parts {
		names = append(names, p.file)
	}
	for i, name := range names {
		widths := []int{1440, 390, 720, 800} // 720: 200 % zoom of 1440
		if os.Getenv("LONG") != "1" {
			if widths = widths[i/3%3:][:1]; i%3 > 0 {
				continue
			}
		}
		for _, width := range widths {
			b.send("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false})
			address, states := address+"/"+name, []string{""}
			switch name {
			case "playground.html": // an example with small numbers, and outside of the usual part of f
				address += "#data=moons&noise=0.5&points=300&activation=relu&loss=squared+error&optimizer=levenberg-marquardt&run=5"
				states = []string{`document.querySelector("[data-do=epoch]").click()`}
				for _, v := range play.Views {
					states = append(states, `document.getElementById("view-`+v.Name+`").click()`)
				}
				states = append(states, `document.querySelector("[data-do=keep]").click()`, `document.querySelector("[data-do=epoch]").click()`)
			case "gym.html":
				for range 5 {
					states = append(states, `document.querySelector("[data-gym=ask][aria-pressed=false]").click()`)
				}
			}
			if os.Getenv("LONG") != "1" {
				states = states[:1]
			}
			b.send("Page.navigate", map[string]any{"url": "about:blank"})
			b.wait(`location.href === "about:blank"`)
			b.send("Page.navigate", map[string]any{"url": address})
			b.wait(`location.pathname === "/` + name + `" && document.readyState === "complete" && (document.body.dataset.frames > 0 || !document.querySelector("[data-do], #paper, #gym")) && [...document.querySelectorAll(".derive")].every(e => e.textContent)`)
			for _, state := range states {
				if state != "" {
					b.frame(state)
				}
				b.eval(`document.querySelectorAll("details").forEach(d => d.open = true)`)
				b.layout(name, width)
			}
		}
	}
}

// layout checks the page as it is now.
func (b *browser) layout(name string, width int) {
	t := b.t
	t.Helper()
	if got := b.eval(`document.documentElement.scrollWidth <= document.documentElement.clientWidth`); got != "true" {
		t.Errorf("%s at %d pixels is %s wide", name, width, b.eval(`document.documentElement.scrollWidth`))
	}
	small := b.eval(`(() => {
				const found = new Set();
				for (const e of document.querySelectorAll("body *")) {
					if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !e.getBoundingClientRect().width || e.closest("title, desc, style")) continue;
					const svg = e.closest("svg"), box = svg?.viewBox.baseVal.width;
					const size = parseFloat(getComputedStyle(e).fontSize) * (box ? svg.getBoundingClientRect().width / box : 1);
					if (size < 13.95) found.add(e.tagName + " " + e.textContent.trim().slice(0, 20) + " " + size.toFixed(1));
				}
				return [...found].slice(0, 5).join("; ");
			})()`)
	if width == 1440 && small != "" {
		t.Errorf("%s has text below 14 pixels: %s", name, small)
	}
	if faults := b.eval(layoutFaults); faults != "" {
		t.Errorf("%s at %d pixels: %s", name, width, faults)
	}
}

// Ten minutes of training leave no memory behind.
func TestBrowserMemory(t *testing.T) {
	onlyLong(t)
	address, b := served(t)
	b.dead.Reset(15 * time.Minute)
	b.open(address + "/playground.html#activation=relu&dropout=0.1")
	b.enter("speed", "fast")
	b.click("play")
	heap := func() (bytes float64) {
		b.send("HeapProfiler.collectGarbage", map[string]any{})
		bytes = b.send("Runtime.getHeapUsage", map[string]any{})["usedSize"].(float64)
		memory, _ := strconv.ParseFloat(b.eval(`document.body.dataset.memory`), 64)
		t.Logf("page %.1f MB, Go %.1f MB; %s", bytes/1e6, memory/1e6, b.text("status"))
		return bytes + memory
	}
	minutes := func(n int) {
		for end := time.Now().Add(time.Duration(n) * time.Minute); time.Now().Before(end); time.Sleep(5 * time.Second) {
			if b.eval(`document.body.dataset.running`) != "true" { // 5,000 epochs are enough for the page
				b.frame(`document.querySelector("[data-do=reset]").click()`)
				b.click("play")
			}
		}
	}
	minutes(3)
	before := heap()
	minutes(7)
	if after := heap(); after > 1.2*before+10e6 {
		t.Errorf("after ten minutes %.1f MB, after three %.1f", after/1e6, before/1e6)
	}
}
