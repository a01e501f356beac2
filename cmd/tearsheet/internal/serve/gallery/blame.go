package gallery

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/history"
)

// blameView is the article of a capture, with since when each paragraph stands so.
type blameView struct {
	common
	itemView
	Count int // captures of the page
	Lines []blamedView
}

// blamedView is a paragraph.
type blamedView struct {
	Text      string
	When      moment // of the capture in which it first stood so
	Link      string
	Begins    bool // the paragraph before has another capture
	Age       int  // 0, the oldest, to 4, the newest
	Edits     int
	First     moment // where what it was edited from first stood
	FirstLink string
	Back      moment // where it came back
	BackLink  string
}

// blame shows since when each paragraph of a page stands so: of its newest capture, or of one that is
// named.
func (g *Gallery) blame(w http.ResponseWriter, r *http.Request) error {
	host, page := r.PathValue("host"), r.PathValue("page")
	if _, err := snapshots.ParseID(host + "/" + page + "/20260101T000000.000Z"); err != nil {
		return errGone
	}
	ids, err := g.store.IDs(host, page)
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return errGone
	}
	count := len(ids)
	if stamp := r.URL.Query().Get("of"); stamp != "" {
		of, err := snapshots.ParseID(host + "/" + page + "/" + stamp)
		if err != nil {
			return errNoStamp
		}
		ids = slices.DeleteFunc(ids, func(id snapshots.ID) bool { return snapshots.CompareIDs(id, of) < 0 })
	}
	if len(ids) == 0 {
		return errGone
	}
	b, err := g.blames.of(r.Context(), g.store, ids)
	if err != nil {
		return err
	}
	v := blameView{common: g.common("", ""), Count: count, Lines: linesOf(b.lines)}
	snap := b.snap
	v.itemView = itemView{Link: linkTo(snap.ID), Page: linkToPage(snap.ID), URL: snap.URL, Host: hostOf(snap.URL), Title: snap.Title, When: moment{snap.ID.Time()}, Status: snap.Status}
	v.describe(snap)
	if v.Title == "" {
		v.Title = shortURL(v.URL)
	}
	v.Tab = "Paragraphs of " + v.Title
	return g.show(w, http.StatusOK, "blame", v)
}

// ages is how many shades there are.
const ages = 5

func linesOf(list []history.Line) (lines []blamedView) {
	var ids []snapshots.ID
	for _, l := range list {
		ids = append(ids, l.ID)
	}
	slices.SortFunc(ids, func(a, b snapshots.ID) int { return snapshots.CompareIDs(b, a) })
	ids = slices.Compact(ids)
	var before snapshots.ID
	for _, l := range list {
		line := blamedView{Text: l.Text, When: moment{l.ID.Time()}, Link: linkTo(l.ID), Begins: l.ID != before, Edits: l.Edits}
		if len(ids) > 1 {
			line.Age = slices.Index(ids, l.ID) * (ages - 1) / (len(ids) - 1)
		}
		if l.Edits > 0 {
			line.First, line.FirstLink = moment{l.First.Time()}, linkTo(l.First)
		}
		if l.Back != "" {
			line.Back, line.BackLink = moment{l.Back.Time()}, linkTo(l.Back)
		}
		lines, before = append(lines, line), l.ID
	}
	return lines
}

// blamed is what blame says of a page.
type blamed struct {
	lines  []history.Line
	snap   snapshots.Snapshot // whose text it is
	oldest snapshots.ID
	count  int
}

// blames remembers what was told, by the newest capture: older ones may only have been removed.
type blames struct {
	mu    sync.Mutex
	known map[snapshots.ID]blamed
}

// maxBlames is how many are remembered.
const maxBlames = 200

// of tells of the newest of some captures of a page, the oldest first. Where none shows a text there
// are no lines.
func (b *blames) of(ctx context.Context, store *snapshots.Store, ids []snapshots.ID) (blamed, error) {
	newest := ids[len(ids)-1]
	b.mu.Lock()
	found, ok := b.known[newest]
	b.mu.Unlock()
	if ok && found.count == len(ids) && found.oldest == ids[0] {
		return found, nil
	}
	var list []snapshots.Snapshot
	var name string
	for _, id := range slices.Backward(ids) {
		snap, err := store.Get(id)
		switch {
		case ctx.Err() != nil:
			return found, context.Cause(ctx)
		case err != nil: // the rest tells what it can
		case len(list) == 0:
			name = history.NameOf(snap.Manifest)
			list = append(list, snap)
		case history.NameOf(snap.Manifest) == name:
			list = append(list, snap)
		}
	}
	if len(list) == 0 {
		return found, errGone
	}
	lines, snap, err := history.Blame(ctx, list)
	if errors.Is(err, history.ErrNoText) {
		snap, err = list[0], nil
	}
	if err != nil {
		return found, err
	}
	found = blamed{lines, snap, ids[0], len(ids)}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.known == nil || len(b.known) >= maxBlames {
		b.known = map[snapshots.ID]blamed{}
	}
	b.known[newest] = found
	return found, nil
}
