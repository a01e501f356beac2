package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots"
)

// showOptions are the flags of show.
type showOptions struct {
	archive string
	json    bool
	file    string
	out     string
}

func newShowCmd(a *app) *cobra.Command {
	var o showOptions
	cmd := &cobra.Command{
		Use:   "show [flags] [ID | FOLDER | URL]",
		Short: "Show a snapshot, or print one of its files",
		Long: `show tells what a snapshot holds. Name it by the id that list prints, by its folder,
or by a URL, of whose snapshots the newest is shown. Without a name it is the newest of
the archive.

Exit codes: 0 shown, 1 there is no such snapshot or it cannot be read, 2 wrong usage.`,
		Example: `  tearsheet show
  tearsheet show https://example.com/news/story
  tearsheet show --file markdown https://example.com/news/story
  tearsheet show --file screenshot example.com/news_story/20261123T081502.123Z > story.png
  tearsheet show --archive s3://bucket/archive --out story https://example.com/news/story
  tearsheet show --json https://example.com/news/story | jq .capture`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), a, strings.Join(args, ""))
		},
	}
	flags := cmd.Flags()
	addArchiveFlag(flags, &o.archive)
	flags.BoolVar(&o.json, "json", false, "print the manifest and the folder as one JSON line")
	flags.StringVar(&o.file, "file", "", "print the file of this kind (dom, screenshot, article, markdown, manifest, ...)")
	flags.StringVar(&o.out, "out", "", "write the snapshot's files into this folder, which is made or empty")
	cmd.MarkFlagsMutuallyExclusive("json", "file", "out")
	return cmd
}

func (o *showOptions) run(ctx context.Context, a *app, ref string) error {
	store, err := snapshots.Open(o.archive)
	if err != nil {
		return err
	}
	snap, err := o.find(ctx, a, store, ref)
	if err != nil {
		return err
	}
	switch {
	case o.file != "":
		return o.printFile(a, store, snap)
	case o.out != "":
		return store.CopyTo(ctx, snap, o.out)
	case o.json:
		encoder := json.NewEncoder(plain.JSON(a.Out))
		encoder.SetEscapeHTML(false)
		return encoder.Encode(shown{snap.Address(), snap.Manifest})
	}
	ledger := store.Ledger()
	if err := ledger.Read(ctx); err != nil {
		a.complain(err) // the snapshot can be shown without
	}
	_, err = io.WriteString(a.Out, describe(snap, ledger))
	return err
}

// shown is the line that --json prints: the manifest as it is stored, and where.
type shown struct {
	Dir string `json:"dir"`
	snapshots.Manifest
}

func (o *showOptions) find(ctx context.Context, a *app, store *snapshots.Store, ref string) (snapshots.Snapshot, error) {
	if ref != "" {
		return store.Find(ctx, ref)
	}
	x := a.openIndex(store)
	defer x.Close()
	for newest, err := range x.List(ctx, snapshots.Query{}, 1) {
		if err != nil {
			return snapshots.Snapshot{}, err
		}
		return store.Get(newest.ID)
	}
	return snapshots.Snapshot{}, fmt.Errorf("the archive %s has no snapshots yet", store.Where())
}

func (o *showOptions) printFile(a *app, store *snapshots.Store, snap snapshots.Snapshot) error {
	f, err := store.Open(snap, o.file)
	if err != nil {
		return err
	}
	defer f.Close() // only read: nothing to lose
	if !a.Screen {
		_, err = io.Copy(a.Out, f)
		return err
	}
	isText, err := plain.Copy(a.Out, f)
	if !isText {
		err = fmt.Errorf("%s is no text: send it to a file or to a program", f.Name())
	}
	return err
}

// describe writes a snapshot for people.
func describe(snap snapshots.Snapshot, ledger *snapshots.Ledger) string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %-10s %s\n", name, plain.Line(value))
		}
	}
	title := plain.Line(snap.Title)
	if title == "" {
		title = plain.Line(snap.URL)
	}
	fmt.Fprintln(&b, title)
	line("url", snap.URL)
	if snap.FinalURL != snap.URL {
		line("led to", snap.FinalURL)
	}
	captured := fmt.Sprintf("%s, status %d", snap.CapturedAt.Format(time.RFC3339), snap.Status)
	if snap.Partial {
		captured += ", PARTIAL"
	}
	if ledger.Pinned(snap.ID) {
		captured += ", pinned"
	}
	line("captured", captured)
	if s := seenAgain(ledger, snap.ID); s != nil {
		line("unchanged", fmt.Sprintf("seen again %s, the last on %s", count(s.Count, "time"), s.Last.Format(time.RFC3339)))
	}
	line("by", strings.TrimSuffix(fmt.Sprintf("%s %s, %s", snap.Tool.Name, snap.Tool.Version, snap.Browser), ", "))
	if art := snap.Article; art != nil {
		line("article", art.Title)
		line("authors", strings.Join(art.Authors, ", "))
		line("agency", art.Agency)
		line("published", art.Published)
		line("words", fmt.Sprint(art.WordCount))
	}
	line("folder", snap.Address())
	for i, f := range snap.Files {
		name := "files"
		if i > 0 {
			name = ""
		}
		fmt.Fprintf(&b, "  %-10s %-20s %10s  %s\n", name, f.Name, byteSize(f.Size), f.Kind)
	}
	return b.String()
}
