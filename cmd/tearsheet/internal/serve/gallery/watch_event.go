package gallery

import (
	"cmp"
	"net/http"
	"os"
	"regexp"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
	what "github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// eventView is that a watched page changed.
type eventView struct {
	watching.Event
	When                                    moment
	Called, Link                            string
	BeforeLink, AfterLink, Compare, Picture string
	Parts                                   []partView
	Elsewhere                               bool // it is not of the page that is shown
	More                                    int  // parts that are not shown
}

// partView is one thing that changed.
type partView struct {
	Heading string
	Was, Is []diff.Span
}

// mostParts is how many things of one change are shown.
const mostParts = 8

func (g *Gallery) eventView(e watching.Event) eventView {
	v := eventView{Event: e, When: moment{e.At}, Called: cmp.Or(e.Name, e.Title, shortURL(e.URL)), Link: linkToWatched(e.Page)}
	if e.Before != "" {
		v.BeforeLink = linkTo(e.Before)
	}
	if e.After != "" {
		v.AfterLink = linkTo(e.After)
		if snap, err := g.store.Get(e.After); err == nil {
			if f, ok := fileOf(snap, "screenshot"); ok && pictureTypes[f.MediaType] {
				v.Picture = "/watch/changes/" + e.ID + "/place"
			}
		}
	}
	if e.Before != "" && e.After != "" && e.Before != e.After {
		v.Compare = linkToCompare(e.Before, e.After)
	}
	for i, c := range e.Changes {
		if i == mostParts {
			v.More = len(e.Changes) - mostParts
			break
		}
		v.Parts = append(v.Parts, partOf(c))
	}
	return v
}

func partOf(c what.Change) partView {
	p := partView{Heading: firstUpper(strings.ReplaceAll(cmp.Or(c.Name, c.What), "_", " ")) + " " + c.How, Was: c.Was, Is: c.Is}
	switch c.What {
	case what.OfStatus:
		p.Heading = strings.TrimSuffix("Whether the page is there: "+c.Name, ": ")
	case what.OfLink:
		p.Heading = "Link " + c.How
		if c.Name != "" {
			p.Heading += ": " + c.Name
		}
	case what.OfHeader:
		p.Heading = "Header " + c.Name + " " + c.How
	}
	if p.Was == nil && c.Before != "" {
		p.Was = []diff.Span{{Text: c.Before}}
	}
	if p.Is == nil && c.After != "" {
		p.Is = []diff.Span{{Text: c.After}}
	}
	if c.How == what.Moved { // it is the same on both sides
		p.Was = nil
	}
	return p
}

// changeID is what a change is called.
var changeID = regexp.MustCompile(`^chg_([0-9a-f]{8,64})$`)

// place serves a picture of the place that changed. It is made when it is first asked for; an
// empty file of the cache says that there is none.
func (g *Gallery) place(w http.ResponseWriter, r *http.Request) error {
	if g.watch == nil {
		return errNoWatch
	}
	id := changeID.FindStringSubmatch(r.PathValue("change"))
	if id == nil {
		return errNoFile
	}
	name := id[1] + "-place"
	f, err := g.cache.open(name)
	if err != nil {
		if f, err = g.makePlace(r, id[0], name); err != nil {
			return noPicture(err)
		}
	}
	defer f.Close() // only read: nothing to lose
	if info, err := f.Stat(); err != nil || info.Size() == 0 {
		return errNoFile
	}
	return servePicture(w, r, f)
}

func (g *Gallery) makePlace(r *http.Request, change, name string) (*os.File, error) {
	data, err := g.watch.Place(r.Context(), change)
	if err == nil {
		err = g.cache.put(name, data)
	}
	if err != nil {
		return nil, err
	}
	return g.cache.open(name)
}
