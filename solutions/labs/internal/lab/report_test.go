package lab

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"html"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"nn"
)

func TestReport(t *testing.T) {
	picture := image.NewGray(image.Rect(0, 0, 3, 2))
	picture.SetGray(1, 1, color.Gray{200})
	r := &Report{
		Title: "Results & <more>", Result: "96 % right", Facts: []Fact{{"Data", "<made up>"}},
		Sections: []Section{
			{Title: "Curves", Text: "Loss & accuracy", Curves: &nn.Curves{
				Runs: []nn.Run{{Name: "Adam", History: nn.History{{Epoch: 1, Loss: 1, Metric: 0.5}}}},
			}},
			{Title: "Table", Table: &Table{
				Head: []string{"word", "effect", "count"},
				Rows: [][]Cell{
					{{Text: "<script>"}, {Text: "+0.5", Shade: 0.5}, {Text: ""}},
					{{Text: "awful"}, {Text: "-2", Shade: -2}, {Text: "12.5 %", Bar: 0.125}},
				},
			}},
			{Title: "Images", ImageWidth: 88, Images: []Image{
				{Picture: picture, Alt: `a "one"`, Caption: "1, read as 7", Detail: "99 %"},
				{Picture: picture, Alt: "no caption"},
			}},
		},
	}
	var b strings.Builder
	if err := r.WriteHTML(&b); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{
		"<title>Results &amp; &lt;more&gt;</title>", "96 % right", "<dt>Data</dt><dd>&lt;made up&gt;</dd>",
		"<p>Loss &amp; accuracy</p>", "<svg", "Adam",
		`<th scope="col">word</th><th scope="col" class="number">effect</th><th scope="col" class="number">count</th>`,
		`<th scope="row" class="">&lt;script&gt;</th><td class="number plus" style="--shade:0.25">&#43;0.5</td>`,
		`<td class="number minus" style="--shade:0.5">-2</td>`,
		`<td class="number bar " style="--bar:0.125">12.5 %</td>`,
		`style="--width:88px"`, `alt="a &#34;one&#34;"`, "<b>1, read as 7</b> 99 %", `alt="no caption"></li>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not contain %s", want)
		}
	}
	if t.Failed() {
		t.Log(page)
	}

	t.Run("picture", func(t *testing.T) {
		uri := regexp.MustCompile(`src="data:image/png;base64,([^"]*)"`).FindStringSubmatch(page)
		if uri == nil {
			t.Fatal("no picture")
		}
		file, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(uri[1], "&#43;", "+"))
		if err != nil {
			t.Fatal(err)
		}
		found, err := png.Decode(bytes.NewReader(file))
		if err != nil || found.Bounds() != picture.Bounds() || found.At(1, 1) != picture.At(1, 1) {
			t.Errorf("picture %v, error %v, want the same as before", found, err)
		}
	})
	t.Run("self-contained", func(t *testing.T) {
		for _, address := range regexp.MustCompile(`(?:src|href)\s*=\s*"[^"]*"|url\([^)]*\)|@import|<script`).FindAllString(page, -1) {
			if !strings.HasPrefix(address, `src="data:`) {
				t.Errorf("the page refers to %s", address)
			}
		}
	})
}

// On a phone, 390 pixels wide, a real browser breaks the texts in a table instead of cutting the
// last columns off.
func TestReportOnAPhone(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no Chromium is installed")
	}
	row := func(texts ...string) (cells []Cell) {
		for _, text := range texts {
			cells = append(cells, Cell{Text: text})
		}
		return cells
	}
	ranked := row("67.50 %", "8", "100,50", "sgd_momentum", "0.001", "0.2", "2.1408", "5")
	ranked[0].Bar = 1
	r := &Report{Sections: []Section{
		{Table: &Table{
			Head: []string{"probability", "judged", "in truth", "review"},
			Rows: [][]Cell{row("0.4684", "negative", "positive", "this is another of robert altman's underrated films ...")},
		}},
		{Table: &Table{
			Head: []string{"true", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "recall"},
			Rows: [][]Cell{
				row("0", "1033", "1", "1000", "1", "1", "1", "1", "1", "1", "1", "0.97"),
				row("precision", "0.94", "0.94", "0.94", "0.94", "0.94", "0.94", "0.94", "0.94", "0.94", "0.94", ""),
			},
		}},
		{Table: &Table{
			Head: []string{"mistakes", "trial", "topology", "algorithm", "lr", "dropout", "loss", "epoch"},
			Rows: [][]Cell{ranked},
		}},
	}}
	var report strings.Builder
	if err := r.WriteHTML(&report); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(t.TempDir(), "phone.html")
	content := `<iframe style="width: 390px; border: 0" srcdoc="` + html.EscapeString(report.String()) + `"
		onload="let boxes = [...this.contentDocument.querySelectorAll('.scroll')];
		document.title = 'fits: ' + boxes.map(b => b.clientWidth > 300 && b.scrollWidth <= b.clientWidth)"></iframe>`
	if err := os.WriteFile(page, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	dom, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
		"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--user-data-dir="+t.TempDir(), "--dump-dom", "file://"+page).Output()
	if err != nil || !strings.Contains(string(dom), "<title>fits: true,true,true</title>") {
		t.Errorf("a table does not fit: %v\n%.200s", err, dom)
	}
}

func TestReportErrors(t *testing.T) {
	noCurves := &Report{Sections: []Section{{Curves: &nn.Curves{}}}}
	if err := noCurves.WriteHTML(io.Discard); err == nil {
		t.Error("no error for curves without a number")
	}
	if err := (&Report{}).WriteHTML(&writer{w: fullDisk{}}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("error %v, want one of the disk", err)
	}
}

func TestSaveFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(w io.Writer) error { _, err := io.WriteString(w, "text"); return err }
	broken := func(io.Writer) error { return errors.New("broken") }
	var out strings.Builder
	err := SaveFiles(&out, Output{"history", "h.csv", write}, Output{"curves", "", broken}, Output{"report", "r.html", broken})
	if err == nil || !strings.Contains(err.Error(), "r.html") || !strings.Contains(err.Error(), "broken") {
		t.Errorf("error %v, want one that names r.html", err)
	}
	if out.String() != "Wrote the history to h.csv.\n" {
		t.Errorf("output %q", out.String())
	}
}
