// Command solutions is the instructor's tool. It makes what students get from the worked answers and
// proves that the exercises do what they say.
//
//	go run ./solutions stub     write the stubs of exercises/ anew from the answers
//	go run ./solutions check    prove answers, stubs, tests and known mistakes; name an exercise to check it alone
//
// README.md beside this file is the instructor's page, AUTHORING.md says how an exercise is written.
package main

import (
	"fmt"
	"io"
	"os"
)

func main() {
	if err := run(os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const usage = `usage: go run ./solutions stub
       go run ./solutions check [exercise ...]`

func run(w io.Writer, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("%s", usage)
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
	}
	return fmt.Errorf("%q is no command\n%s", args[0], usage)
}
