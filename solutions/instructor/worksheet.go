package main

import (
	"context"
	crand "crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// worksheetKinds are the worksheets that every student gets. make draws the numbers; it returns nil
// if the numbers that it has drawn are not fit for a worksheet.
var worksheetKinds = []struct {
	file string
	make func(rng *rand.Rand) *worksheet
}{
	{"backpropagation", backpropagationSheet},
	{"softmax", softmaxSheet},
	{"optimizers", optimizerSheet},
	{"confusion", confusionSheet},
}

func worksheetCommand(flags *flag.FlagSet) action {
	roster := flags.String("roster", "", "CSV file with a column for names or IDs: who gets worksheets")
	out := flags.String("out", "", "new or empty folder for the worksheets and keys")
	seed := flags.String("seed", "", "the same seed gives the same worksheets (default: a new secret)")
	return func(_ context.Context, _ *course, w io.Writer, _ []string) error {
		if *roster == "" || *out == "" {
			return misuse{errors.New("-roster and -out are needed: who gets worksheets, and in which folder")}
		}
		return writeWorksheets(w, *roster, *out, *seed)
	}
}

// writeWorksheets writes four worksheets for each student of a roster, the same worksheets for the
// printer, and the keys.
func writeWorksheets(w io.Writer, roster, out, seed string) error {
	people, err := readRoster(roster)
	if err != nil {
		return err
	}
	if entries, err := os.ReadDir(out); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	} else if len(entries) > 0 {
		return fmt.Errorf("the folder %s is not empty: name a new one", out)
	}
	if seed == "" {
		seed = crand.Text()
	}
	var students []*student
	for _, p := range people {
		students = append(students, &student{name: p.name, id: p.id})
	}
	folders := folderNames(students)
	files := map[string][]byte{filepath.Join("instructor", "seed"): []byte(seed + "\n")}
	for _, kind := range worksheetKinds {
		var all []*worksheet
		for _, st := range students {
			s := newWorksheet(kind.make, seed, kind.file, folders[st])
			s.Student, s.ID = oneLine(st.name), oneLine(st.id)
			all = append(all, s)
			name := filepath.Join("students", folders[st], kind.file+".html")
			if files[name], err = worksheetPage(false, s); err != nil {
				return err
			}
		}
		if files[filepath.Join("print", kind.file+".html")], err = worksheetPage(false, all...); err != nil {
			return err
		}
		name := filepath.Join("instructor", kind.file+"-key.html")
		if files[name], err = worksheetPage(true, all...); err != nil {
			return err
		}
	}
	for name, data := range files {
		if err := writeFile(filepath.Join(out, name), data); err != nil {
			return err
		}
	}
	fmt.Fprintf(w, "students: %d, worksheets for each: %d\n"+
		"  %s  to hand out as files\n  %s  to print\n  %s  keys and seed; keep this folder secret\n",
		len(students), len(worksheetKinds), filepath.Join(out, "students"),
		filepath.Join(out, "print"), filepath.Join(out, "instructor"))
	return nil
}

// newWorksheet draws numbers until every known mistake has a number of its own. The numbers depend on
// the seed, the kind and the student, but not on the rest of the class.
func newWorksheet(newSheet func(rng *rand.Rand) *worksheet, seed, kind, student string) *worksheet {
	sum := sha256.Sum256([]byte(strings.Join([]string{seed, kind, student}, "\x00")))
	rng := rand.New(rand.NewPCG(binary.BigEndian.Uint64(sum[:8]), binary.BigEndian.Uint64(sum[8:])))
	for {
		if s := newSheet(rng); s != nil && s.isFair() {
			return s
		}
	}
}

// worksheetPage returns a page that needs no other file, with one or more worksheets or their keys.
func worksheetPage(key bool, sheets ...*worksheet) ([]byte, error) {
	return execute("worksheet.html", map[string]any{"Key": key, "Sheets": sheets})
}
