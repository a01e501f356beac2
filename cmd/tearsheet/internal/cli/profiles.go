package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/browser/identity"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/profile"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

func newProfilesCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "profiles",
		Short: "List, make, check and remove the profiles that pages are captured with",
		Long: `profiles lists the profiles: who you are for sites, cookies and storage under a name.
Each is a file that is encrypted with age (https://age-encryption.org): with the
passphrase in $TEARSHEET_PASSPHRASE, or the key in the file $TEARSHEET_KEY_FILE, or a
passphrase that is asked for. They lie in $TEARSHEET_PROFILES, or in the folder that your
system has for settings. A run has a profile for itself, and keeps what pages change in it.

Exit codes: 0 done, 1 it could not be done, 2 wrong usage.`,
		Example: `  tearsheet profiles
  tearsheet profiles import desk cookies.txt --logged-in 'text=Log out'
  tearsheet capture --profile desk https://example.com/account
  tearsheet profiles check desk https://example.com/account
  tearsheet profiles remove desk`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return listProfiles(a, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON line a profile")
	cmd.AddCommand(newProfilesImportCmd(a), newProfilesCheckCmd(a), newProfilesRemoveCmd(a))
	return cmd
}

func listProfiles(a *app, asJSON bool) error {
	dir, err := profile.Dir()
	if err != nil {
		return err
	}
	list, err := profile.List(dir)
	if err != nil {
		return err
	}
	for _, one := range list {
		if asJSON {
			if err := json.NewEncoder(plain.JSON(a.Out)).Encode(one); err != nil {
				return err
			}
			continue
		}
		used := ""
		if one.Used {
			used = "  in use"
		}
		if _, err := fmt.Fprintf(a.Out, "%s  %s%s\n", one.Saved.Local().Format(time.DateTime), one.Name, used); err != nil {
			return err
		}
	}
	if len(list) == 0 && !asJSON {
		fmt.Fprintln(a.Err, "there are no profiles in "+dir)
	}
	return nil
}

func newProfilesImportCmd(a *app) *cobra.Command {
	var loggedIn string
	cmd := &cobra.Command{
		Use:   "import [flags] NAME FILE...",
		Short: "Make a profile of files of cookies or stored state, in the place of one of that name",
		Example: `  tearsheet profiles import desk cookies.txt
  tearsheet profiles import desk state.json --logged-in 'text=Log out'`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := profile.CheckName(args[0]); err != nil {
				return usageError{err}
			}
			if says := option.Awaited(loggedIn); loggedIn != "" && says != "" {
				return usagef("--logged-in %s", says)
			}
			return importProfile(a, args[0], args[1:], loggedIn)
		},
	}
	cmd.Flags().StringVar(&loggedIn, "logged-in", "", "what a page shows as long as the session lasts, such as text=Log out")
	return cmd
}

func importProfile(a *app, name string, files []string, loggedIn string) error {
	var state identity.State
	for _, file := range files {
		data, err := regular.ReadFile(file, identityMost)
		if err != nil {
			return err
		}
		one, err := identity.Read(data)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		state.Merge(one)
	}
	dir, err := profile.Dir()
	if err != nil {
		return err
	}
	key, err := profileKey(name)
	if err != nil {
		return err
	}
	p, err := profile.New(dir, name, key)
	if err != nil {
		return err
	}
	p.State, p.LoggedIn = state, loggedIn
	if err := errors.Join(p.Save(), p.Close()); err != nil {
		return err
	}
	fmt.Fprintf(a.Err, "the profile %s has %s and the storage of %s\n", name, count(len(state.Cookies), "cookie"), count(len(state.Origins), "origin"))
	return nil
}

func newProfilesRemoveCmd(*app) *cobra.Command {
	return &cobra.Command{
		Use:     "remove NAME",
		Short:   "Remove a profile",
		Example: `  tearsheet profiles remove desk`,
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := profile.CheckName(args[0]); err != nil {
				return usageError{err}
			}
			dir, err := profile.Dir()
			if err != nil {
				return err
			}
			err = profile.Remove(dir, args[0])
			if errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("there is no profile %s", args[0])
			}
			return err
		},
	}
}
