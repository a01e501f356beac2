package gallery

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

// perPage is how many captures a list shows: what a screen or two hold.
const perPage = 24

// homeView is the list of captures.
type homeView struct {
	common
	listView
	Filter  filter
	Choices choiceLists
}

// listView is the part of it that changes as one types.
type listView struct {
	Items  []itemView // the newest
	Hits   []hitView  // of a search
	Found  string     // how much there is, in words
	Wrong  string     // what is wrong with the search
	Bad    bool       // it can never be right, whatever is in the archive
	Next   string     // address of what comes then
	First  string     // address of the beginning, where this is not it
	Empty  bool       // there is nothing in the archive
	Filter filter
}

// itemView is a capture in a list.
type itemView struct {
	Link, Page string
	URL, Host  string
	Title      string
	Lang       string
	When       moment
	Status     int
	Class      string // where it is not content
	Partial    bool
	Thumbnail  string // address; empty: there is no picture
	Words      int
	Broken     bool
}

// Failed says that the server did not give the page.
func (v itemView) Failed() bool { return v.Status >= 400 }

// Initial stands for a picture where there is none.
func (v itemView) Initial() string {
	for _, r := range v.Host {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return string(unicode.ToUpper(r))
		}
	}
	return "·"
}

// hitView is a capture that was found.
type hitView struct {
	itemView
	Marked []span
	Text   []span
	Others int // older captures of the page that were found too
}

// span is a piece of a text.
type span struct {
	Text string
	Hit  bool
}

// home lists captures: all, those that were chosen, or those that were found.
func (g *Gallery) home(w http.ResponseWriter, r *http.Request) error {
	f := readFilter(r.URL.Query())
	list, err := g.list(r.Context(), f, r.URL.Query().Get("after"), r.URL.Query().Has("typed"))
	if err != nil {
		return err
	}
	if r.URL.Query().Has("part") {
		return g.show(w, http.StatusOK, "list", list)
	}
	v := homeView{common: g.common("Captures", "home", "load.js", "search.js"), listView: list, Filter: f, Choices: g.choices.of(r.Context(), g.index)}
	v.Query = f.Text
	if f.Text != "" {
		v.Tab = f.Text
	}
	status := http.StatusOK
	if list.Bad {
		status = http.StatusBadRequest
	}
	return g.show(w, status, "home", v)
}

func (g *Gallery) list(ctx context.Context, f filter, after string, typed bool) (listView, error) {
	at, err := strconv.ParseInt(cmp.Or(after, "0"), 10, 64)
	says := f.wrong()
	if says == "" && (err != nil || at < 0) {
		says = "The address goes on after a place that is none: follow the link below a list."
	}
	if says != "" {
		return listView{Filter: f, Wrong: says, Bad: true}, nil
	}
	if f.Text != "" {
		return g.search(ctx, f, int(max(0, min(at, 1<<20))), typed)
	}
	v := listView{Filter: f}
	l, err := g.index.Newest(ctx, f.query(), index.Cursor(at), perPage)
	if err != nil {
		return g.wrong(v, err)
	}
	for _, e := range l.Entries {
		v.Items = append(v.Items, g.item(e))
	}
	if l.Next != 0 {
		v.Next = f.link("after", strconv.FormatInt(int64(l.Next), 10))
	}
	if at != 0 {
		v.First = f.link()
	}
	v.Empty = len(v.Items) == 0 && len(f.values()) == 0
	if len(v.Items) == 0 {
		v.Found = "Nothing is like that."
	}
	return v, nil
}

// search finds captures: the best first or, while the words are still being typed, the
// newest that have what there is of them.
func (g *Gallery) search(ctx context.Context, f filter, skip int, typed bool) (listView, error) {
	v := listView{Filter: f}
	q := f.query()
	if typed {
		q.Newest = true
		if r, _ := utf8.DecodeLastRuneInString(q.Text); unicode.IsLetter(r) || unicode.IsDigit(r) {
			q.Text += "*" // the word goes on
		}
	}
	if err := q.Validate(); err != nil {
		v.Wrong, v.Bad = firstUpper(err.Error())+".", true
		return v, nil
	}
	q.Limit, q.Skip = perPage, skip
	result, err := g.index.Search(ctx, q)
	if err != nil {
		return g.wrong(v, err)
	}
	for _, h := range result.Hits {
		v.Hits = append(v.Hits, hitView{g.item(h.Entry), spans(h.Title), spans(h.Text), h.Others})
	}
	switch {
	case result.Pages == 0:
		v.Found = "Nothing was found."
	case typed:
		v.Found = "The newest that have these words. Enter shows the best first."
	case result.More:
		v.Found = "More than " + countOf(result.Pages, "page") + ": the newest come first here."
	default:
		v.Found = countOf(result.Pages, "page")
	}
	if skip+len(result.Hits) < result.Pages && len(result.Hits) > 0 {
		v.Next = f.link("after", strconv.Itoa(skip+len(result.Hits)))
	}
	if skip > 0 {
		v.First = f.link()
	}
	return v, nil
}

// wrong says what is wrong with a filter, or passes the error on.
func (g *Gallery) wrong(v listView, err error) (listView, error) {
	if index.IsTooMany(err) {
		v.Wrong = firstUpper(err.Error()) + "."
		return v, nil
	}
	if p := problemOf(err); p.status == http.StatusBadRequest {
		v.Wrong, v.Bad = "No host has such a name.", true
		return v, nil
	}
	return v, err
}

// item is an entry of the index as a list shows it.
func (g *Gallery) item(e index.Entry) itemView {
	v := itemView{
		Link: linkTo(e.ID), Page: linkToPage(e.ID), URL: e.URL, Host: hostOf(e.URL), Title: e.Title,
		When: moment{e.ID.Time()}, Status: e.Status,
	}
	snap, err := g.store.Get(e.ID)
	v.Broken = err != nil
	if err == nil {
		v.describe(snap)
	}
	if v.Title == "" {
		v.Title = shortURL(e.URL)
	}
	return v
}

// describe adds what the manifest says.
func (v *itemView) describe(snap snapshots.Snapshot) {
	v.Partial = snap.Partial
	if kind := thumbnailKind(snap); kind != "" {
		v.Thumbnail = linkTo(snap.ID, "thumbnail")
	}
	if a := snap.Article; a != nil {
		v.Lang, v.Words = langOf(a.Language), a.WordCount
		if a.Title != "" {
			v.Title = a.Title
		}
	}
	if class := receiptOf(snap).Coverage.Class; class != "" && class != "content" {
		v.Class = className(class)
	}
}

// spans cuts an excerpt at its marks.
func spans(e index.Excerpt) (list []span) {
	at := 0
	for _, m := range e.Marks {
		if m.Start > at {
			list = append(list, span{e.Text[at:m.Start], false})
		}
		list = append(list, span{e.Text[m.Start:m.End], true})
		at = m.End
	}
	if at < len(e.Text) {
		list = append(list, span{e.Text[at:], false})
	}
	return list
}

// hostOf is the host in an address, as people read it.
func hostOf(address string) string {
	_, rest, found := strings.Cut(address, "://")
	if !found {
		scheme, _, _ := strings.Cut(address, ":")
		return scheme
	}
	host, _, _ := strings.Cut(rest, "/")
	host = host[strings.LastIndexByte(host, '@')+1:]
	return strings.TrimPrefix(host, "www.")
}

// shortURL is an address without what all have.
func shortURL(address string) string {
	_, rest, found := strings.Cut(address, "://")
	if !found {
		rest = address
	}
	return strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/")
}
