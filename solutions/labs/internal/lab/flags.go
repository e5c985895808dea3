package lab

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// UsageError is a mistake on the command line.
type UsageError struct{ Reason string }

func (e *UsageError) Error() string { return e.Reason }

// Usagef returns a [UsageError].
func Usagef(format string, args ...any) error {
	return &UsageError{fmt.Sprintf(format, args...)}
}

// Parse parses the flags. On request, it writes the purpose of the program and its flags to stdout
// and returns [flag.ErrHelp]. Every other error is a [UsageError].
func Parse(flags *flag.FlagSet, args []string, purpose string, stdout io.Writer) error {
	err := parse(flags, args, purpose, stdout)
	if err == nil && flags.NArg() > 0 {
		return Usagef("%q is not a flag", flags.Arg(0))
	}
	return err
}

// ParseFiles is [Parse] for a program that also has files as arguments, between its flags or after
// them. It returns the files.
func ParseFiles(flags *flag.FlagSet, args []string, purpose string, stdout io.Writer) (files []string, err error) {
	for {
		if err := parse(flags, args, purpose, stdout); err != nil || flags.NArg() == 0 {
			return files, err
		}
		files = append(files, flags.Arg(0))
		args = flags.Args()[1:]
	}
}

func parse(flags *flag.FlagSet, args []string, purpose string, stdout io.Writer) error {
	flags.SetOutput(io.Discard)
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(stdout, "%s\n\nFlags:\n", purpose)
		flags.SetOutput(stdout)
		flags.PrintDefaults()
		return err
	}
	if err != nil {
		return Usagef("%v", err)
	}
	return nil
}

// IsSet reports whether the flag was given on the command line.
func IsSet(flags *flag.FlagSet, name string) bool {
	set := false
	flags.Visit(func(f *flag.Flag) { set = set || f.Name == name })
	return set
}

// CanWrite returns an error for the first of the files, named by their flags, that cannot be
// written or that two flags have. The user should see this before a training and not after it.
func CanWrite(flags *flag.FlagSet, names ...string) error {
	taken := make(map[string]string) // the flags by their files
	for _, name := range names {
		path := flags.Lookup(name).Value.String()
		if path == "" {
			continue
		}
		if err := canSave(path); err != nil {
			return Usagef("-%s %s: %v", name, path, err)
		}
		if other, ok := taken[filepath.Clean(path)]; ok && !isDevice(path) {
			return Usagef("-%s %s: this is the file of -%s; choose a different one", name, path, other)
		}
		taken[filepath.Clean(path)] = name
	}
	return nil
}

// HasType returns an error unless the files, named by their flags, have one of the endings or none.
// A picture of another type would be a file that other programs cannot open.
func HasType(flags *flag.FlagSet, endings []string, names ...string) error {
	for _, name := range names {
		path := flags.Lookup(name).Value.String()
		ending := strings.ToLower(filepath.Ext(path))
		if ending != "" && !slices.Contains(endings, ending) && !isDevice(path) {
			return Usagef("-%s %s: the file is written as %s only; use a name such as %s%s", name, path,
				strings.ToUpper(endings[0][1:]), strings.TrimSuffix(path, filepath.Ext(path)), endings[0])
		}
	}
	return nil
}

// The endings of files that the labs write.
var (
	SVG  = []string{".svg"}
	HTML = []string{".html", ".htm"}
)

// canSave returns an error if [SaveFile] could not write the file.
func canSave(path string) error {
	if isDevice(path) {
		return nil
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return errors.New("this is a folder, want a file")
	}
	dir := filepath.Dir(path)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("there is no folder %s", dir)
	}
	probe, err := os.CreateTemp(dir, ".nn-*.tmp") // the only test that works on every system
	if err != nil {
		return fmt.Errorf("cannot create a file in the folder %s", dir)
	}
	probe.Close()
	return os.Remove(probe.Name())
}

// isDevice reports whether the path leads to a device or a pipe, such as /dev/stdout.
func isDevice(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// ExitCode prints the error, if there is one, and returns the exit code of the program: 0 for
// success, 2 for a mistake on the command line, and 1 for any other error.
func ExitCode(program string, err error, stderr io.Writer) int {
	var usage *UsageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "%s: %v\nThe flag -h shows all flags.\n", program, err)
		return 2
	}
	fmt.Fprintf(stderr, "%s: %v\n", program, err)
	return 1
}

// Units is a flag for the numbers of units of the hidden layers, such as 100,50. An empty text
// means no hidden layers.
type Units []int

// These limits exceed the needs of every lab but keep the memory small enough: the largest network,
// for the 10,000 words of imdb, has 56 million weights and needs about 2 GB to train.
const (
	mostUnits  = 2000
	mostLayers = 10
)

func (u *Units) String() string {
	var b strings.Builder
	for i, n := range *u {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Itoa(n))
	}
	return b.String()
}

// Set reads the flag.
func (u *Units) Set(text string) error {
	*u = nil
	if text == "" {
		return nil
	}
	for _, field := range strings.Split(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil || n < 1 || n > mostUnits {
			return fmt.Errorf("want numbers of units from 1 to %d, such as 100,50", mostUnits)
		}
		*u = append(*u, n)
	}
	if len(*u) > mostLayers {
		return fmt.Errorf("%d layers, want at most %d", len(*u), mostLayers)
	}
	return nil
}
