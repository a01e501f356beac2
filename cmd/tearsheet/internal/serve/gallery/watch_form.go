package gallery

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	reply "github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
	what "github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
)

// watchForm is the form by which a page is watched, and how it is changed.
type watchForm struct {
	common
	Called         string // of the page that is changed; empty: it is a new one
	Action, Back   string
	Remove         string // empty: there is nothing to remove
	Wrong          []string
	Sources        []choiceView
	Address        string
	Texts          map[string]string // of the fields that hold one, by their keys
	Values, Notify string            // one a line
	Kinds          []choiceView
	Others         []string // keys that only the API has, and that stay as they are
}

// choiceView is one of several that can be chosen.
type choiceView struct {
	Name, Label string
	Chosen      bool
}

// sources are the keys under which an address can stand.
var sources = []choiceView{{Name: "url", Label: "A page"}, {Name: "feed", Label: "New entries of a feed"}, {Name: "sitemap", Label: "New entries of a sitemap"}}

// kindLabels say of the kinds of changes what they are.
var kindLabels = map[string]string{
	what.OfField: "Fields of the article: title, authors, dates …", what.OfParagraph: "Paragraphs", what.OfLink: "Links", what.OfNumber: "Values that are followed",
	what.OfPicture: "How it looks", what.OfHeader: "Headers of the answer", what.OfStatus: "Whether it is there",
}

// oneLine are the keys whose fields hold one text.
var oneLine = []string{"name", "every", "cron", "zone", "jitter", "text", "when", "digest", "quiet"}

// ofForm are all keys that the form has.
var ofForm = append([]string{"url", "feed", "sitemap", "values", "notify", "what"}, oneLine...)

// formOf fills the form with what was asked of a page.
func formOf(asked map[string]any) watchForm {
	v := watchForm{Texts: map[string]string{}, Sources: slices.Clone(sources)}
	for i, s := range v.Sources {
		if address, ok := asked[s.Name].(string); ok && address != "" {
			v.Sources[i].Chosen, v.Address = true, address
		}
	}
	for _, key := range oneLine {
		v.Texts[key], _ = asked[key].(string)
	}
	v.Notify = strings.Join(watching.Texts(asked["notify"]), "\n")
	values, _ := asked["values"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		v.Values += fmt.Sprintf("%s = %s\n", name, values[name])
	}
	chosen := watching.Texts(asked["what"])
	if chosen == nil {
		chosen = what.Usual
	}
	for _, kind := range what.Kinds {
		v.Kinds = append(v.Kinds, choiceView{kind, kindLabels[kind], slices.Contains(chosen, kind)})
	}
	for _, key := range slices.Sorted(maps.Keys(asked)) {
		if !slices.Contains(ofForm, key) {
			v.Others = append(v.Others, key)
		}
	}
	return v
}

// askedOf is what a form asks for, besides what it has no fields for.
func askedOf(form url.Values, besides map[string]any) (asked map[string]any, wrong string) {
	asked = maps.Clone(besides)
	if asked == nil {
		asked = map[string]any{}
	}
	maps.DeleteFunc(asked, func(key string, _ any) bool { return slices.Contains(ofForm, key) })
	source := "url"
	if slices.ContainsFunc(sources, func(s choiceView) bool { return s.Name == form.Get("source") }) {
		source = form.Get("source")
	}
	asked[source] = strings.TrimSpace(form.Get("address"))
	for _, key := range oneLine {
		if text := strings.TrimSpace(form.Get(key)); text != "" {
			asked[key] = text
		}
	}
	if targets := strings.Fields(form.Get("notify")); len(targets) > 0 {
		asked["notify"] = anyOf(targets)
	}
	values := map[string]any{}
	for line := range strings.Lines(form.Get("values")) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		name, where, ok := strings.Cut(line, "=")
		if name = strings.TrimSpace(name); !ok {
			return asked, fmt.Sprintf("%q is no value to follow: write a name, =, and where it is, such as price = .price.", clipped(strings.TrimSpace(line)))
		}
		values[name] = strings.TrimSpace(where)
	}
	if len(values) > 0 {
		asked["values"] = values
	}
	kinds := form["what"]
	if len(kinds) == 0 {
		return asked, "Choose at least one kind of changes that are told."
	}
	if !slices.Equal(slices.Sorted(slices.Values(kinds)), slices.Sorted(slices.Values(what.Usual))) {
		asked["what"] = anyOf(kinds)
	}
	return asked, ""
}

func anyOf(texts []string) []any {
	list := make([]any, len(texts))
	for i, text := range texts {
		list[i] = text
	}
	return list
}

// newWatch shows the form for a further page.
func (g *Gallery) newWatch(w http.ResponseWriter, r *http.Request) error {
	if !g.watch.CanAdd() {
		return errNoAdding
	}
	v := formOf(map[string]any{"url": r.URL.Query().Get("url")})
	return g.showWatchForm(w, http.StatusOK, v, "")
}

// errNoAdding is said where no page can be added.
var errNoAdding = problem{http.StatusNotFound, "No page can be added here: the server was started so."}

// addedPage is a page that was added, and what was asked of it.
func (g *Gallery) addedPage(r *http.Request) (watching.Page, map[string]any, error) {
	if !g.watch.CanAdd() {
		return watching.Page{}, nil, errNoAdding
	}
	p, err := g.watch.Page(r.Context(), r.PathValue("page"))
	if err != nil {
		return p, nil, asNotWatched(err)
	}
	asked, err := g.watch.Asked(p.ID)
	switch {
	case err != nil:
		return p, nil, asNotWatched(err)
	case asked == nil:
		return p, nil, problem{http.StatusConflict, firstUpper(watching.ErrInFile.Error()) + "."}
	}
	return p, asked, nil
}

// changeWatch shows the form of a page that was added.
func (g *Gallery) changeWatch(w http.ResponseWriter, r *http.Request) error {
	p, asked, err := g.addedPage(r)
	if err != nil {
		return err
	}
	return g.showWatchForm(w, http.StatusOK, formOf(asked), p.ID)
}

// showWatchForm shows the form of a page; page is empty for a new one.
func (g *Gallery) showWatchForm(w http.ResponseWriter, status int, v watchForm, page string) error {
	v.Action, v.Back, v.common = "/watch/add", "/watch", g.common("Watch a page", "watch")
	if page != "" {
		v.Called = v.Texts["name"]
		if v.Called == "" {
			v.Called = shortURL(v.Address)
		}
		v.common = g.common("Change how "+v.Called+" is watched", "watch")
		v.Back, v.Action, v.Remove = linkToWatched(page), linkToWatched(page, "change"), linkToWatched(page, "remove")
	}
	if v.Address == "" {
		v.Sources[0].Chosen = true
	}
	return g.show(w, status, "watch-form", v)
}

// addWatch takes the form of a further page.
func (g *Gallery) addWatch(w http.ResponseWriter, r *http.Request) error {
	if !g.watch.CanAdd() {
		return errNoAdding
	}
	return g.takeWatch(w, r, "", nil, func(asked []byte) (watching.Page, error) { return g.watch.Add(r.Context(), asked) })
}

// keepWatch takes the form of a page that was added.
func (g *Gallery) keepWatch(w http.ResponseWriter, r *http.Request) error {
	p, asked, err := g.addedPage(r)
	if err != nil {
		return err
	}
	return g.takeWatch(w, r, p.ID, asked, func(asked []byte) (watching.Page, error) {
		page, _, err := g.watch.Put(r.Context(), p.ID, asked)
		return page, err
	})
}

func (g *Gallery) takeWatch(w http.ResponseWriter, r *http.Request, page string, besides map[string]any, keep func(asked []byte) (watching.Page, error)) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		return problem{http.StatusRequestEntityTooLarge, fmt.Sprintf("That is more than a form may hold: at most %d bytes.", maxForm)}
	}
	asked, wrong := askedOf(r.PostForm, besides)
	if wrong == "" {
		text, err := json.Marshal(asked)
		if err != nil {
			return err
		}
		kept, err := keep(text)
		if err == nil {
			http.Redirect(w, r, linkToWatched(kept.ID), http.StatusSeeOther)
			return nil
		}
		if wrong = wrongOf(err); wrong == "" {
			return err
		}
	}
	v := formOf(asked)
	v.Values = r.PostForm.Get("values") // as it was typed
	v.Wrong = strings.Split(wrong, "\n")
	return g.showWatchForm(w, http.StatusBadRequest, v, page)
}

// wrongOf says what is wrong with a form, in lines; empty: the error is none of the form.
func wrongOf(err error) string {
	var kinded interface{ Kind() string }
	if p, ok := errors.AsType[*reply.Problem](err); ok {
		lines := []string{p.Detail}
		if len(p.Errors) > 0 {
			lines = nil
		}
		for _, f := range p.Errors {
			lines = append(lines, strings.TrimPrefix(f.Where+": "+f.Says, ": "))
		}
		return strings.Join(lines, "\n")
	}
	if errors.As(err, &kinded) && (kinded.Kind() == "conflict" || kinded.Kind() == "invalid_url") {
		return firstUpper(err.Error()) + "."
	}
	return ""
}

// removeWatch watches a page no longer.
func (g *Gallery) removeWatch(w http.ResponseWriter, r *http.Request) error {
	p, _, err := g.addedPage(r)
	if err != nil {
		return err
	}
	if err := g.watch.Remove(r.Context(), p.ID); err != nil {
		return asNotWatched(err)
	}
	http.Redirect(w, r, "/watch", http.StatusSeeOther)
	return nil
}
