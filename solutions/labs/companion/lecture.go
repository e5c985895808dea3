package main

import (
	"fmt"
	"html/template"
	"strings"

	"nn/solutions/labs/companion/play"
)

func lecture(root string) ([]page, play.Index, error) { return nil, nil, nil }

// contents returns the first page.
func contents(parts []page) page {
	var b strings.Builder
	b.WriteString(`<p><a href="playground.html">Playground</a></p>`)
	for _, p := range parts {
		fmt.Fprintf(&b, `<p><a href="%s">%s</a></p>`, p.File, p.Title)
	}
	return page{File: "index.html", Title: "Neural networks, slide by slide", Body: template.HTML(b.String())}
}
