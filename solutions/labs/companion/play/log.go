package play

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// log lists the steps and changes of a session since its start, as words:
//
//	120              120 mini-batches
//	rate=0.003       a change of a setting
//	@2.5=0.25        element 5 of parameter 2 is set to 0.25
type log struct {
	words   []string
	batches int // since the last word
	total   int
}

func (l *log) batch() { l.batches++; l.total++ }

func (l *log) add(word string) {
	if l.batches > 0 {
		l.words = append(l.words, strconv.Itoa(l.batches))
		l.batches = 0
	}
	l.words = append(l.words, word)
}

func (l *log) set(name, text string) { l.add(name + "=" + strings.ReplaceAll(text, " ", "_")) }

func (l *log) weight(p, i int, v float64) { l.add(fmt.Sprintf("@%d.%d=%s", p, i, formatNumber(v))) }

func (l log) String() string {
	words := l.words
	if l.batches > 0 {
		words = append(words[:len(words):len(words)], strconv.Itoa(l.batches))
	}
	return strings.Join(words, " ")
}

// mostRepeated is the number of mini-batches that Replay repeats at most.
const mostRepeated = 200_000

// Replay returns a new session with the settings, to which everything in the log has been done. If
// the log is wrong, it returns the session up to that point, and an error.
func Replay(s Settings, text string) (*Session, error) {
	e := New(s)
	for _, word := range strings.Fields(text) {
		if err := e.repeat(word); err != nil {
			return e, err
		}
	}
	return e, nil
}

func (e *Session) repeat(word string) error {
	name, value, isChange := strings.Cut(word, "=")
	if !isChange {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 || e.log.total+n > mostRepeated {
			return fmt.Errorf("the link has the step %q, want 1 to %d batches; the training stops before it", word, mostRepeated)
		}
		for range n {
			if !e.Step() && e.Err != nil {
				return nil
			}
		}
		return nil
	}
	if place, ok := strings.CutPrefix(name, "@"); ok {
		p, i, ok := parsePlace(place)
		if !ok {
			return fmt.Errorf("the link has the step %q, want a weight such as @0.1=0.5", word)
		}
		return e.SetWeight(p, i, value)
	}
	if f := field(name); f == nil || !f.Live {
		return fmt.Errorf("the link changes %q during the training, which cannot be", name)
	}
	_, err := e.Change(name, strings.ReplaceAll(value, "_", " "))
	return err
}

// twin returns a copy of the session, made by repeating it. It returns an error if that would take
// too long.
func (e *Session) twin() (*Session, error) {
	if e.log.total > mostRepeated {
		return nil, fmt.Errorf("the training has more than %d batches, too many to repeat; press Reset", mostRepeated)
	}
	return Replay(e.start, e.log.String())
}

// Query returns the session as the query of a link: the settings that differ from the usual ones,
// and the log.
func (e *Session) Query() string {
	q := url.Values{}
	for _, f := range Fields {
		if text := f.text(&e.start); text != f.text(&Usual) {
			q.Set(f.Name, text)
		}
	}
	if text := e.log.String(); text != "" {
		q.Set("run", text)
	}
	return q.Encode()
}

// Parse returns the session of a link's query, and the problems by the name of the setting. Where
// there is a problem, the usual setting is used.
func Parse(query string) (*Session, map[string]string) {
	problems := map[string]string{}
	s := Usual
	q, err := url.ParseQuery(query)
	if err != nil {
		problems["run"] = "the link is damaged: " + err.Error()
	}
	for _, f := range Fields {
		if text, ok := q[f.Name]; ok {
			if err := s.Set(f.Name, text[0]); err != nil {
				problems[f.Name] = err.Error()
			}
		}
	}
	e, err := Replay(s, q.Get("run"))
	if err != nil {
		problems["run"] = err.Error()
	}
	return e, problems
}
