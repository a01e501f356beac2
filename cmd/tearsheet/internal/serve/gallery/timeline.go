package gallery

import (
	"net/http"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
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
	Change  *change // nil: there is none before it
	Compare string  // address
}

// Said is the change in words.
func (r rowView) Said() string {
	c := r.Change
	if c == nil {
		return "First capture"
	}
	var parts []string
	switch {
	case c.Added+c.Removed > 0:
		parts = append(parts, "text: "+countOf(c.Added, "word")+" came, "+thousands(c.Removed)+" went ("+share(c.Share)+")")
	case c.HasText:
		parts = append(parts, "same text")
	}
	if c.Status != "" {
		parts = append(parts, "status "+c.Status)
	}
	switch {
	case c.Title:
		parts = append(parts, "another title")
	}
	switch c.Picture {
	case differs:
		parts = append(parts, "picture differs")
	case isSame:
		parts = append(parts, "same picture")
	}
	if len(parts) == 0 {
		return "Nothing to compare"
	}
	return firstUpper(strings.Join(parts, " · "))
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
	if before, err := snapshots.ParseID(host + "/" + page + "/" + r.URL.Query().Get("before")); err == nil {
		// The list is in order of time; what is not in it stands before what is newer.
		end, _ = slices.BinarySearchFunc(ids, before, func(a, b snapshots.ID) int { return -snapshots.CompareIDs(a, b) })
		v.First = linkToPage(ids[0])
	}
	begin := max(0, end-perTimeline)
	if begin > 0 {
		v.Next = linkToPage(ids[0]) + "?before=" + stampOf(ids[begin])
	}
	var before *snapshots.Snapshot
	if begin > 0 {
		if snap, err := g.store.Get(ids[begin-1]); err == nil {
			before = &snap
		}
	}
	for _, id := range ids[begin:end] {
		snap, err := g.store.Get(id)
		row := rowView{ID: id, itemView: itemView{Link: linkTo(id), When: moment{id.Time()}, URL: snap.URL, Title: snap.Title, Status: snap.Status, Broken: err != nil}}
		if err == nil {
			row.describe(snap)
			if before != nil {
				c := g.changes.between(g, *before, snap)
				row.Change, row.Compare = &c, linkToCompare(before.ID, id)
			}
			before = &snap
			if !row.Failed() || v.URL == "" { // what the page was called when it was there
				v.itemView = row.itemView
			}
		}
		v.Rows = append(v.Rows, row)
	}
	v.axis()
	slices.Reverse(v.Rows)
	v.Host = hostOf(v.URL)
	if v.Title == "" {
		v.Title = shortURL(v.URL)
	}
	v.Tab = "Captures of " + v.Title
	return g.show(w, http.StatusOK, "timeline", v)
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
	span := to.Sub(from.Time)
	at := func(m moment) float64 {
		if span <= 0 {
			return 0.5
		}
		return 0.015 + 0.97*float64(m.Sub(from.Time))/float64(span)
	}
	for _, row := range v.Rows {
		m := markView{X: percent(at(row.When)), Link: row.Link, Label: row.When.Exact() + ": " + row.Said(), Kind: "same"}
		switch c := row.Change; {
		case row.Failed() || row.Broken:
			m.Kind = "failed"
		case c == nil:
			m.Kind = "first"
		case c.Share > 0 || c.Title || c.Status != "":
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
