package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
)

// tokensVariable names the file of tokens.
const tokensVariable = "TEARSHEET_TOKENS"

// defaultTokens is where tokens are kept when nothing is said; empty where this user has
// no place for it.
func defaultTokens() string {
	if file := os.Getenv(tokensVariable); file != "" {
		return file
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "tearsheet", "tokens.json")
}

func newTokenCmd(a *app) *cobra.Command {
	file := defaultTokens()
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Say who may use a server: tokens for serve",
		Long: `token keeps who may use tearsheet serve where it is reached over the net. Of a token
only a digest is kept: what token add prints is shown once. A token that is removed is
refused within a second, by a server that runs too.

Exit codes: 0 done, 1 it could not be, 2 wrong usage.`,
		Example: `  tearsheet token add newsroom --scope capture,read
  tearsheet token add dashboard --scope read --per-minute 600
  tearsheet token list
  tearsheet token remove dashboard`,
	}
	cmd.PersistentFlags().StringVar(&file, "tokens", file, "file of the tokens ($TEARSHEET_TOKENS)")
	cmd.AddCommand(newTokenAddCmd(a, &file), newTokenListCmd(a, &file), newTokenRemoveCmd(a, &file))
	return cmd
}

func newTokenAddCmd(a *app, file *string) *cobra.Command {
	var scopes []string
	var perMinute, waiting int
	cmd := &cobra.Command{
		Use:     "add NAME",
		Short:   "Make a token and print it, once",
		Example: "  tearsheet token add newsroom --scope capture,read",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if perMinute < 0 || waiting < 0 {
				return usagef("--per-minute and --most-waiting: use 0 or more")
			}
			t, secret, err := tokens.New(args[0], scopes)
			if err != nil {
				return usageError{err}
			}
			t.PerMinute, t.Waiting = perMinute, waiting
			err = tokens.Change(*file, func(list []tokens.Token) ([]tokens.Token, error) {
				if slices.ContainsFunc(list, func(other tokens.Token) bool { return other.Name == t.Name }) {
					return nil, fmt.Errorf("there is a token %s already: remove it first, or use another name", t.Name)
				}
				return append(list, t), nil
			})
			if err != nil {
				return err
			}
			fmt.Fprintf(a.Err, "%s may %s. This is shown once:\n", t.Name, strings.Join(t.Scopes, " and "))
			_, err = fmt.Fprintln(a.Out, secret)
			return err
		},
	}
	cmd.Flags().StringSliceVar(&scopes, "scope", []string{"read"}, "what it is for: capture, read (several with commas)")
	cmd.Flags().IntVar(&perMinute, "per-minute", 0, "requests a minute that it may make (0: any number)")
	cmd.Flags().IntVar(&waiting, "most-waiting", 0, "captures of it that may wait at the same time (0: as many as of all)")
	return cmd
}

func newTokenListCmd(a *app, file *string) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the tokens, without what is secret",
		Example: "  tearsheet token list --json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := tokens.Read(*file)
			if err != nil {
				return err
			}
			encoder := json.NewEncoder(plain.JSON(a.Out))
			for _, t := range list {
				t.SHA256 = t.SHA256[:min(8, len(t.SHA256))]
				if asJSON {
					err = encoder.Encode(t)
				} else {
					_, err = fmt.Fprintf(a.Out, "%s  %-24s %s\n", t.Created.Format(time.DateOnly), t.Name, strings.Join(t.Scopes, ","))
				}
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON line a token")
	return cmd
}

func newTokenRemoveCmd(a *app, file *string) *cobra.Command {
	return &cobra.Command{
		Use:     "remove NAME",
		Short:   "Take a token back",
		Example: "  tearsheet token remove dashboard",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			err := tokens.Change(*file, func(list []tokens.Token) ([]tokens.Token, error) {
				rest := slices.DeleteFunc(list, func(t tokens.Token) bool { return t.Name == args[0] })
				if len(rest) == len(list) {
					return nil, fmt.Errorf("there is no token %s", args[0])
				}
				return rest, nil
			})
			if err == nil {
				fmt.Fprintf(a.Err, "%s is removed\n", args[0])
			}
			return err
		},
	}
}
