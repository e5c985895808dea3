// Command solutions is the instructor's tool. It makes what students get from the worked answers
// and proves that the exercises do what they say.
//
//	go run ./solutions stub     write the stubs of exercises/ and WRONG.md anew
//	go run ./solutions check    prove answers, stubs, tests and known mistakes; of one exercise: check 03
//	go run ./solutions grade    grade a folder of hand-ins
//	go run ./solutions similar  list the pairs of hand-ins that are most alike
//
// README.md beside this file is the instructor's page, AUTHORING.md says how an exercise is
// written.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Stdout, os.Args[1:])
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const usage = `usage: go run ./solutions stub
       go run ./solutions check [exercise ...]
       go run ./solutions grade [-out folder] [-settings file] [-workers n] folder-of-hand-ins
       go run ./solutions similar [-top n] folder-of-hand-ins`

func run(ctx context.Context, w io.Writer, args []string) error {
	if len(args) == 0 {
		return errors.New(usage)
	}
	c, err := openCourse()
	if err != nil {
		return err
	}
	switch args[0] {
	case "stub":
		return c.writeStubs(w)
	case "check":
		return c.check(w, args[1:])
	case "grade":
		return c.grade(ctx, w, args[1:])
	case "similar":
		return c.similar(w, args[1:])
	}
	return fmt.Errorf("%q is no command\n%s", args[0], usage)
}
