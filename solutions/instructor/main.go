// Command instructor is the instructor's tool. It makes what students get from the worked answers,
// proves that the exercises do what they say, and grades.
//
//	go run ./solutions/instructor stub     write the stubs of exercises/ and the page of mistakes
//	go run ./solutions/instructor check    prove answers, stubs, tests and known mistakes
//	go run ./solutions/instructor release  copy exercises/ to a folder for the students
//	go run ./solutions/instructor grade    grade the submissions of a class
//	go run ./solutions/instructor total     show the points that can be reached
//	go run ./solutions/instructor similar  list the pairs of submissions that are most alike
//	go run ./solutions/instructor questions print questions about a student's own code
//	go run ./solutions/instructor worksheet print calculations by hand, with numbers for each student
//	go run ./solutions/instructor version   print the version of the tool
//
// With -h after the command it shows the arguments and changes nothing. ../README.md is the
// instructor's page, AUTHORING.md says how an exercise is written.
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

// action is what a command does in a course, with the arguments that follow the flags.
type action func(ctx context.Context, c *course, w io.Writer, args []string) error

// subcommand is one of the words that the tool does something for.
type subcommand struct {
	name, args, does string
	least, most      int                              // arguments after the flags
	define           func(flags *flag.FlagSet) action // defines the flags, which the action reads
}

const manyArgs = 1 << 20 // more than a command line has

var subcommands = []subcommand{
	{"stub", "", "write the stubs of exercises/ and " + wrongFile + " from answers and mistakes",
		0, 0, stubCommand},
	{"check", "[exercise ...]", "prove answers, stubs, tests and known mistakes; of one: check 03",
		0, manyArgs, checkCommand},
	{"release", "new-folder", "copy exercises/ to a folder for the students",
		1, 1, releaseCommand},
	{"grade", "[-out folder] [-settings file] [other flags] submissions",
		"grade a class: a folder, or the zip file of a platform",
		1, 1, gradeCommand},
	{"total", "[-settings file]", "show the points that can be reached, as platforms ask for them",
		0, 0, totalCommand},
	{"similar", "[-top n] [-last submissions] submissions",
		"list the pairs of submissions that are most alike", 1, 1, similarCommand},
	{"questions", "[-exercise name] submissions student",
		"print three questions about a student's own code", 2, 2, questionsCommand},
	{"worksheet", "-roster file -out folder [-seed seed]",
		"write calculations by hand with numbers for each student, and their keys", 0, 0, worksheetCommand},
	{"version", "", "print the version of the tool", 0, 0, versionCommand},
}

// misuse is an error in the arguments. The usage is shown with it.
type misuse struct{ error }

// run runs one command line and returns the exit status: 0, 1 after an error, 2 after a misuse.
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
	flags.SetOutput(io.Discard) // the usage is written below, once
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

// run reads the arguments, and only then opens the course and acts.
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
	c, err := openCourse()
	if err != nil {
		return err
	}
	return act(ctx, c, w, flags.Args())
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

// usage shows the arguments and flags of one command, and what it does.
func (cmd *subcommand) usage(flags *flag.FlagSet) string {
	var b strings.Builder
	fmt.Fprintf(&b, "usage: %s\n       %s\n", cmd.line(), cmd.does)
	flags.SetOutput(&b)
	flags.PrintDefaults()
	return b.String()
}

func (cmd *subcommand) line() string { return strings.TrimSpace(call + cmd.name + " " + cmd.args) }
