package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/volatile"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// watched opens what is known of watched pages, for as long as do takes.
func watched(ctx context.Context, archive string, state stateFlag, do func(*store.Store) error) error {
	s, err := snapshots.Open(archive)
	if err == nil {
		err = state.use(s)
	}
	if err != nil {
		return err
	}
	memory, err := store.OpenBeside(ctx, s.WatchDir())
	if err != nil {
		return err
	}
	defer memory.Close() // only read, or written whole
	return do(memory)
}

// watchedPage is a page as watch list prints it.
type watchedPage struct {
	Page     string    `json:"page"`
	URL      string    `json:"url"`
	Looked   time.Time `json:"looked"`
	Due      time.Time `json:"due"`
	Looks    int       `json:"looks"`
	Trouble  string    `json:"trouble,omitempty"`
	Snapshot string    `json:"snapshot,omitempty"`
	Volatile int       `json:"volatile"`
}

func newWatchListCmd(a *app, archive *string, state *stateFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the watched pages: when they were looked at, and how they are",
		Example: "  tearsheet watch list",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return watched(cmd.Context(), *archive, *state, func(s *store.Store) error {
				pages, err := s.Pages(cmd.Context())
				if err != nil {
					return err
				}
				for _, p := range pages {
					one := watchedPage{Page: warc.Secrets.URL(p.Key), URL: warc.Secrets.URL(p.URL), Looked: p.Looked, Due: p.Due, Looks: p.Looks, Trouble: cmp.Or(p.Memory.Trouble, p.Failed)}
					if p.Memory.Last != nil {
						one.Snapshot = p.Memory.Last.Snapshot
					}
					one.Volatile = len(volatileOf(p))
					if err := a.printRow(asJSON, one, fmt.Sprintf("%s  %-8s %s", p.Looked.Format(time.DateTime), cmp.Or(one.Trouble, "ok"), one.Page)); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON line a page")
	return cmd
}

// printRow prints a row of a list, for programs or for people.
func (a *app) printRow(asJSON bool, row any, line string) error {
	if asJSON {
		encoder := json.NewEncoder(plain.JSON(a.Out))
		encoder.SetEscapeHTML(false)
		return encoder.Encode(row)
	}
	_, err := io.WriteString(a.Out, plain.Line(line)+"\n")
	return err
}

// volatileOf are the parts of a page that are not looked at.
func volatileOf(p store.Page) (list []volatile.Rule) {
	for _, key := range slices.Sorted(maps.Keys(p.Memory.Rules)) {
		if rule := p.Memory.Rules[key]; !rule.Refused {
			list = append(list, rule)
		}
	}
	return list
}

// volatilePart is a part of a page as watch volatile prints it.
type volatilePart struct {
	Page string `json:"page"`
	volatile.Rule
}

func newWatchVolatileCmd(a *app, archive *string, state *stateFlag) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "volatile [PAGE]",
		Short: "List the parts of watched pages that are not looked at, and why",
		Example: `  tearsheet watch volatile
  tearsheet watch volatile https://example.com/`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return watched(cmd.Context(), *archive, *state, func(s *store.Store) error {
				pages, err := s.Pages(cmd.Context())
				if err != nil {
					return err
				}
				for _, p := range pages {
					if len(args) > 0 && args[0] != p.Key && args[0] != p.URL {
						continue
					}
					shown := warc.Secrets.URL(p.Key)
					for _, rule := range volatileOf(p) {
						if err := a.printRow(asJSON, volatilePart{shown, rule}, fmt.Sprintf("%s  %s  (%s)", shown, rule.Key, rule.Why)); err != nil {
							return err
						}
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON line a part")
	return cmd
}

func newWatchUnlearnCmd(a *app, archive *string, state *stateFlag) *cobra.Command {
	return &cobra.Command{
		Use:   "unlearn PAGE [PART...]",
		Short: "Look at parts of a page again that were learned to be volatile; without parts at all",
		Example: `  tearsheet watch unlearn https://example.com/ field:title
  tearsheet watch unlearn https://example.com/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return watched(cmd.Context(), *archive, *state, func(s *store.Store) error {
				n, err := s.Unlearn(cmd.Context(), args[0], args[1:])
				if err == nil {
					fmt.Fprintf(a.Err, "%d parts are looked at again\n", n)
				}
				return err
			})
		},
	}
}

func newWatchSchemaCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Print the JSON Schema of watch.yaml, for editors",
		Example: "  tearsheet watch schema > watch.schema.json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := a.Out.Write(check.WatchSchema)
			return err
		},
	}
}
