// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"strings"
)

// textBytes is about what a class or category takes beside its bytes: an entry in the index, names and
// outputs. columnBytes is the same for a column of them.
const (
	textBytes   = 300
	columnBytes = 500
)

// checkWidth returns an error as soon as the one-hot columns of the complete examples, of which row is
// one more, need more memory than there may be. Without it, an index of texts could be much larger than
// the text of the table. Up to 1000 classes or categories, it has nothing to do.
func (t *csvTable) checkWidth(row []float64, line int) error {
	if t.o.MaxClasses <= maxClasses || !t.isComplete(row) {
		return nil
	}
	t.complete++
	for j := range t.columns {
		c := &t.columns[j]
		if len(c.texts) == 0 || math.IsNaN(row[c.at]) {
			continue
		}
		for len(c.seen) < len(c.texts) {
			c.seen = append(c.seen, false)
		}
		if k := int(row[c.at]); !c.seen[k] {
			c.seen[k] = true
			c.width++
		}
		if need := 8 * int64(c.width) * int64(t.complete); c.width > maxClasses && need > t.maxBytes() {
			return fmt.Errorf("line %d, %s: %d examples with one column per text, %d of them so far, take %s, and MaxBytes "+
				"allows %s: name the column in Drop, or leave it out of Categories if it holds numbers",
				line, c, t.complete, c.width, byteSize(need), byteSize(t.maxBytes()))
		}
	}
	return nil
}

// row returns memory for another example. It comes in blocks, which never move: a slice that grows
// would need three times its memory.
func (t *csvTable) row() []float64 {
	const block = 1 << 15
	last := len(t.cells) - 1
	if last < 0 || cap(t.cells[last])-len(t.cells[last]) < t.kept {
		size := max(t.kept, min(block, 4*t.size))
		t.cells = append(t.cells, make([]float64, 0, size))
		last++
	}
	n := len(t.cells[last])
	t.cells[last] = t.cells[last][:n+t.kept]
	return t.cells[last][n : n+t.kept]
}

// memory returns the bytes that the examples take as far as they have been read.
func (t *csvTable) memory() int64 { return 8*int64(t.size) + int64(t.texts) }

// keepText returns a copy of a field, which is valid until the next line only.
func (t *csvTable) keepText(field string) string {
	t.texts += len(field)
	return strings.Clone(field)
}

// maxBytes returns MaxBytes, or its default.
func (t *csvTable) maxBytes() int64 {
	if t.o.MaxBytes == 0 {
		return 1 << 30
	}
	return t.o.MaxBytes
}

// byteSize returns a number of bytes for a message.
func byteSize(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d bytes", n)
}
