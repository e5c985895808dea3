package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"strings"
	"testing"
	"time"

	"nn"
)

// form returns the usual settings as the page would send them, with changes.
func form(changes ...string) url.Values {
	v := url.Values{
		"data": {"spiral"}, "hidden": {"16,16"}, "activation": {"relu"}, "optimizer": {"adam"}, "regularizer": {"none"},
		"learning rate": {"0.01"}, "strength": {"0.001"}, "dropout": {"0"}, "noise": {"0.02"}, "batch": {"32"}, "seed": {"1"},
	}
	for i := 0; i < len(changes); i += 2 {
		v.Set(changes[i], changes[i+1])
	}
	return v
}

func TestParseSettings(t *testing.T) {
	if s, err := parseSettings(form()); err != nil || s != usual {
		t.Errorf("%+v and %v, want the usual settings", s, err)
	}
	for name, text := range usual.fields() {
		if want := form().Get(name); text != want {
			t.Errorf("field %q is %q, want %q", name, text, want)
		}
	}
	for _, tt := range []struct{ field, value, want string }{
		{"data", "iris", `data: "iris" is none of spiral`},
		{"activation", "", "activation:"},
		{"optimizer", "ADAM", "optimizer:"},
		{"regularizer", "l3", "regularizer:"},
		{"hidden", "16,x", "hidden layers: want numbers"},
		{"hidden", "0", "from 1 to 24"},
		{"hidden", "1000000", "from 1 to 24"},
		{"hidden", "1,1,1,1,1,1", "at most 5"},
		{"learning rate", "-1", "learning rate: want"},
		{"learning rate", "NaN", "learning rate: want"},
		{"dropout", "1", "dropout: want a number from 0 to 0.95"},
		{"noise", "Inf", "noise: want"},
		{"batch", "0", "batch: want 1 to 300"},
		{"seed", "-3", "seed: want"},
	} {
		if _, err := parseSettings(form(tt.field, tt.value)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %q: %v, want %q", tt.field, tt.value, err, tt.want)
		}
	}
}

// Every set is learned by the network that the page begins with, and none by a single layer.
func TestExperiment(t *testing.T) {
	for _, data := range choices["data"] {
		s := usual
		s.Data = data
		e := newExperiment(s)
		for range 150 {
			e.epoch()
		}
		if r := e.net.History[149]; !(r.ValMetric >= 0.95) {
			t.Errorf("%s: accuracy on validation %v, want 0.95", data, r.ValMetric)
		}
		if data == "moons" {
			continue // a straight line does well there
		}
		s.Hidden = ""
		e = newExperiment(s)
		for range 50 {
			e.epoch()
		}
		if r := e.net.History[49]; !(r.ValMetric < 0.85) {
			t.Errorf("%s: accuracy of one layer on validation %v, want less than 0.85", data, r.ValMetric)
		}
	}
}

// Layers of one width that drop the same units are no independent draws.
func TestDropoutOfEachLayer(t *testing.T) {
	s := usual
	s.Dropout = 0.5
	var masks []string
	for _, l := range newExperiment(s).net.Layers() {
		if d, ok := l.(*nn.Dropout); ok {
			ones := nn.NewMatrix(4, 16)
			for i := range ones.Data {
				ones.Data[i] = 1
			}
			masks = append(masks, d.ForwardPropagation(ones, true).String())
		}
	}
	if len(masks) != 2 || masks[0] == masks[1] {
		t.Errorf("the masks are %q, want two different ones", masks)
	}
}

func TestExperimentEnds(t *testing.T) {
	s := usual
	s.Optimizer, s.LearningRate = "sgd", 1
	s.Regularizer, s.Strength = "l2", 5.5 // w - 11·w: ten times as large with each batch
	e := newExperiment(s)
	for range 20 {
		e.epoch()
	}
	n := len(e.net.History)
	if want := fmt.Sprintf("epoch %d, batch", n+1); n == 0 || !strings.Contains(e.status(), want) ||
		!strings.Contains(e.status(), "diverged") {
		t.Errorf("status %q, want that training diverged in %s", e.status(), want)
	}
	if e.epoch() {
		t.Error("there is an epoch after the end")
	}
	for _, word := range strings.Fields(e.status()) {
		if len(word) > 20 {
			t.Errorf("%s is too long for a phone", word)
		}
	}
}

// serveTest starts a server like the program's, with wrap around its handler unless that is nil.
func serveTest(t *testing.T, wrap func(http.Handler) http.Handler) *httptest.Server {
	t.Helper()
	s := newServer()
	ctx, cancel := context.WithCancel(context.Background())
	go s.train(ctx)
	var handler http.Handler = s
	if wrap != nil {
		handler = wrap(s)
	}
	web := httptest.NewServer(handler)
	t.Cleanup(func() { cancel(); web.CloseClientConnections(); web.Close() })
	return web
}

func send(t *testing.T, web *httptest.Server, action string, values url.Values) string {
	t.Helper()
	resp, err := http.PostForm(web.URL+"/"+action, values)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 400 {
		t.Fatalf("%s: %s, %v: %s", action, resp.Status, err, body)
	}
	return string(body)
}

// watch returns a function that waits for the next event whose part id contains the text.
func watch(t *testing.T, web *httptest.Server) (wait func(id, text string) map[string]string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	r, _ := http.NewRequestWithContext(ctx, "GET", web.URL+"/events", nil)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	lines := bufio.NewReader(resp.Body)
	return func(id, text string) map[string]string {
		t.Helper()
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				t.Fatalf("no event has %q in %s: %v", text, id, err)
			}
			data, ok := strings.CutPrefix(line, "data: ")
			if !ok {
				continue
			}
			parts := map[string]string{}
			if err := json.Unmarshal([]byte(data), &parts); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(parts[id], text) {
				return parts
			}
		}
	}
}

func TestServer(t *testing.T) {
	web := serveTest(t, nil)
	wait := watch(t, web)
	wait("status", "paused: not trained yet")
	send(t, web, "step", nil)
	if parts := wait("status", "paused: epoch 1, loss"); !strings.Contains(parts["curves"], "<svg") {
		t.Error("no curves after an epoch")
	}
	send(t, web, "run", nil)
	wait("status", "running: epoch")
	send(t, web, "pause", nil)
	wait("status", "paused: epoch")
	if trace := send(t, web, "trace", nil); !strings.Contains(trace, "Backward propagation") {
		t.Error("the trace has no way back")
	}
	send(t, web, "new", form("data", "iris"))
	wait("message", "is none of")
	send(t, web, "new", form("data", "moons", "hidden", "4"))
	parts := wait("status", "not trained yet")
	if lines := strings.Count(parts["network"], "<line"); lines != 2*4+4*1 || parts["message"] != "" {
		t.Errorf("%d weights and the message %q, want 12 and none", lines, parts["message"])
	}
	if points := strings.Count(parts["boundary"], "<circle"); points != trainingPoints {
		t.Errorf("%d points, want %d", points, trainingPoints)
	}
}

func TestServerRefusesOthers(t *testing.T) {
	s := newServer()
	for _, tt := range []struct {
		name, host, site string
		want             int
	}{
		{"this computer", "127.0.0.1:8080", "same-origin", http.StatusNoContent},
		{"by name", "localhost:8080", "", http.StatusNoContent},
		{"six", "[::1]:8080", "", http.StatusNoContent},
		{"another name for it", "example.org", "", http.StatusForbidden},
		{"another site", "localhost", "cross-site", http.StatusForbidden},
	} {
		r := httptest.NewRequest("POST", "/pause", nil)
		r.Host = tt.host
		r.Header.Set("Sec-Fetch-Site", tt.site)
		w := httptest.NewRecorder()
		if s.ServeHTTP(w, r); w.Code != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, w.Code, tt.want)
		}
	}
	w := httptest.NewRecorder()
	if s.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/other", nil)); w.Code != http.StatusNotFound {
		t.Errorf("another page: %d, want 404", w.Code)
	}
}

func TestRun(t *testing.T) {
	var out strings.Builder
	if code := run(context.Background(), []string{"-port", "99999"}, &out, &out); code != 2 {
		t.Errorf("exit code %d for a bad port, want 2: %s", code, out.String())
	}
	ctx, cancel := context.WithCancel(context.Background())
	reader, writer := io.Pipe()
	done := make(chan int)
	go func() { done <- run(ctx, []string{"-port", "0"}, writer, io.Discard) }()
	line, err := bufio.NewReader(reader).ReadString('\n')
	if err != nil || !strings.Contains(line, "Open http://127.0.0.1:") {
		t.Errorf("%q, %v", line, err)
	}
	cancel()
	if code := <-done; code != 0 {
		t.Errorf("exit code %d after the end, want 0", code)
	}
}

// A real browser opens the page, and its script shows what the server has trained since.
func TestBrowser(t *testing.T) {
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	if browser == "" {
		t.Skip("no Chromium is installed")
	}
	// The browser prints the page when it has loaded: keep it loading until the script has been at
	// work.
	watched, trained := make(chan struct{}), make(chan struct{})
	web := serveTest(t, func(s http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/events":
				close(watched) // there is one watcher, and it does not come back
				s.ServeHTTP(w, r)
			case "/late.png":
				<-trained
				time.Sleep(time.Second)
				http.NotFound(w, r)
			case "/":
				recorder := httptest.NewRecorder()
				s.ServeHTTP(recorder, r)
				w.Write(recorder.Body.Bytes())
				io.WriteString(w, `<img src="late.png" alt=""><script>onload = () =>
					document.title = [...new FormData(settings).values()].join(" ")</script>`)
			default:
				s.ServeHTTP(w, r)
			}
		})
	})
	go func() {
		<-watched
		another := form("data", "moons", "hidden", "5,4", "seed", "7") // from another window
		http.PostForm(web.URL+"/new", another)
		for range 3 {
			http.Post(web.URL+"/step", "", nil)
		}
		close(trained)
	}()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	dom, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir="+t.TempDir(),
		"--dump-dom", web.URL+"/").Output()
	if err != nil {
		t.Fatalf("%s: %v", browser, err)
	}
	for _, want := range []string{"paused: epoch 3, loss", "<image", "accuracy", fmt.Sprintf(`value="%s"`, usual.Hidden),
		"<title>moons 0.02 5,4 relu adam 0.01 32 none 0.001 0 7</title>"} {
		if !strings.Contains(string(dom), want) {
			t.Errorf("the page in the browser has no %q", want)
		}
	}
}
