// Command companion shows the lecture as pages with live numbers: a playground for small networks,
// guided experiments, and for each part of the lecture its derivations, code and worked examples.
//
//	go run ./solutions/labs/companion              serve the pages on this computer
//	go run ./solutions/labs/companion -site DIR    write them to a folder, for any web server
//
// The numbers are computed in the browser, by the package that students read, compiled to
// WebAssembly. Package play has everything that the playground computes.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"nn/solutions/labs/internal/lab"
)

func main() {
	lab.Main(run)
}

// run is the program. It serves until ctx is done, and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return lab.Run(ctx, "companion", stdout, stderr, func(ctx context.Context, out io.Writer) error {
		return companion(ctx, args, out)
	})
}

func companion(ctx context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("companion", flag.ContinueOnError)
	site := flags.String("site", "", "write the pages to this `folder` instead of serving them")
	weights := flags.String("weights", "", "the page for digits begins with the weights in this `file`, which mnist -save has written")
	port := flags.Int("port", 8080, "`port` of the loopback address; 0 for any that is free")
	if err := lab.Parse(flags, args, "Show the lecture with live numbers, and a playground for networks.", stdout); err != nil {
		return err
	}
	if *port < 0 || *port > 65535 {
		return lab.Usagef("-port %d: want 0 to 65535", *port)
	}
	if *site != "" {
		if lab.IsSet(flags, "port") {
			return lab.Usagef("-port is for serving; leave it out with -site")
		}
		if err := writeSite(ctx, *site, *weights); err != nil {
			return err
		}
		fmt.Fprintf(stdout, "Wrote the pages to %s. Any web server can serve that folder.\n", *site)
		return nil
	}
	return serve(ctx, *port, *weights, stdout)
}

// serve writes the pages to a temporary folder and serves it on the loopback address.
func serve(ctx context.Context, port int, weights string, stdout io.Writer) error {
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return fmt.Errorf("%w; -port 0 takes another port", err)
	}
	defer listener.Close()
	temp, err := os.MkdirTemp("", "companion")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	fmt.Fprintln(stdout, "Compiling the network for the browser ...")
	dir := filepath.Join(temp, "site")
	if err := writeSite(ctx, dir, weights); err != nil {
		return err
	}
	web := &http.Server{Handler: http.FileServer(http.Dir(dir)), ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { web.Close() })
	fmt.Fprintf(stdout, "Open http://%s in a browser. Ctrl-C ends the program.\n", listener.Addr())
	if err := web.Serve(listener); err != http.ErrServerClosed {
		return err
	}
	return nil
}
