package gallery

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
	what "github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// eventView is that a watched page changed.
type eventView struct {
	watching.Event
	When                           moment
	Called, Link                   string
	BeforeLink, AfterLink, Compare string
	Pictures                       []string // of the places that changed; some may not be there
	Parts                          []partView
	Elsewhere                      bool // it is not of the page that is shown
	More                           int  // parts that are not shown
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
				for n := range placesOf(e.Changes) {
					v.Pictures = append(v.Pictures, fmt.Sprintf("/watch/changes/%s/place/%d", e.ID, n))
				}
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

// placesOf is how many pictures of places there may be: one where it is not said where they are.
func placesOf(list []what.Change) (n int) {
	for _, c := range list {
		if c.Paragraph != nil || len(c.Regions) > 0 {
			n++
		}
	}
	return min(max(1, n), watching.PlacesMost)
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
	n, err := strconv.Atoi(r.PathValue("n"))
	if id == nil || err != nil || n < 0 || n >= watching.PlacesMost {
		return errNoFile
	}
	f, err := g.cache.open(placeName(id[1], n))
	if err != nil {
		if err := g.makePlaces(r, id[0], id[1]); err != nil {
			return noPicture(err)
		}
		if f, err = g.cache.open(placeName(id[1], n)); err != nil {
			return err
		}
	}
	defer f.Close() // only read: nothing to lose
	if info, err := f.Stat(); err != nil || info.Size() == 0 {
		return errNoFile
	}
	return servePicture(w, r, f)
}

// placeMark is in the names of such pictures.
const placeMark = "-place-"

func placeName(change string, n int) string { return change + placeMark + strconv.Itoa(n) }

func (g *Gallery) makePlaces(r *http.Request, change, name string) error {
	list, err := g.watch.Places(r.Context(), change)
	if err != nil {
		return err
	}
	for n := range watching.PlacesMost {
		var data []byte
		if n < len(list) {
			data = list[n]
		}
		if err := g.cache.put(placeName(name, n), data); err != nil {
			return err
		}
	}
	return nil
}
