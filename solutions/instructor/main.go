// Command instructor is the instructor's tool. It generates the students' files from the worked
// answers, verifies the exercises, and grades submissions.
//
//	go run ./solutions/instructor stub       write the stubs and docs/what-went-wrong.md
//	go run ./solutions/instructor check      verify answers, stubs, tests and known mistakes
//	go run ./solutions/instructor release    copy exercises/ to a folder for the students
//	go run ./solutions/instructor variant    copy the course with other numbers or conventions
//	go run ./solutions/instructor grade      grade the submissions of a class
//	go run ./solutions/instructor total      print the maximum number of points
//	go run ./solutions/instructor similar    list the most similar pairs of submissions
//	go run ./solutions/instructor questions  print questions about a student's own code
//	go run ./solutions/instructor worksheet  write calculations by hand, with numbers for each student
//	go run ./solutions/instructor gym        write the known mistakes of a training for the companion
//	go run ./solutions/instructor version    print the version of the tool
//
// With -h a command prints its arguments and flags and does nothing else. README.md is the
// instructor's manual. AUTHORING.md describes how to write an exercise.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(),
		os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Stdout, os.Stderr, os.Args[1:])
	stop()
	os.Exit(status)
}

// action executes a command in a course. args are the arguments after the flags.
type action func(ctx context.Context, c *course, w io.Writer, args []string) error

// subcommand describes one command of the tool.
type subcommand struct {
	name, args, does string
	least, most      int                              // the number of arguments after the flags
	define           func(flags *flag.FlagSet) action // defines the flags that the action reads
}

const manyArgs = 1 << 20 // more than any command line contains

var subcommands = []subcommand{
	{"stub", "", "write the stubs of exercises/ and " + wrongFile + " from answers and mistakes",
		0, 0, stubCommand},
	{"check", "[exercise ...]",
		"verify answers, stubs, tests and known mistakes, for example of one exercise: check 03",
		0, manyArgs, checkCommand},
	{"release", "[-variant seed] [-convention names] new-folder", "copy exercises/ to a folder for the students",
		1, 1, releaseCommand},
	{"variant", "[-variant seed] [-convention names] new-folder",
		"copy the whole course with other numbers or conventions, to work with it there", 1, 1, variantCommand},
	{"grade", "[-out folder] [-settings file] [other flags] submissions",
		"grade a class from a folder or from a platform's zip file",
		1, 1, gradeCommand},
	{"total", "[-settings file]",
		"print the maximum number of points, per exercise and in total, as platforms ask for it",
		0, 0, totalCommand},
	{"similar", "[-top n] [-last submissions] submissions",
		"list the most similar pairs of submissions", 1, 1, similarCommand},
	{"questions", "[-exercise name] submissions student",
		"print three questions about a student's own code", 2, 2, questionsCommand},
	{"worksheet", "-roster file -out folder [-seed seed]",
		"write calculations by hand with numbers for each student, and their keys", 0, 0, worksheetCommand},
	{"gym", "new-folder", "write the known mistakes of a training for the companion, as an overlay of the go command",
		1, 1, gymCommand},
	{"version", "", "print the version of the tool", 0, 0, versionCommand},
}

// misuse is an error in the arguments. It is printed together with the usage.
type misuse struct{ error }

// run executes one command line and returns the exit status: 0 for success, 1 for an error, and 2
// for wrong arguments.
func run(ctx context.Context, stdout, stderr io.Writer, args []string) int {
	if len(args) == 0 {
		fmt.Fprint(stderr, usage())
		return 2
	}
	if slices.Contains([]string{"-h", "-help", "--help", "help"}, args[0]) {
		fmt.Fprint(stdout, usage())
		return 0
	}
	i := slices.IndexFunc(subcommands, func(cmd subcommand) bool { return cmd.name == args[0] })
	if i < 0 {
		fmt.Fprintf(stderr, "there is no command %q\n%s", args[0], usage())
		return 2
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	flags.SetOutput(io.Discard) // because the usage is printed below
	err := subcommands[i].run(ctx, stdout, flags, args[1:])
	switch {
	case err == nil:
		return 0
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, subcommands[i].usage(flags))
		return 0
	case errors.As(err, new(misuse)):
		fmt.Fprintf(stderr, "%s: %v\n%s", args[0], err, subcommands[i].usage(flags))
		return 2
	}
	fmt.Fprintln(stderr, err)
	return 1
}

// run parses the arguments, opens the course and executes the command.
func (cmd *subcommand) run(ctx context.Context, w io.Writer, flags *flag.FlagSet, args []string) error {
	act := cmd.define(flags)
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return err
	} else if err != nil {
		return misuse{err}
	}
	switch n := flags.NArg(); {
	case n > cmd.most:
		return misuse{fmt.Errorf("%q is one argument too many; flags come first", flags.Arg(cmd.most))}
	case n < cmd.least:
		return misuse{errors.New("an argument is missing")}
	}
	if what := emptyArgument(flags); what != "" {
		return misuse{fmt.Errorf("%s is empty; give it a value or leave it out", what)}
	}
	c, err := openCourse()
	if err != nil {
		return err
	}
	return act(ctx, c, w, flags.Args())
}

// emptyArgument returns the first flag or argument without a value, for example -only="". Most often it
// is a variable of the shell that is not set.
func emptyArgument(flags *flag.FlagSet) (what string) {
	flags.Visit(func(f *flag.Flag) {
		if f.Value.String() == "" && what == "" {
			what = "-" + f.Name
		}
	})
	if i := slices.Index(flags.Args(), ""); i >= 0 && what == "" {
		what = fmt.Sprintf("argument %d", i+1)
	}
	return what
}

const call = "go run ./solutions/instructor "

// usage lists all commands.
func usage() string {
	var b strings.Builder
	before := "usage:"
	for _, cmd := range subcommands {
		fmt.Fprintf(&b, "%-6s %s\n", before, cmd.line())
		before = ""
	}
	fmt.Fprintf(&b, "       %s<command> -h\n", call)
	return b.String()
}

// usage describes one command with its arguments and flags.
func (cmd *subcommand) usage(flags *flag.FlagSet) string {
	var b strings.Builder
	fmt.Fprintf(&b, "usage: %s\n       %s\n", cmd.line(), cmd.does)
	flags.SetOutput(&b)
	flags.PrintDefaults()
	return b.String()
}

func (cmd *subcommand) line() string { return strings.TrimSpace(call + cmd.name + " " + cmd.args) }
