package lab

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"nn"
)

// Source describes a published file.
type Source struct {
	Name    string                // of the local file
	URLs    []string              // mirrors, tried in this order
	MaxSize int64                 // in bytes; a larger file is refused
	Stall   time.Duration         // after which a mirror that sends nothing is given up
	Check   func(io.Reader) error // returns an error for wrong content: [MD5], [UnpackedSHA256]
}

// Download downloads the sources into the folder dir, which it creates if necessary, and prints its
// progress. A file appears there only when it is complete and has passed its Check. Existing files
// that pass their Check are kept. The error contains the reason for each mirror, or says that ctx has
// ended.
func Download(ctx context.Context, dir string, progress io.Writer, sources ...Source) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("cannot create the folder for downloads: %w", err)
	}
	for _, s := range sources {
		err := s.download(ctx, filepath.Join(dir, s.Name), progress)
		if ctx.Err() != nil {
			return errors.New("the download was interrupted; the files that were complete are kept")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// download downloads the file from the first mirror that has it.
func (s *Source) download(ctx context.Context, path string, progress io.Writer) error {
	if s.isAt(path) {
		fmt.Fprintf(progress, "%s is there already.\n", path)
		return nil
	}
	var failed []error
	for _, url := range s.URLs {
		fmt.Fprintf(progress, "Fetching %s\n", url)
		var file writer
		var reason error
		err := nn.SaveFile(path, func(w io.Writer) error {
			file.w = w
			reason = s.fetch(ctx, url, &file, progress)
			return reason
		})
		if err == nil {
			return nil
		}
		if reason == nil || file.err != nil || ctx.Err() != nil {
			return err // an error of the disk, or an interruption; other mirrors do not help
		}
		fmt.Fprintf(progress, "  failed: %v\n", reason)
		failed = append(failed, fmt.Errorf("  %s: %w", url, reason))
	}
	return fmt.Errorf("cannot download %s:\n%w\nTry again later; or get it in another way, "+
		"put it into %s and leave out -download",
		s.Name, errors.Join(failed...), filepath.Dir(path))
}

// isAt reports whether the file at path exists and passes the check.
func (s *Source) isAt(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	return s.Check(f) == nil
}

// fetch writes the content of url to w and checks it.
func (s *Source) fetch(ctx context.Context, url string, w, progress io.Writer) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	timer := time.AfterFunc(s.Stall, func() { cancel(fmt.Errorf("nothing came for %v", s.Stall)) })
	defer timer.Stop()

	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	request.Header.Set("Accept-Encoding", "identity") // the file as it is, not unpacked on the way
	response, err := http.DefaultClient.Do(request)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		return errors.Unwrap(err) // without the *url.Error, which repeats the address
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the server answers %q", response.Status)
	}

	body := &body{
		r: response.Body, most: s.MaxSize, arrived: func() { timer.Reset(s.Stall) },
		line: newProgressLine(progress, response.ContentLength),
	}
	all := io.TeeReader(body, w)
	err = s.Check(all)
	if err == nil {
		_, err = io.Copy(io.Discard, all) // the rest, which the check has not read
	}
	body.line.end(err == nil)
	switch {
	case ctx.Err() != nil:
		err = context.Cause(ctx)
	case body.err != nil:
		err = body.err // the check has only seen that the content ended
	}
	if err != nil {
		return fmt.Errorf("after %s: %w", megabytes(body.line.done), err)
	}
	return nil
}

// body is the body of a response.
type body struct {
	r       io.Reader
	most    int64  // bytes
	arrived func() // called when bytes have arrived
	line    *progressLine
	err     error // that ended it early
}

func (b *body) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.r.Read(p)
	b.arrived()
	b.line.add(n)
	if b.line.done > b.most {
		err = fmt.Errorf("more than the %d bytes that were expected", b.most)
	}
	if err != nil && err != io.EOF {
		b.err = err
	}
	return n, err
}

// writer stores the first error of a file, to distinguish it from errors of the network.
type writer struct {
	w   io.Writer
	err error
}

func (w *writer) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	if w.err == nil {
		w.err = err
	}
	return n, err
}
