package lab

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// content is what the servers of the tests publish; its first bytes repeat, so that it packs well.
var content = bytes.Repeat([]byte("0123456789"), 5000)

func packed(t *testing.T, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(content)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func md5Of(b []byte) string {
	sum := md5.Sum(b)
	return hex.EncodeToString(sum[:])
}

func sha256Of(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// sends answers with the given bytes.
func sends(b []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { w.Write(b) }
}

// serve starts a server on this machine and returns its address.
func serve(t *testing.T, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// source is the published content.
func source(urls ...string) Source {
	return Source{
		Name: "data.bin", URLs: urls, MaxSize: 60_000, Stall: 5 * time.Second,
		Check: MD5(int64(len(content)), md5Of(content)),
	}
}

// mustBeEmpty fails the test if there is any file in dir, be it a temporary one.
func mustBeEmpty(t *testing.T, dir string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		t.Errorf("%s is left behind", f.Name())
	}
}

func TestDownload(t *testing.T) {
	elsewhere := serve(t, sends(content))
	other := bytes.Clone(content)
	other[len(other)-1]++
	tests := []struct {
		name    string
		handler http.HandlerFunc
		want    string // in the error; empty for success
	}{
		{"whole", sends(content), ""},
		{"redirect", http.RedirectHandler(elsewhere, http.StatusFound).ServeHTTP, ""},
		{"redirect in a circle", http.RedirectHandler("/", http.StatusFound).ServeHTTP, "10 redirects"},
		{"404", http.NotFound, "404 Not Found"},
		{"500", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500) }, "500 Internal"},
		{"truncated", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(len(content)))
			w.Write(content[:20_000])
		}, "unexpected EOF"},
		{"truncated without a length", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Connection", "close")
			w.Write(content[:20_000])
			w.(http.Flusher).Flush()
		}, "20000 bytes long, want 50000"},
		{"broken off", func(w http.ResponseWriter, r *http.Request) {
			w.Write(content[:20_000])
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}, "unexpected EOF"},
		{"nothing", sends(nil), "0 bytes long, want 50000"},
		{"another file", sends(other), "its sum is"},
		{"a page of a portal", sends([]byte("<html>Please log in</html>")), "the wrong file"},
		{"longer", sends(append(bytes.Clone(content), '!')), "longer than 50000 bytes"},
		{"longer without end", func(w http.ResponseWriter, r *http.Request) {
			for {
				if _, err := w.Write(content); err != nil {
					return
				}
			}
		}, "longer than 50000 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "made", "by", "download")
			var progress strings.Builder
			err := Download(t.Context(), dir, &progress, source(serve(t, tt.handler)))
			if tt.want != "" {
				if err == nil || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("error %v, want one with %q", err, tt.want)
				}
				mustBeEmpty(t, dir)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			found, err := os.ReadFile(filepath.Join(dir, "data.bin"))
			if err != nil || !bytes.Equal(found, content) {
				t.Errorf("%d bytes, error %v, want the content", len(found), err)
			}
			if !strings.Contains(progress.String(), "0.1 MB in ") {
				t.Errorf("progress %q, want the size", progress.String())
			}
		})
	}
}

func TestDownloadStalls(t *testing.T) {
	for _, tt := range []struct {
		name string
		sent int
	}{{"before the header", 0}, {"after the header", 1}, {"half-way", 25_000}} {
		t.Run(tt.name, func(t *testing.T) {
			url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if tt.sent > 0 {
					w.Write(content[:tt.sent])
					w.(http.Flusher).Flush()
				}
				<-r.Context().Done()
			}))
			s := source(url)
			s.Stall = 50 * time.Millisecond
			dir := t.TempDir()
			err := Download(t.Context(), dir, io.Discard, s)
			if err == nil || !strings.Contains(err.Error(), "nothing came for 50ms") {
				t.Errorf("error %v, want one with the time", err)
			}
			mustBeEmpty(t, dir)
		})
	}
}

func TestDownloadSlowIsNotStalled(t *testing.T) {
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for part := range 10 {
			w.Write(content[part*5000 : (part+1)*5000])
			w.(http.Flusher).Flush()
			time.Sleep(100 * time.Millisecond)
		}
	}))
	s := source(url)
	s.Stall = 900 * time.Millisecond // less than the whole takes
	if err := Download(t.Context(), t.TempDir(), io.Discard, s); err != nil {
		t.Error(err)
	}
}

func TestDownloadMirrors(t *testing.T) {
	missing, whole := serve(t, http.HandlerFunc(http.NotFound)), serve(t, sends(content))
	gone := httptest.NewServer(sends(content))
	gone.Close()
	dir := t.TempDir()
	var progress strings.Builder
	if err := Download(t.Context(), dir, &progress, source(missing, gone.URL, whole)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{missing, "404", gone.URL, "refused", whole} {
		if !strings.Contains(progress.String(), want) {
			t.Errorf("progress %q does not mention %q", progress.String(), want)
		}
	}

	t.Run("none has it", func(t *testing.T) {
		dir := t.TempDir()
		err := Download(t.Context(), dir, io.Discard, source(missing, gone.URL))
		if err == nil || !strings.Contains(err.Error(), missing) || !strings.Contains(err.Error(), gone.URL) {
			t.Errorf("error %v, want one that names both mirrors", err)
		}
		if !strings.Contains(err.Error(), "put it into "+dir) {
			t.Errorf("error %v, want one that says what to do", err)
		}
	})
	t.Run("what is there stays", func(t *testing.T) {
		if err := Download(t.Context(), dir, io.Discard, source(missing)); err != nil {
			t.Error(err)
		}
	})
	t.Run("what is broken is replaced", func(t *testing.T) {
		path := filepath.Join(dir, "data.bin")
		if err := os.WriteFile(path, content[:100], 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Download(t.Context(), dir, io.Discard, source(whole)); err != nil {
			t.Fatal(err)
		}
		if found, err := os.ReadFile(path); err != nil || !bytes.Equal(found, content) {
			t.Errorf("%d bytes, error %v, want the content", len(found), err)
		}
	})
	t.Run("a broken file stays when no mirror works", func(t *testing.T) {
		path := filepath.Join(dir, "data.bin")
		if err := os.WriteFile(path, content[:100], 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Download(t.Context(), dir, io.Discard, source(missing)); err == nil {
			t.Error("no error")
		}
		if found, err := os.ReadFile(path); err != nil || len(found) != 100 {
			t.Errorf("%d bytes, error %v, want the 100 that were there", len(found), err)
		}
	})
}

func TestDownloadTooLarge(t *testing.T) {
	url := serve(t, sends(content))
	s := source(url)
	s.MaxSize = 10_000
	dir := t.TempDir()
	err := Download(t.Context(), dir, io.Discard, s)
	if err == nil || !strings.Contains(err.Error(), "more than the 10000 bytes") {
		t.Errorf("error %v, want one with the limit", err)
	}
	mustBeEmpty(t, dir)
}

func TestDownloadIsWholeWhateverTheCheckReads(t *testing.T) {
	s := source(serve(t, sends(content)))
	s.Check = func(r io.Reader) error { _, err := r.Read(make([]byte, 1)); return err }
	dir := t.TempDir()
	if err := Download(t.Context(), dir, io.Discard, s); err != nil {
		t.Fatal(err)
	}
	if found, err := os.ReadFile(filepath.Join(dir, s.Name)); err != nil || !bytes.Equal(found, content) {
		t.Errorf("%d bytes, error %v, want the content", len(found), err)
	}
}

func TestDownloadInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	requests := 0
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests++
		w.Write(content[:1000])
		w.(http.Flusher).Flush()
		cancel()
		<-r.Context().Done()
	}))
	dir := t.TempDir()
	err := Download(ctx, dir, io.Discard, source(url, url))
	if err == nil || !strings.Contains(err.Error(), "interrupted") || strings.Contains(err.Error(), url) {
		t.Errorf("error %v, want an interruption and no word of mirrors", err)
	}
	if requests != 1 {
		t.Errorf("%d requests, want 1: no other mirror is asked", requests)
	}
	mustBeEmpty(t, dir)
}

func TestDownloadDisk(t *testing.T) {
	requests := 0
	url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests++
		w.Write(content)
	}))
	t.Run("no folder", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		err := Download(t.Context(), filepath.Join(file, "dir"), io.Discard, source(url))
		if err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("error %v, want one that names the folder", err)
		}
	})
	t.Run("no file", func(t *testing.T) {
		s := source(url, url)
		s.Name = filepath.Join("no", "such", "folder")
		err := Download(t.Context(), t.TempDir(), io.Discard, s)
		if !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), s.Name) {
			t.Errorf("error %v, want one that names the file", err)
		}
	})
	if requests != 0 {
		t.Errorf("%d requests, want none", requests)
	}
	t.Run("full", func(t *testing.T) {
		s, w := source(url), &writer{w: fullDisk{}}
		err := s.fetch(t.Context(), url, w, io.Discard)
		if !errors.Is(err, syscall.ENOSPC) || !errors.Is(w.err, syscall.ENOSPC) {
			t.Errorf("error %v, of the disk %v, want %v", err, w.err, syscall.ENOSPC)
		}
	})
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestUnpackedSHA256(t *testing.T) {
	good := packed(t, content)
	flipped := bytes.Clone(good)
	flipped[len(flipped)/2]++
	other := bytes.Clone(content)
	other[0]++
	tests := []struct {
		name string
		file []byte
		want string // in the error; empty for none
	}{
		{"whole", good, ""},
		{"packed differently", append(packed(t, content[:10]), packed(t, content[10:])...), ""},
		{"truncated", good[:len(good)-10], "unexpected EOF"},
		{"nothing", nil, "not a gzip file"},
		{"not packed", content, "not a gzip file"},
		{"a flipped byte", flipped, "corrupt"},
		{"other content", packed(t, other), "its sum is"},
		{"less content", packed(t, content[1:]), "49999 bytes long, want 50000"},
		{"more content", packed(t, append(bytes.Clone(content), '!')), "longer than 50000 bytes"},
	}
	check := UnpackedSHA256(int64(len(content)), sha256Of(content))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := check(bytes.NewReader(tt.file))
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestProgressLine(t *testing.T) {
	t.Setenv("COLUMNS", "")
	var w strings.Builder
	line := &statusLine{w: &w, visible: true}
	l := progressLine{line: line, total: 4_000_000, start: time.Now().Add(-3 * time.Second)}
	l.add(1_000_000)
	l.add(1) // too soon to be drawn
	l.end(true)
	const text = "  1.0 MB of 4.0 MB, 9s left"
	want := "\r" + text + "\r" + strings.Repeat(" ", len(text)) + "\r  1.0 MB in 3.0 s\n"
	if w.String() != want {
		t.Errorf("line %q, want %q", w.String(), want)
	}
}

func TestCache(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, home)
	}
	dir, err := Cache("mnist")
	if err != nil || !strings.HasPrefix(dir, home) || filepath.Base(dir) != "mnist" {
		t.Errorf("folder %q, error %v, want one under %q", dir, err, home)
	}
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, "")
	}
	if _, err := Cache("mnist"); err == nil {
		t.Error("no error without a home")
	}
}
