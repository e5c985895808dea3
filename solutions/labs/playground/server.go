package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"net"
	"net/http"
	"sync"
	"time"
)

// server is one experiment and the people who watch it.
type server struct {
	http.ServeMux

	mu      sync.Mutex
	exp     *experiment
	running bool
	message string        // about the form, empty if it is right
	changed chan struct{} // closed at every change, and then replaced
}

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Parse(pageText))

func newServer() *server {
	s := &server{exp: newExperiment(usual), changed: make(chan struct{})}
	s.HandleFunc("GET /{$}", s.page)
	s.HandleFunc("GET /events", s.events)
	s.HandleFunc("POST /new", s.act(func(r *http.Request) error {
		settings, err := parseSettings(r.PostForm)
		if err == nil {
			s.exp = newExperiment(settings)
		}
		return err
	}))
	s.HandleFunc("POST /run", s.act(func(*http.Request) error { s.running = true; return nil }))
	s.HandleFunc("POST /pause", s.act(func(*http.Request) error { s.running = false; return nil }))
	s.HandleFunc("POST /step", s.act(func(*http.Request) error { s.running = false; s.exp.epoch(); return nil }))
	s.HandleFunc("POST /trace", s.trace)
	return s
}

// ServeHTTP refuses requests that a page of another site has made the browser send.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		http.Error(w, "this server is for this computer only", http.StatusForbidden)
		return
	}
	if site := r.Header.Get("Sec-Fetch-Site"); r.Method == http.MethodPost && site == "cross-site" {
		http.Error(w, "another site may not press buttons here", http.StatusForbidden)
		return
	}
	s.ServeMux.ServeHTTP(w, r)
}

// act returns a handler that changes something, and shows everybody the outcome.
func (s *server) act(change func(r *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.message = ""
		if err := change(r); err != nil {
			s.message = err.Error()
		}
		s.announce()
		w.WriteHeader(http.StatusNoContent)
	}
}

// announce tells the watchers that something has changed. s.mu is held.
func (s *server) announce() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// train trains the experiment while it runs, until ctx is done.
func (s *server) train(ctx context.Context) {
	const (
		frame  = 100 * time.Millisecond
		epochs = 5 // in a frame: slow enough to watch
	)
	for ctx.Err() == nil {
		s.mu.Lock()
		changed, running := s.changed, s.running
		if running {
			start := time.Now()
			for i := 0; i < epochs && s.running && time.Since(start) < frame; i++ {
				s.running = s.exp.epoch()
			}
			s.announce()
		}
		s.mu.Unlock()
		if running {
			time.Sleep(frame) // in which the page can ask for things
			continue
		}
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
}

// parts returns the parts of the page that change, as HTML by the id of their place, and the
// settings as JSON, because another window may have changed them. s.mu is held.
func (s *server) parts() map[string]string {
	fields, err := json.Marshal(s.exp.fields())
	if err != nil {
		panic(err) // text by text cannot fail
	}
	state := "paused"
	if s.running {
		state = "running"
	}
	return map[string]string{
		"status":   html.EscapeString(fmt.Sprintf("%s: %s", state, s.exp.status())),
		"message":  html.EscapeString(s.message),
		"boundary": s.exp.boundary(),
		"network":  s.exp.network(),
		"curves":   s.exp.curves(),
		"fields":   string(fields),
	}
}

// page sends the page as it is now.
func (s *server) page(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	parts := map[string]template.HTML{}
	for id, part := range s.parts() {
		parts[id] = template.HTML(part)
	}
	data := struct {
		Settings settings
		Choices  map[string][]string
		Parts    map[string]template.HTML
	}{s.exp.settings, choices, parts}
	s.mu.Unlock()
	var b bytes.Buffer
	if err := page.Execute(&b, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy",
		"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; connect-src 'self'; form-action 'self'")
	w.Write(b.Bytes())
}

// events sends the parts of the page at every change, as server-sent events, until the watcher
// leaves.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	for {
		s.mu.Lock()
		changed, parts := s.changed, s.parts()
		s.mu.Unlock()
		text, err := json.Marshal(parts)
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", text); err != nil {
			return
		}
		if err := http.NewResponseController(w).Flush(); err != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}

// trace trains a step and sends the page of its trace.
func (s *server) trace(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.running = false
	trace := s.exp.trace()
	s.announce()
	s.mu.Unlock()
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	trace.WriteHTML(w)
}
