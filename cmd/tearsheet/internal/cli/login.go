package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/input"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/login"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/profile"
)

// loginOptions are the flags of login.
type loginOptions struct {
	loggedIn string
	in       string
	listen   string
	page     optionFlags
}

// ofLogins are the options of a page that count while somebody logs in.
var ofLogins = []string{"viewport", "user_agent", "locale", "timezone", "color_scheme", "insecure"}

func newLoginCmd(a *app) *cobra.Command {
	var o loginOptions
	cmd := &cobra.Command{
		Use:   "login [flags] NAME URL",
		Short: "Log in to a site by hand, and keep the session as a profile",
		Long: `login opens a browser at an address, in which you log in, and keeps its cookies and storage
as the profile NAME, encrypted; see tearsheet profiles. Where there is a screen it is a
window: press Enter in the terminal, or close the window, when you are logged in. Else it
is shown on a page of this machine, whose address is printed; it counts once. From another
machine it is reached through a tunnel:

  ssh -L 8788:127.0.0.1:8788 HOST tearsheet login --listen 127.0.0.1:8788 NAME URL

A profile of that name that is there already is what the browser begins with.

Exit codes: 0 saved, 1 given up or failed, 2 wrong usage.`,
		Example: `  tearsheet login desk https://example.com/login
  tearsheet login --logged-in 'text=Log out' desk https://example.com/login
  tearsheet capture --profile desk https://example.com/account`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			address, err := o.validate(args)
			if err != nil {
				return err
			}
			return o.run(cmd.Context(), a, args[0], address)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.loggedIn, "logged-in", "", "what a page shows as long as the session lasts, such as text=Log out")
	flags.StringVar(&o.in, "in", "auto", "where the browser is seen: window, page, or auto (a window where there is a screen)")
	flags.StringVar(&o.listen, "listen", "127.0.0.1:0", "address of this machine for the page (port 0: any that is free)")
	o.page.addFlags(flags, option.Chrome)
	o.page.addSome(flags, ofLogins...)
	return cmd
}

func (o *loginOptions) validate(args []string) (address string, err error) {
	if err := profile.CheckName(args[0]); err != nil {
		return "", usageError{err}
	}
	if says := option.Awaited(o.loggedIn); o.loggedIn != "" && says != "" {
		return "", usagef("--logged-in %s", says)
	}
	if !slices.Contains([]string{"auto", "window", "page"}, o.in) {
		return "", usagef("--in %q: use auto, window or page", o.in)
	}
	if host, _, err := net.SplitHostPort(o.listen); err != nil || net.ParseIP(host) == nil || !net.ParseIP(host).IsLoopback() {
		return "", usagef("--listen %q: use an address of this machine alone, such as 127.0.0.1:8788", o.listen)
	}
	if address, err = input.Parse(args[1], false); err != nil {
		return "", usageError{err}
	}
	return address, o.page.validate()
}

func (o *loginOptions) run(ctx context.Context, a *app, name, address string) error {
	kept, err := forLogin(name)
	if err != nil {
		return err
	}
	defer kept.Close()
	req := browser.Request{URL: address}
	o.page.apply(&req)
	req.Identity.State = kept.State
	req.Identity.State.Expired(time.Now())
	opts := o.page.browserOptions(a)
	opts.Isolate = true
	if found, ok := browser.FindVisible(opts.Chrome); ok && o.in != "page" {
		opts.Visible, opts.Chrome = true, found
	} else if o.in == "window" {
		return errors.New("there is no screen, or no browser that can be shown on it: use --in page")
	}
	chrome, err := browser.Launch(ctx, opts)
	if err != nil {
		return err
	}
	defer chrome.Close()
	window, err := chrome.OpenWindow(ctx, req)
	if err != nil {
		return err
	}
	defer window.Close()
	kept.LoggedIn = cmp.Or(o.loggedIn, kept.LoggedIn)
	if opts.Visible {
		return o.inWindow(a, window, kept)
	}
	if err := o.onPage(a, window, name); err != nil {
		return err
	}
	state, notes, err := window.Keep()
	if err != nil {
		return err
	}
	kept.State = state
	return o.keep(a, kept, notes)
}

// forLogin opens the profile of that name, empty where there is none.
func forLogin(name string) (*profile.Profile, error) {
	dir, err := profile.Dir()
	if err != nil {
		return nil, err
	}
	key, err := profileKey(name)
	if err != nil {
		return nil, err
	}
	p, err := profile.Open(dir, name, key)
	if errors.Is(err, os.ErrNotExist) {
		p, err = profile.New(dir, name, key)
	}
	if err != nil {
		return nil, fmt.Errorf("the profile %s: %w", name, err)
	}
	return p, nil
}

// keep saves the profile and tells what it has.
func (o *loginOptions) keep(a *app, p *profile.Profile, notes []string) error {
	for _, note := range notes {
		a.log.Warn(plain.Line(note))
	}
	if err := p.Save(); err != nil {
		return err
	}
	fmt.Fprintf(a.Err, "the profile %s has %s and the storage of %s\n", p.Name, count(len(p.State.Cookies), "cookie"), count(len(p.State.Origins), "origin"))
	return nil
}

// shownWindow is a window as package login shows it.
type shownWindow struct{ *browser.Window }

// Next gives the newest frame.
func (s shownWindow) Next(ctx context.Context, after int) (login.Frame, error) {
	f, err := s.Window.Next(ctx, after)
	return login.Frame{Number: f.Number, JPEG: f.JPEG, Address: f.Address}, err
}

// Do passes on what the person does.
func (s shownWindow) Do(ctx context.Context, in login.Input) error {
	return s.Window.Do(ctx, browser.Input(in))
}

// onPage shows the window on a page of this machine until the person is through.
func (o *loginOptions) onPage(a *app, window *browser.Window, name string) error {
	listener, err := listenOn(o.listen)
	if err != nil {
		return err
	}
	shown := login.New(shownWindow{window})
	server := &http.Server{Handler: shown, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }() // until it is closed
	fmt.Fprintf(a.Err, "log in here, and press Done: %s\n", shown.Address(listener.Addr()))
	err = shown.Wait(a.drain)
	last, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if closed := server.Shutdown(last); closed != nil { // the page has its answer by then
		_ = server.Close()
	}
	switch {
	case a.drain.Err() != nil || errors.Is(err, login.ErrGivenUp):
		return fmt.Errorf("%w: the profile %s is as it was", login.ErrGivenUp, name)
	case err != nil:
		return err
	}
	return nil
}

// lookEach is how often it is looked what a window on the screen keeps: when it is closed it
// cannot be asked any more.
const lookEach = time.Second

// inWindow waits until the person presses Enter or closes the window.
func (o *loginOptions) inWindow(a *app, window *browser.Window, p *profile.Profile) error {
	fmt.Fprintln(a.Err, "log in, and press Enter here, or close the window, when you are through; Ctrl-C gives up")
	entered := make(chan struct{})
	go func() {
		if _, err := bufio.NewReader(a.In).ReadString('\n'); err == nil {
			close(entered)
		}
	}()
	var notes []string
	ticks := time.NewTicker(lookEach)
	defer ticks.Stop()
	for known := false; ; {
		select {
		case <-a.drain.Done():
			return fmt.Errorf("%w: the profile %s is as it was", login.ErrGivenUp, p.Name)
		case <-window.Closed():
			if !known {
				return errors.New("the window was closed before anything could be read")
			}
			return o.keep(a, p, notes)
		case <-entered:
			state, notes, err := window.Keep()
			if err != nil {
				return err
			}
			p.State = state
			return o.keep(a, p, notes)
		case <-ticks.C:
			if state, said, err := window.Keep(); err == nil {
				p.State, notes, known = state, said, true
			}
		}
	}
}
