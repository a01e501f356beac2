package gallery

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/history"
)

// timelineView is the captures of a page.
type timelineView struct {
	common
	itemView
	Count  int // captures in all
	Marks  []markView
	Ticks  []tickView
	Rows   []rowView // the newest first
	Next   string    // address of the older ones
	First  string
	Latest string // address of the newest capture
	Blame  string // address of its paragraphs
	Watch  string // address of what is told of it, where it is watched

	Looks   []string // places of looks on the axis, in per cent
	Removed int      // captures that gc has removed
}

// markView is a capture on the axis.
type markView struct {
	X      string // place, in per cent
	Height int    // of its bar, in pixels: by how much the text changed
	Y      int    // where the bar begins
	Link   string
	Label  string
	Kind   string // first, same, changed or failed
}

// tickView is a date on the axis.
type tickView struct{ X, Label, Anchor string }

// rowView is a capture in the list below.
type rowView struct {
	itemView
	ID      snapshots.ID
	Change  *change // nil: there is none before it, or it is not compared
	Lacks   string  // why it is not
	Compare string  // address
	Pinned  bool
	Looks   looksView
}

// looksView are captures that were the same as one, and were not kept for that.
type looksView struct {
	Count       int
	First, Last moment
	Signed      int
}

func looksOf(list []snapshots.Event) (v looksView) {
	for i, look := range list {
		at := moment{look.Look.CapturedAt}
		if i == 0 {
			v.First = at
		}
		v.Count, v.Last = i+1, at
		if look.Signed {
			v.Signed++
		}
	}
	return v
}

// Said is the change in words, a line for each kind of thing.
func (r rowView) Said() []string {
	switch {
	case r.Broken:
		return []string{"Damaged"}
	case r.Lacks != "":
		return []string{"Not compared: " + strings.ReplaceAll(r.Lacks, "_", " ")}
	case r.Change == nil:
		return []string{"First capture"}
	case len(r.Change.Words) == 0:
		return []string{"As before"}
	}
	var lines []string
	for _, words := range r.Change.Words {
		lines = append(lines, firstUpper(words))
	}
	return lines
}

// perTimeline is how many captures one axis shows.
const perTimeline = 60

// pageOf leads from an address to its timeline.
func (g *Gallery) pageOf(w http.ResponseWriter, r *http.Request) error {
	folders, err := snapshots.PageOf(r.URL.Query().Get("url"))
	if err != nil {
		return errNoSource
	}
	http.Redirect(w, r, "/page/"+escaped(strings.Split(folders, "/")), http.StatusFound)
	return nil
}

// timeline shows the captures of a page on one axis, with how much changed between them.
func (g *Gallery) timeline(w http.ResponseWriter, r *http.Request) error {
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
	v := timelineView{common: g.common("", ""), Count: len(ids), Latest: linkTo(ids[len(ids)-1])}
	end := len(ids)
	if stamp := r.URL.Query().Get("before"); stamp != "" {
		before, err := snapshots.ParseID(host + "/" + page + "/" + stamp)
		if err != nil {
			return errNoStamp
		}
		// The list is in order of time; what is not in it stands before what is newer.
		end, _ = slices.BinarySearchFunc(ids, before, func(a, b snapshots.ID) int { return -snapshots.CompareIDs(a, b) })
		v.First = linkToPage(ids[0])
	}
	begin := max(0, end-perTimeline)
	if begin > 0 {
		v.Next = linkToPage(ids[0]) + "?before=" + stampOf(ids[begin])
	}
	g.readLog(r.Context())
	for _, e := range g.chain(ids[max(0, begin-lookBack):end], begin-max(0, begin-lookBack)) {
		row := g.rowOf(e)
		if e.Snapshot != nil && (!row.Failed() || v.URL == "") { // what the page was called when it was there
			v.itemView = row.itemView
		}
		v.Rows = append(v.Rows, row)
	}
	v.Removed = len(g.ledger.Removed(host, page))
	v.Blame = linkToPage(ids[0]) + "/blame"
	v.axis()
	slices.Reverse(v.Rows)
	v.Host = hostOf(v.URL)
	if id, ok := g.watch.IDOf(v.URL); ok {
		v.Watch = linkToWatched(id)
	}
	if v.Title == "" {
		v.Title = shortURL(v.URL)
	}
	v.Tab = "Captures of " + v.Title
	return g.show(w, http.StatusOK, "timeline", v)
}

// readLog reads what has been added to the archive's log. Where it cannot be read, what it has
// told until there is shown.
func (g *Gallery) readLog(ctx context.Context) {
	if err := g.ledger.Read(ctx); err != nil {
		g.log.Warn("the archive's log cannot be read", zap.Error(err))
	}
}

// lookBack is how far before what is shown a whole capture is looked for, to compare the oldest
// with.
const lookBack = 10

// chain makes entries of captures, the oldest first in both lists; the first few are only there to
// be compared with.
func (g *Gallery) chain(ids []snapshots.ID, few int) []history.Entry {
	var list []history.Entry
	for _, id := range slices.Backward(ids) {
		snap, err := g.store.Get(id)
		snap.ID = id
		list = append(list, history.Of(snap, err, g.ledger))
	}
	history.Chain(list)
	slices.Reverse(list)
	return list[few:]
}

// rowOf is an entry as a row.
func (g *Gallery) rowOf(e history.Entry) rowView {
	row := rowView{ID: e.ID, Lacks: e.Lacks, Pinned: e.Pinned, itemView: itemView{Link: linkTo(e.ID), When: moment{e.ID.Time()}, Broken: e.Err != nil}}
	if snap := e.Snapshot; snap != nil {
		row.URL, row.Title, row.Status = snap.URL, snap.Title, snap.Status
		row.describe(*snap)
		if e.Before != nil {
			c := g.changes.between(g, *e.Before, *snap)
			row.Change, row.Compare = &c, linkToCompare(e.Before.ID, e.ID)
		}
	}
	row.Looks = looksOf(e.Looks)
	return row
}

func stampOf(id snapshots.ID) string { return string(id)[strings.LastIndexByte(string(id), '/')+1:] }

// The axis, in pixels from the top.
const (
	axisY    = 84
	dot      = 8 // room for the mark itself
	barMost  = 66
	barLeast = 6
)

// axis puts the captures, the oldest first, on an axis of time.
func (v *timelineView) axis() {
	if len(v.Rows) == 0 {
		return
	}
	from, to := v.Rows[0].When, v.Rows[len(v.Rows)-1].When
	if last := v.Rows[len(v.Rows)-1].Looks; last.Count > 0 && last.Last.After(to.Time) {
		to = last.Last
	}
	span := to.Sub(from.Time)
	at := func(m moment) float64 {
		if span <= 0 {
			return 0.5
		}
		return 0.015 + 0.97*float64(m.Sub(from.Time))/float64(span)
	}
	for _, row := range v.Rows {
		for _, look := range []moment{row.Looks.First, row.Looks.Last} {
			if row.Looks.Count > 0 {
				v.Looks = append(v.Looks, percent(at(look)))
			}
		}
		m := markView{X: percent(at(row.When)), Link: row.Link, Label: row.When.Exact() + ": " + strings.Join(row.Said(), " · "), Kind: "same"}
		switch c := row.Change; {
		case row.Failed() || row.Broken || row.Lacks != "":
			m.Kind = "failed"
		case c == nil:
			m.Kind = "first"
		case len(c.Words) > 0:
			m.Kind = "changed"
		}
		if c := row.Change; c != nil && m.Kind != "same" {
			// A bar as the root of the share: small changes are seen beside large ones.
			m.Height = max(barLeast, int(root(c.Share)*barMost))
		}
		m.Y = axisY - dot - m.Height
		v.Marks = append(v.Marks, m)
	}
	if span <= 0 {
		v.Ticks = []tickView{{"50%", from.Text(), "middle"}}
		return
	}
	layout := "2 Jan 2006"
	if span.Hours() < 48 {
		layout = "2 Jan, 15:04"
	}
	middle := moment{from.Add(span / 2)}
	v.Ticks = []tickView{
		{"1.5%", from.UTC().Format(layout), "start"}, {"50%", middle.UTC().Format(layout), "middle"}, {"98.5%", to.UTC().Format(layout), "end"},
	}
}
