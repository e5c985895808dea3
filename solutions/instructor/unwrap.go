package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// unwrap looks for platforms' downloads of a class among the entries of a folder. If there is one, and no
// other submission, unwrap returns its entries and the rest of the folder. Otherwise it only adds a
// note to each download, because a student can have packed a file with such a name.
func (c *collection) unwrap(dir string, entries []entry) []entry {
	submissions := 0
	var found []int
	var download *collection
	var inside []entry
	for i, e := range entries {
		if e.dir || isArchive(e.name) || unknownArchive(e.name) || fromPlatform(e) {
			submissions++
		}
		d, inner := downloadIn(dir, e)
		k := slices.IndexFunc(inner, fromPlatform)
		if k < 0 {
			d.close()
			continue
		}
		found, download, inside = append(found, i), d, inner
		c.closers = append(c.closers, d.closers...)
		entries[i].note = fmt.Sprintf("%s looks like a platform's download of a class, because it contains %s; "+
			"if it is one, grade it alone", e.name, inner[k].name)
	}
	if len(found) != 1 || submissions != 1 {
		return entries
	}
	c.problems = append(c.problems, download.problems...)
	return append(slices.Delete(entries, found[0], found[0]+1), inside...)
}

// downloadIn returns the entries of a folder or zip file that can be a download. There are none if it
// cannot be read.
func downloadIn(dir string, e entry) (*collection, []entry) {
	d := new(collection)
	if isSubmission(e) || !e.dir && !strings.EqualFold(filepath.Ext(e.name), ".zip") {
		return d, nil
	}
	name := filepath.Join(dir, e.name)
	inner, err := d.entries(name)
	if err == nil && len(inner) == 1 && e.dir && exportFolder.MatchString(inner[0].name) {
		inner, err = d.entries(filepath.Join(name, inner[0].name))
	}
	if err != nil {
		return d, nil
	}
	return d, inner
}
