package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/input"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
)

func newProfilesCheckCmd(a *app) *cobra.Command {
	var loggedIn string
	var page optionFlags
	cmd := &cobra.Command{
		Use:   "check [flags] NAME URL",
		Short: "Tell whether the session of a profile still lasts: its page shows what it does then",
		Example: `  tearsheet profiles check desk https://example.com/account
  tearsheet profiles check --logged-in 'text=Log out' desk https://example.com/account`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if says := option.Awaited(loggedIn); loggedIn != "" && says != "" {
				return usagef("--logged-in %s", says)
			}
			address, err := input.Parse(args[1], false)
			if err != nil {
				return usageError{err}
			}
			if err := page.validate(); err != nil {
				return err
			}
			return checkProfile(cmd.Context(), a, &page, args[0], address, loggedIn)
		},
	}
	cmd.Flags().StringVar(&loggedIn, "logged-in", "", "what a page shows as long as the session lasts (default: what the profile knows)")
	page.addFlags(cmd.Flags(), option.Chrome)
	page.addSome(cmd.Flags(), ofLogins...)
	return cmd
}

func checkProfile(ctx context.Context, a *app, flags *optionFlags, name, address, loggedIn string) error {
	var profiles openProfiles
	defer profiles.close()
	p, err := profiles.open(name)
	if err != nil {
		return usagef("the profile %s: %w", name, err)
	}
	if loggedIn = cmp.Or(loggedIn, p.LoggedIn); loggedIn == "" {
		return usagef("nobody said what a page shows as long as the session of %s lasts: give --logged-in", name)
	}
	opts := flags.browserOptions(a)
	opts.Isolate = true
	chrome, err := browser.Launch(ctx, opts)
	if err != nil {
		return err
	}
	defer chrome.Close()
	req := browser.Request{URL: address, Settle: browser.Settle{Pace: browser.PaceFast}}
	flags.apply(&req)
	req.Identity = browser.Identity{State: p.State, LoggedIn: loggedIn, Keep: true}
	req.Identity.State.Expired(time.Now())
	page, err := chrome.Capture(ctx, req)
	if err != nil {
		var e *browser.Error
		if errors.As(err, &e) && e.Kind() == browser.KindAuth {
			fmt.Fprintf(a.Out, "%s  ended  %s\n", name, plain.Line(page.FinalURL))
			return errFailed
		}
		return err
	}
	fmt.Fprintf(a.Out, "%s  lasts  %s\n", name, plain.Line(page.FinalURL))
	return profiles.keep(name, page.State)
}
