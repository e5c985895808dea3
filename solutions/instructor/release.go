package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

func releaseCommand(*flag.FlagSet) action {
	return func(ctx context.Context, c *course, w io.Writer, args []string) error {
		return c.release(ctx, w, args[0])
	}
}

// toStudents is what release prints for the instructor to pass on.
const toStudents = `
What to tell students:

  The exercises need Go 1.24 or later and no network. README.md in their folder says how to begin.

      go test ./...     all tests; at first every one is red
      go run .          how far you are
      go run . next     the first thing that is not right yet

  Write in the file of each exercise that is not a test, and submit these files.
`

// release copies exercises/ to the folder dir, which is new or empty, if all that can be proved of
// the files holds.
func (c *course) release(ctx context.Context, w io.Writer, dir string) error {
	dir, err := c.releaseTo(dir)
	if err != nil {
		return fmt.Errorf("release: %w", err)
	}
	r := new(report)
	if err := c.checkFiles(r, c.exercises); err != nil {
		return err
	}
	for _, p := range r.problems {
		fmt.Fprintln(w, p)
	}
	if n := len(r.problems); n > 0 {
		return fmt.Errorf("release: %d problems in exercises/, nothing is copied; "+
			"mend them until %scheck finds none", n, call)
	}
	files, err := c.copyExercises(ctx, dir)
	if err != nil {
		return fmt.Errorf("release: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "wrote %s: %d exercises, %d files\n", dir, len(c.exercises), files)
	for _, e := range entries {
		fmt.Fprintln(w, "  "+e.Name())
	}
	fmt.Fprint(w, toStudents)
	return nil
}

// releaseTo returns the absolute name of a folder that may be released to, without links. In the
// repository the copy would be a part of it, and of the next copy.
func (c *course) releaseTo(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return "", fmt.Errorf("%s is not empty: it has %s; want a new or an empty folder",
			dir, entries[0].Name())
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("want a new or an empty folder: %w", err)
	}
	parent, err := filepath.EvalSymlinks(filepath.Dir(dir))
	if err != nil {
		return "", fmt.Errorf("the folder in which %s is to be made: %w", filepath.Base(dir), err)
	}
	dir = filepath.Join(parent, filepath.Base(dir))
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	} else if _, err := os.Lstat(dir); err == nil {
		return "", fmt.Errorf("%s is a link that leads nowhere; want a new or an empty folder", dir)
	}
	if rel, err := filepath.Rel(c.root, dir); err == nil && filepath.IsLocal(rel) {
		return "", fmt.Errorf("%s is in the repository; want a folder outside of %s", dir, c.root)
	}
	return dir, nil
}

// copyExercises copies the folder beside dir and renames it when it is complete, so that a folder
// of the name dir is a complete one whenever this is interrupted. It returns the number of files.
func (c *course) copyExercises(ctx context.Context, dir string) (files int, err error) {
	temp, err := os.MkdirTemp(filepath.Dir(dir), filepath.Base(dir)+"-incomplete-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(temp)
	from := os.DirFS(filepath.Join(c.root, "exercises"))
	err = fs.WalkDir(from, ".", func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files++
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	complete := filepath.Join(temp, "exercises")
	if err := os.CopyFS(complete, from); err != nil {
		return 0, err
	}
	if ctx.Err() != nil {
		return 0, fmt.Errorf("interrupted, nothing is written: %w", context.Cause(ctx))
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	return files, os.Rename(complete, dir)
}
