package gallery

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
)

// errNoWatch is said where nothing is watched.
var errNoWatch = problem{http.StatusNotFound, "Nothing is watched here."}

// watchView is what is watched, or one page of it, and what changed there.
type watchView struct {
	common
	Pages  []watchedView // all
	One    *watchedView
	Events []eventView // the newest first
	Next   string
	First  string
	Add    string // empty: no page can be added
}

// watchedView is a page that is watched.
type watchedView struct {
	watching.Page
	Link, Look, Unlearn     string
	Change                  string // empty: a file has the page
	Snapshot, Thumbnail     string
	Timeline, Blame         string
	Looked, Due             moment
	Dot, Said, When, Called string
	Soon                    bool // it is looked at at once
}

func linkToWatched(id string, parts ...string) string {
	return "/watch/" + url.PathEscape(id) + suffix(parts)
}

// dots are the signs of how a page is.
var dots = map[string]string{"ok": "done", "trouble": "failed", "new": "waiting"}

func (g *Gallery) watchedView(p watching.Page) watchedView {
	v := watchedView{
		Page: p, Link: linkToWatched(p.ID), Look: linkToWatched(p.ID, "look"), Unlearn: linkToWatched(p.ID, "unlearn"),
		Dot: dots[p.State], Said: saidOf(p), When: scheduleOf(p.Schedule), Called: cmp.Or(p.Name, p.Title, shortURL(p.URL)), Soon: p.DueAt == nil,
	}
	if p.Added && g.watch.CanAdd() {
		v.Change = linkToWatched(p.ID, "change")
	}
	if p.LookedAt != nil {
		v.Looked = moment{*p.LookedAt}
	}
	if p.DueAt != nil {
		v.Due = moment{*p.DueAt}
		v.Soon = p.LookedAt != nil && !p.DueAt.After(time.Now())
	}
	if id := p.Snapshot; id != "" {
		v.Snapshot, v.Timeline, v.Blame = linkTo(id), linkToPage(id), linkToPage(id)+"/blame"
		if snap, err := g.store.Get(id); err == nil && thumbnailKind(snap) != "" {
			v.Thumbnail = linkTo(id, "thumbnail")
		}
	}
	return v
}

func saidOf(p watching.Page) string {
	switch p.State {
	case "new":
		return "Not looked at yet"
	case "trouble":
		return "Not seen: " + strings.ReplaceAll(p.Trouble, "_", " ")
	}
	return "Seen"
}

// scheduleOf says when a page is looked at.
func scheduleOf(s watching.Schedule) string {
	text := "every " + shortly(s.Every)
	if s.Cron != "" {
		text = strings.TrimSpace("at " + s.Cron + " " + s.Zone)
	}
	if s.Jitter != "" {
		text += ", moved by up to " + shortly(s.Jitter)
	}
	return text
}

// shortly is a time span without the parts of it that are none.
func shortly(span string) string {
	if cut, ok := strings.CutSuffix(span, "m0s"); ok {
		span = cut + "m"
	}
	if cut, ok := strings.CutSuffix(span, "h0m"); ok {
		span = cut + "h"
	}
	return span
}

func (g *Gallery) watched(w http.ResponseWriter, r *http.Request) error {
	if g.watch == nil {
		return errNoWatch
	}
	v := watchView{common: g.common("Watched pages", "watch")}
	if g.watch.CanAdd() {
		v.Add = "/watch/add"
	}
	list, err := g.watch.Pages(r.Context())
	if err != nil {
		return err
	}
	for _, p := range list {
		v.Pages = append(v.Pages, g.watchedView(p))
	}
	return g.showWatch(w, r, v, "", "/watch")
}

func (g *Gallery) watchedPage(w http.ResponseWriter, r *http.Request) error {
	if g.watch == nil {
		return errNoWatch
	}
	p, err := g.watch.Page(r.Context(), r.PathValue("page"))
	if err != nil {
		return asNotWatched(err)
	}
	one := g.watchedView(p)
	v := watchView{common: g.common("Watching "+one.Called, "watch"), One: &one}
	v.Refresh = one.Soon
	return g.showWatch(w, r, v, p.ID, one.Link)
}

// perWatch is how many changes one page shows.
const perWatch = 20

func (g *Gallery) showWatch(w http.ResponseWriter, r *http.Request, v watchView, page, link string) error {
	after := r.URL.Query().Get("after")
	list, next, err := g.watch.Events(r.Context(), watching.Query{Page: page, Newest: true, Cursor: after, Limit: perWatch})
	if err != nil {
		return asNotWatched(err)
	}
	for _, e := range list {
		event := g.eventView(e)
		event.Elsewhere = v.One == nil || e.URL != v.One.URL
		if v.One == nil && !slices.ContainsFunc(v.Pages, func(p watchedView) bool { return p.ID == e.Page }) {
			event.Link = "" // it is watched no longer
		}
		v.Events = append(v.Events, event)
	}
	if next != "" {
		v.Next = link + "?" + url.Values{"after": {next}}.Encode()
	}
	if after != "" {
		v.First = link
	}
	return g.show(w, http.StatusOK, "watch", v)
}

func asNotWatched(err error) error {
	var kinded interface{ Kind() string }
	switch {
	case errors.Is(err, watching.ErrNoPage):
		return problem{http.StatusNotFound, "No such page is watched."}
	case errors.Is(err, watching.ErrNoPart):
		return problem{http.StatusNotFound, "Nothing is learned of such a part of the page."}
	case errors.As(err, &kinded) && kinded.Kind() == "invalid_request":
		return problem{http.StatusBadRequest, firstUpper(err.Error()) + "."}
	}
	return err
}

// lookNow has a page looked at.
func (g *Gallery) lookNow(w http.ResponseWriter, r *http.Request) error {
	if g.watch == nil {
		return errNoWatch
	}
	p, err := g.watch.Look(r.Context(), r.PathValue("page"))
	if err != nil {
		return asNotWatched(err)
	}
	http.Redirect(w, r, linkToWatched(p.ID), http.StatusSeeOther)
	return nil
}

// unlearn has parts of a page looked at again.
func (g *Gallery) unlearn(w http.ResponseWriter, r *http.Request) error {
	if g.watch == nil {
		return errNoWatch
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil || len(r.PostForm["part"]) == 0 {
		return problem{http.StatusBadRequest, fmt.Sprintf("Choose a part to look at again, of at most %d bytes.", maxForm)}
	}
	p, err := g.watch.Unlearn(r.Context(), r.PathValue("page"), r.PostForm["part"])
	if err != nil {
		return asNotWatched(err)
	}
	http.Redirect(w, r, linkToWatched(p.ID), http.StatusSeeOther)
	return nil
}
