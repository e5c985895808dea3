// Command playground shows a network learning two classes of points in the plane: the boundary
// between them, the curves of loss and accuracy and the weights, live in a browser.
//
//	go run ./solutions/labs/playground
//
// The page only shows. All that it shows is computed here, by the package that students read:
// experiment.go trains, picture.go draws, server.go serves one page on the loopback address.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"time"

	"nn/solutions/labs/internal/lab"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program. It serves until ctx is done, and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return lab.ExitCode("playground", serve(ctx, args, stdout), stderr)
}

func serve(ctx context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("playground", flag.ContinueOnError)
	port := flags.Int("port", 8080, "`port` of the loopback address; 0 for any that is free")
	if err := lab.Parse(flags, args, "Watch a small network learn, in a browser.", stdout); err != nil {
		return err
	}
	if *port < 0 || *port > 65535 {
		return lab.Usagef("-port %d: want 0 to 65535", *port)
	}
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", *port))
	if err != nil {
		return fmt.Errorf("%w; another port is -port 0", err)
	}
	server := newServer()
	go server.train(ctx)
	web := &http.Server{Handler: server, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { web.Close() })
	fmt.Fprintf(stdout, "Open http://%s in a browser. Ctrl-C ends the program.\n", listener.Addr())
	if err := web.Serve(listener); err != http.ErrServerClosed {
		return err
	}
	return nil
}
