//go:build unix

package main

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// press presses a key. text is what the key writes.
func (b *browser) press(key string, code int, text string) {
	b.t.Helper()
	down := map[string]any{"type": "rawKeyDown", "key": key, "code": key, "windowsVirtualKeyCode": code}
	if text != "" {
		down["type"], down["text"] = "keyDown", text
	}
	b.send("Input.dispatchKeyEvent", down)
	b.send("Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": key, "code": key, "windowsVirtualKeyCode": code})
}

// keyboardHelpers are functions of the page for the tests with keys.
const keyboardHelpers = `(() => {
	window.describe = e => e.tagName + " " + (e.id || e.getAttribute("aria-label") || e.name || e.textContent).trim().slice(0, 40);
	window.controls = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter(e => e.checkVisibility());
	window.seen = new Set();
	window.faults = [];
	window.visit = () => {
		const e = document.activeElement;
		if (e === document.body || seen.has(e)) return "end";
		seen.add(e);
		const box = e.getBoundingClientRect(), style = getComputedStyle(e);
		if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("no visible focus: " + describe(e));
		if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) faults.push("the focus is out of view: " + describe(e));
		return describe(e);
	};
	window.state = () => [document.querySelector("main").innerHTML.length, document.body.dataset.frames, document.querySelectorAll("details[open]").length,
		...[...document.querySelectorAll("input, select, textarea")].map(e => e.value + e.checked)].join();
})()`

// keyboardPages are the pages that the tests with keys walk through.
func keyboardPages() []string {
	names := []string{"gym.html", "", "playground.html", "digits.html"}
	for _, p := range parts {
		names = append(names, p.file)
	}
	if os.Getenv("LONG") != "1" {
		return names[:1]
	}
	return names
}

// ready opens a page for the keyboard and shows everything that it can show.
func (b *browser) ready(address, name string) {
	b.t.Helper()
	b.send("Page.navigate", map[string]any{"url": "about:blank"})
	b.wait(`location.href === "about:blank"`)
	b.send("Page.navigate", map[string]any{"url": address + "/" + name})
	b.wait(`location.pathname === "/` + name + `" && document.readyState === "complete" && (document.body.dataset.frames > 0 || !document.querySelector("[data-do], #paper, #gym")) && [...document.querySelectorAll(".derive")].every(e => e.textContent)`)
	if name == "gym.html" {
		b.frame(`document.querySelector("[data-value=check]").click()`)
	}
	b.eval(keyboardHelpers)
}

// Tab reaches each control of each page, at two widths, shows where it is, and leaves the page at the end.
// Without LONG=1 only one page is tried, at one width.
func TestBrowserKeyboard(t *testing.T) {
	onlyGate(t)
	widths := []int{1440, 390}
	if os.Getenv("LONG") != "1" {
		widths = widths[:1]
	}
	address, b := served(t)
	for _, name := range keyboardPages() {
		for _, width := range widths {
			b.send("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false})
			b.ready(address, name)
			at := ""
			for range 500 {
				b.press("Tab", 9, "")
				if at = b.eval(`visit()`); at == "end" {
					break
				}
			}
			if at != "end" {
				t.Errorf("%s at %d pixels: Tab does not leave the page; last %s", name, width, at)
			}
			if missed := b.eval(`controls().filter(e => !seen.has(e)).map(describe).join("; ")`); missed != "" {
				t.Errorf("%s at %d pixels: Tab does not reach %s", name, width, missed)
			}
			if faults := b.eval(`faults.join("; ")`); faults != "" {
				t.Errorf("%s at %d pixels: %s", name, width, faults)
			}
			if n := b.eval(`seen.size`); len(n) < 2 {
				t.Errorf("%s at %d pixels has only %s controls", name, width, n)
			}
		}
	}
}

// Enter, Space and arrows operate each control, and three of each kind on the lecture's pages. The focus
// stays at the control, or near it if the control has gone.
func TestBrowserKeys(t *testing.T) {
	address, b := served(t)
	b.dead.Reset(12 * time.Minute)
	for i, name := range keyboardPages() {
		b.ready(address, name)
		operated, kinds := 0, map[string]int{}
		for range 500 {
			b.press("Tab", 9, "")
			control := b.eval(`document.activeElement === document.body ? "" : describe(document.activeElement)`)
			if control == "" {
				break
			}
			before := b.eval(`state()`)
			kind := b.eval(`document.activeElement.type || document.activeElement.tagName`)
			if kinds[kind]++; kinds[kind] > 3 && i >= 4 {
				continue // those of the lecture are all alike
			}
			switch {
			case kind == "SUMMARY", kind == "submit" && operated%2 == 0:
				b.press("Enter", 13, "\r")
			case kind == "submit", kind == "checkbox":
				b.press(" ", 32, " ")
			case kind == "select-one" && b.eval(`document.activeElement.selectedIndex + 1 < document.activeElement.length`) == "true":
				b.press("ArrowDown", 40, "")
			case kind == "text":
				b.press("3", 51, "3")
				b.press("Enter", 13, "\r")
			default:
				continue
			}
			operated++
			changed := false
			for end := time.Now().Add(5 * time.Second); !changed && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
				changed = b.eval(`state()`) != before
			}
			if unchanged := []string{"BUTTON Copy link", "INPUT paper"}; !changed && kind != "text" && !slices.Contains(unchanged, control) {
				t.Errorf("%s: the keyboard does not operate %s", name, control)
			}
			time.Sleep(100 * time.Millisecond) // for the frame
			if b.eval(`document.activeElement === document.body`) == "true" {
				t.Errorf("%s: %s loses the focus", name, control)
			}
			if strings.HasSuffix(control, " play") {
				b.press("Enter", 13, "\r")
			}
		}
		if t.Logf("%s: %d controls operated", name, operated); operated == 0 && name != "" {
			t.Errorf("%s: no control was operated", name)
		}
	}
}

// The focus stays on the page "Which mistake?" when its controls go, and a chosen name stays chosen.
func TestBrowserGymFocus(t *testing.T) {
	address, b := served(t)
	b.ready(address, "gym.html")
	b.eval(`(document.getElementById("gym-name").selectedIndex = 2)`)
	chosen := b.eval(`document.getElementById("gym-name").value`)
	b.frame(`document.querySelector("[data-value=units]").click()`)
	if got := b.eval(`document.getElementById("gym-name").value`); got != chosen {
		t.Errorf("after evidence %q is chosen, want %q", got, chosen)
	}
	for i := 0; b.eval(`document.querySelector("[data-gym=next]") === null`) == "true"; i++ {
		if i == 12 {
			t.Fatal("no answer is right")
		}
		b.frame(`(() => { document.getElementById("gym-name").selectedIndex = ` + strconv.Itoa(i) + `; document.querySelector("[data-gym=answer]").click() })()`)
	}
	b.frame(`(e => { e.focus(); e.click() })(document.querySelector("[data-gym=next]"))`)
	if b.eval(`document.activeElement === document.body`) == "true" {
		t.Error("Next case loses the focus")
	}
}

// Without JavaScript, without WebAssembly and with reduced motion a page says or does what is possible.
func TestBrowserWithout(t *testing.T) {
	onlyLong(t)
	address, b := served(t)
	b.send("Page.enable", map[string]any{})
	script := b.send("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": "delete window.WebAssembly"})["identifier"]
	b.send("Page.navigate", map[string]any{"url": address + "/playground.html"})
	b.wait(`location.pathname === "/playground.html" && document.readyState === "complete" && !document.getElementById("notice").hidden`)
	if got := b.text("notice"); !strings.Contains(got, "no WebAssembly") {
		t.Errorf("without WebAssembly: %q", got)
	}
	b.send("Page.removeScriptToEvaluateOnNewDocument", map[string]any{"identifier": script})

	b.send("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]any{{"name": "prefers-reduced-motion", "value": "reduce"}}})
	b.open(address + "/playground.html")
	start := time.Now()
	b.click("play")
	b.wait(`document.body.dataset.frames > 4`)
	if took := time.Since(start); took < time.Second {
		t.Errorf("with reduced motion there are three pictures in %v", took)
	}

	b.send("Emulation.setScriptExecutionDisabled", map[string]any{"value": true})
	b.send("Page.navigate", map[string]any{"url": address + "/backpropagation.html"})
	b.wait(`location.pathname === "/backpropagation.html" && document.readyState === "complete"`)
	if got := b.eval(`document.body.innerText`); !strings.Contains(got, "need JavaScript and WebAssembly") || !strings.Contains(got, "Dense layer") {
		t.Errorf("without JavaScript: %.300s", got)
	}
}
