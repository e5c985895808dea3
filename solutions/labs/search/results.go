package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"reflect"
	"slices"

	"nn"
	"nn/solutions/internal/bounded"
	"nn/solutions/labs/internal/lab"
)

// A results file has a JSON value on each line. The first line describes the search, and every
// other line is a trial that has finished. Each line is written at once and never changed. Only the
// last one can be incomplete, if the program was killed or the computer crashed.

// origin contains everything that determines the trials of a search.
type origin struct {
	Format   string            `json:"format"`
	Settings map[string]string `json:"settings"` // flags and their values
	Images   string            `json:"images"`   // fingerprint of the images of the trials
}

// resultsFormat is the first value in a file. A different layout would have a different name.
const resultsFormat = "nn search 1"

// decisive are the flags that determine a trial. remembered are other flags that keep their values
// when a search is resumed.
var (
	decisive = slices.Concat(parameterNames,
		[]string{"seed", "examples", "validation", "epochs", "batch"})
	remembered = []string{"iterations", "trials", "data"}
)

// originOf returns the origin of the trials of an experiment. If the digits were drawn, it contains
// the flag -draw even if the flag was not given, because MNIST may have been downloaded later.
func originOf(flags *flag.FlagSet, drawn bool, e *experiment) origin {
	o := origin{resultsFormat, make(map[string]string), fingerprint(e.train, e.validation)}
	names := slices.Concat(decisive, remembered)
	if drawn {
		names = append(names, "draw")
	}
	for _, name := range names {
		o.Settings[name] = flags.Lookup(name).Value.String()
	}
	return o
}

// fingerprint returns a short text that differs for different examples.
func fingerprint(datasets ...*nn.Dataset) string {
	h := sha256.New()
	for _, d := range datasets {
		for _, m := range []*nn.Matrix{d.X, d.Y} {
			fmt.Fprintln(h, m.Rows, m.Cols)
			for i := range m.Rows {
				binary.Write(h, binary.LittleEndian, m.Row(i)) // a hash never returns an error
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// resultsFile is a file of results to append to. No other process can open it at the same time.
type resultsFile struct {
	*os.File
	lock *lock
}

// Close closes the file and releases its lock.
func (f *resultsFile) Close() error { return errors.Join(f.File.Close(), f.lock.release()) }

// createResults creates a file that begins with the origin. Without a name, it uses the first free
// one of search.jsonl, search-2.jsonl and so on.
func createResults(name string, o origin) (*resultsFile, error) {
	path := name
	for i := 1; ; i++ {
		switch {
		case name == "" && i == 1:
			path = "search.jsonl"
		case name == "":
			path = fmt.Sprintf("search-%d.jsonl", i)
		}
		l, err := acquire(path)
		if err != nil {
			if name == "" && inUse(path) != nil {
				continue // another process has this name
			}
			return nil, fmt.Errorf("cannot create the results file: %w", err)
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err == nil {
			file := &resultsFile{f, l}
			return file, file.append(o)
		}
		l.release()
		switch {
		case !errors.Is(err, fs.ErrExist):
			return nil, fmt.Errorf("cannot create the results file: %w", err)
		case name != "":
			return nil, lab.Usagef("-results %s: the file already exists; "+
				"continue its search with -resume %[1]s, or choose a different name", name)
		}
	}
}

// is reports whether this is the file with the given path.
func (f *resultsFile) is(path string) bool {
	mine, err := f.Stat()
	other, otherErr := os.Stat(path)
	return err == nil && otherErr == nil && os.SameFile(mine, other)
}

// append writes a line and waits until it is on the disk.
func (f *resultsFile) append(v any) error {
	line, err := json.Marshal(v)
	if err == nil {
		_, err = f.Write(append(line, '\n'))
	}
	if err == nil {
		err = f.Sync()
	}
	if err != nil {
		return fmt.Errorf("cannot write the results: %w", err)
	}
	return nil
}

// results is the content of a results file.
type results struct {
	path    string
	origin  origin
	trials  []Trial // of the lines 2, 3, ...
	size    int64   // bytes of the complete lines
	dropped bool    // an incomplete line after them

	parts []*results // the files that were merged
}

func readResults(path string) (*results, error) {
	content, err := bounded.ReadFile(path, 256<<20)
	if err != nil {
		return nil, fmt.Errorf("cannot resume the search: %w", err)
	}
	return parseResults(path, content)
}

func parseResults(path string, content []byte) (*results, error) {
	complete := bytes.LastIndexByte(content, '\n') + 1
	r := &results{path: path, size: int64(complete), dropped: complete < len(content)}
	for line := range bytes.Lines(content[:complete]) {
		if r.origin.Format == "" {
			if err := decode(line, &r.origin); err != nil {
				return nil, r.damaged(1, err)
			}
			if r.origin.Format != resultsFormat {
				return nil, r.damaged(1, fmt.Errorf("the format is %q, want %q",
					r.origin.Format, resultsFormat))
			}
			continue
		}
		var t Trial
		if err := decode(line, &t); err != nil {
			return nil, r.damaged(len(r.trials)+2, err)
		}
		r.trials = append(r.trials, t)
	}
	if complete == 0 {
		return nil, fmt.Errorf("%s has no complete line, so there is no search to resume", path)
	}
	return r, nil
}

// decode reads one value without unknown fields.
func decode(line []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one value")
	}
	return nil
}

func (r *results) damaged(line int, err error) error {
	return fmt.Errorf("%s is damaged or not a results file: line %d: %w", r.path, line, err)
}

// readEarlier reads the file to resume, which it locks, or the files to merge.
func (opt *options) readEarlier(out io.Writer) (err error) {
	switch {
	case opt.resume != "" && opt.mergeFiles != "":
		return lab.Usagef("-merge makes a new file and -resume continues one: leave one out")
	case opt.mergeFiles != "":
		if lab.IsSet(opt.flags, "trials") {
			return lab.Usagef("-merge is for a whole search: leave out -trials")
		}
		if opt.earlier, err = opt.merge(out); err != nil {
			return err
		}
		return opt.adopt(opt.earlier)
	case opt.resume == "":
		return nil
	}
	if opt.locked, err = acquire(opt.resume); err != nil {
		if _, missing := os.Stat(opt.resume); missing != nil {
			err = missing
		}
		return fmt.Errorf("cannot resume the search: %w", err)
	}
	opt.earlier, err = readResults(opt.resume)
	if err == nil {
		err = opt.adopt(opt.earlier)
	}
	if err != nil {
		opt.unlock()
	}
	return err
}

// unlock releases the lock of the file to resume, unless the file is open.
func (opt *options) unlock() {
	if opt.locked != nil {
		opt.locked.release()
		opt.locked = nil
	}
}

// adopt sets the flags that were not given to the values of an earlier search. It returns a
// [lab.UsageError] for a flag that changes its trials.
func (opt *options) adopt(r *results) error {
	for _, name := range slices.Concat(decisive, remembered, []string{"draw"}) {
		then, there := r.origin.Settings[name]
		switch now := opt.flags.Lookup(name).Value.String(); {
		case !lab.IsSet(opt.flags, name):
			if !there && (name == "draw" || name == "trials") {
				continue // the digits were not drawn; the search was whole
			}
			if err := opt.flags.Set(name, then); err != nil {
				return r.damaged(1, fmt.Errorf("-%s %q: %w", name, then, err))
			}
		case slices.Contains(remembered, name):
		case !there:
			return lab.Usagef("-%s %s: the search in %s does not have this flag; leave it out to continue,\n"+
				"or leave out -resume to begin a new search", name, now, r.path)
		case now != then:
			return lab.Usagef("-%s %s: the search in %s has %s; leave the flag out to continue,\n"+
				"or leave out -resume to begin a new search", name, now, r.path, then)
		}
	}
	return nil
}

// check returns an error unless the trials belong to the options and to the images of this origin.
func (r *results) check(opt *options, now origin) error {
	if r.origin.Images != now.Images {
		return fmt.Errorf("the search in %s used different images: the fingerprint is %s, "+
			"want %s;\nuse the same -data and -draw", r.path, now.Images, r.origin.Images)
	}
	configs := opt.params.draw(mostTrials, opt.rng(streamConfigs))
	seen := make(map[int]bool)
	for i, t := range r.trials {
		if t.Number < 1 || t.Number > len(configs) || seen[t.Number] {
			return r.damaged(i+2, fmt.Errorf("trial %d occurs twice or is impossible", t.Number))
		}
		seen[t.Number] = true
		if !reflect.DeepEqual(t.Config, configs[t.Number-1]) {
			return r.damaged(i+2, fmt.Errorf("trial %d has %v, want %v",
				t.Number, t.Config.texts(), configs[t.Number-1].texts()))
		}
		if err := t.check(opt.epochs); err != nil {
			return r.damaged(i+2, fmt.Errorf("trial %d: %w", t.Number, err))
		}
	}
	return nil
}

// check returns an error unless the trial has a result of at most the given number of epochs, or a
// reason for its failure.
func (t Trial) check(epochs int) error {
	if t.Failed != "" {
		return nil
	}
	if n := len(t.History); t.Epoch < 1 || t.Epoch > n || n > epochs {
		return fmt.Errorf("the result is from epoch %d of %d, want 1 to %d", t.Epoch, n, epochs)
	}
	for i, r := range t.History {
		if r.Epoch != i+1 || !(r.ValMetric >= 0 && r.ValMetric <= 1) {
			return fmt.Errorf("epoch %d has the number %d and the accuracy %v", i+1, r.Epoch, r.ValMetric)
		}
	}
	return nil
}

// open opens the file to append more trials to its complete lines.
func (r *results) open() (*resultsFile, error) {
	f, err := os.OpenFile(r.path, os.O_WRONLY, 0)
	if err == nil {
		err = f.Truncate(r.size)
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekEnd)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot write the results: %w", err)
	}
	return &resultsFile{File: f}, nil
}
