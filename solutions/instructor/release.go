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

func releaseCommand(flags *flag.FlagSet) action {
	v := variationFlags(flags)
	return func(ctx context.Context, c *course, w io.Writer, args []string) error {
		return c.release(ctx, w, *v, args[0])
	}
}

// toStudents is what release prints for the instructor to pass on.
const toStudents = `
What to tell students:

  The exercises need Go 1.24 or later and no network. Begin with README.md in their folder.

      go run . next     shows the first failing test; at first every test fails
      go run .          lists the exercises and your points

  In each exercise, write in the file that is not a test. Submit these files.
`

// release copies exercises/, as they are in the variation, to the folder dir, which must be new or
// empty. It copies nothing if checkFiles finds a problem.
func (c *course) release(ctx context.Context, w io.Writer, v variation, dir string) error {
	dir, err := c.releaseTo(dir)
	if err != nil {
		return fmt.Errorf("release: %w", err)
	}
	c, done, err := c.varied(ctx, w, v)
	if err != nil {
		return fmt.Errorf("release: %w", err)
	}
	defer done()
	r := new(report)
	if err := c.checkFiles(r, c.exercises); err != nil {
		return err
	}
	for _, p := range r.problems {
		fmt.Fprintln(w, p)
	}
	if n := len(r.problems); n > 0 {
		return fmt.Errorf("release: %d problems in exercises/, so nothing was copied; "+
			"correct them until %scheck reports none", n, call)
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

// releaseTo returns the absolute path of the folder for the release, with links resolved. It
// returns an error if the folder is in the repository, because the next release would copy it too.
func (c *course) releaseTo(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return "", fmt.Errorf("%s is not empty: it contains %s; want a new or an empty folder",
			dir, entries[0].Name())
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("want a new or an empty folder: %w", err)
	}
	parent, err := filepath.EvalSymlinks(filepath.Dir(dir))
	if err != nil {
		return "", fmt.Errorf("the parent folder of %s: %w", filepath.Base(dir), err)
	}
	dir = filepath.Join(parent, filepath.Base(dir))
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	} else if _, err := os.Lstat(dir); err == nil {
		return "", fmt.Errorf("%s is a link to nothing; want a new or an empty folder", dir)
	}
	if rel, err := filepath.Rel(c.root, dir); err == nil && filepath.IsLocal(rel) {
		return "", fmt.Errorf("%s is in the repository; want a folder outside %s", dir, c.root)
	}
	return dir, nil
}

// copyExercises copies exercises/ to dir and returns the number of files.
func (c *course) copyExercises(ctx context.Context, dir string) (files int, err error) {
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
	return files, createFolder(ctx, dir, func(folder string) error { return os.CopyFS(folder, from) })
}

// createFolder calls write for a new folder, which becomes dir at the end. It is in a temporary folder
// beside dir, so an error or an interruption never leaves an incomplete folder.
func createFolder(ctx context.Context, dir string, write func(folder string) error) error {
	temp, err := os.MkdirTemp(filepath.Dir(dir), filepath.Base(dir)+"-incomplete-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	folder := filepath.Join(temp, "complete")
	err = write(folder)
	if ctx.Err() != nil {
		return fmt.Errorf("interrupted, so nothing was written: %w", context.Cause(ctx))
	}
	if err != nil {
		return err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(folder, dir)
}
