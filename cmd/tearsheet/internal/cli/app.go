// Package cli is the command line: a file for each command, and what they share.
package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"
	"go.uber.org/zap"
	"golang.org/x/term"
)

// Streams are what a command reads and writes.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	Terminal bool // a person looks at Err
	Screen   bool // a person looks at Out
	Styled   bool // and on a terminal that can set type in bold
	Width    int  // of that terminal, in characters; 0: nobody looks at Out
}

// System gives the streams of the process.
func System() Streams {
	screen := isatty.IsTerminal(os.Stdout.Fd())
	width, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		width = 0
	}
	return Streams{
		Width: width,
		In:    os.Stdin, Out: os.Stdout, Err: os.Stderr, Terminal: isatty.IsTerminal(os.Stderr.Fd()), Screen: screen,
		Styled: screen && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
	}
}

// app is what all commands share.
type app struct {
	Streams
	log     *zap.Logger
	logging logging
	// drain ends at the first signal: begin nothing new, finish and store the rest.
	drain context.Context
}

// Main runs the command line and gives the exit code.
func Main(args []string, streams Streams) int {
	ctx, stop := context.WithCancelCause(context.Background())
	defer stop(nil)
	drain, endDrain := context.WithCancel(ctx)
	defer endDrain()
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT)
	if !signal.Ignored(syscall.SIGHUP) { // as under nohup
		signal.Notify(signals, syscall.SIGHUP)
	}
	defer signal.Stop(signals)
	go func() {
		for first := true; ; first = false {
			select {
			case <-ctx.Done():
				return
			case <-signals:
			}
			if first {
				endDrain()
			} else {
				stop(errStopped)
			}
		}
	}()
	a := &app{Streams: streams, log: zap.NewNop(), drain: drain}
	root := newRootCmd(a)
	root.SetArgs(args)
	return exitCode(asUsage(root.ExecuteContext(ctx)), streams.Err)
}

// asUsage recognises the mistakes that cobra finds by itself.
func asUsage(err error) error {
	if err == nil {
		return nil
	}
	for _, start := range []string{"unknown command", "unknown flag", "unknown shorthand", "invalid argument", "flag needs an argument", "if any flags in the group", "required flag", "bad flag syntax", "at least one of the flags"} {
		if strings.HasPrefix(err.Error(), start) {
			return usageError{err}
		}
	}
	return err
}

// newRootCmd puts the commands together.
func newRootCmd(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "tearsheet",
		Short: "Capture web pages as a person would see them",
		Long: `tearsheet loads pages in headless Chrome, waits for everything that loads late,
clears cookie notices and other overlays out of the way, and keeps the rendered
document, a full-page picture and the article as fields: one folder a snapshot,
readable without any tool.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       version(),
		PersistentPreRunE: func(*cobra.Command, []string) error {
			return a.openLog()
		},
	}
	root.SetIn(a.In)
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	root.SetVersionTemplate("tearsheet {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	a.logging.addFlags(root.PersistentFlags())
	for _, command := range commands {
		root.AddCommand(command(a))
	}
	root.InitDefaultCompletionCmd()
	tellOfArguments(root)
	completeValues(root)
	return root
}
