package play

import (
	"net/url"
	"reflect"
	"regexp"
	"strconv"
	"testing"
)

// FuzzLink opens any link, and the link of the session that it makes leads to the same session.
func FuzzLink(f *testing.F) {
	f.Add("data=circles&hidden=4,3&patience=50&seed=7&optimizer=momentum&rate=0.5&run=3+rate%3D0.1+2+%402.5%3D0.25")
	f.Add("data=moons&points=100&batch=7&dropout=0.2&regularizer=l2&run=5+activation%3Drelu+loss%3Dsquared_error")
	f.Add("hidden=&units=&points=-1&run=%3D&kept=%25")
	f.Add("data=own&own=1+2+a&run=@0.0=1")
	numbers := regexp.MustCompile(`\d+`)
	f.Fuzz(func(t *testing.T, query string) {
		q, _ := url.ParseQuery(query)
		for _, values := range q {
			for _, n := range numbers.FindAllString(values[0], -1) {
				if v, err := strconv.Atoi(n); err != nil || v > 100 {
					return // right, but slow
				}
			}
		}
		e, _ := Parse(query)
		defer e.Close()
		again, problems := Parse(e.Query())
		defer again.Close()
		if len(problems) > 0 || again.Query() != e.Query() || !reflect.DeepEqual(again.Settings, e.Settings) {
			t.Fatalf("the link %q has the problems %v and leads to %q", e.Query(), problems, again.Query())
		}
	})
}
