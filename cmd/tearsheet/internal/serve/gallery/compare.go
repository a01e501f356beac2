package gallery

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"image"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"strconv"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// compareView is two captures and what differs.
type compareView struct {
	common
	A, B        itemView
	Before      *pictureView
	After       *pictureView
	SamePicture bool
	PictureLink string // address of the comparison of the pictures
	Differences differencesView
	Swap        string
	Equal       bool
}

// differencesView is what differs, as much of it as a page shows.
type differencesView struct {
	diff.Result
	More []string // what is left out, in words
}

// Summary says it in a few lines.
func (v differencesView) Summary() []string { return v.Result.Summary() }

// two reads the captures that an address names, the older first unless it says otherwise.
func (g *Gallery) two(r *http.Request) (a, b snapshots.Snapshot, err error) {
	q := r.URL.Query()
	if q.Get("a") == "" || q.Get("b") == "" {
		return a, b, errNotTwo
	}
	for _, side := range []struct {
		id   string
		into *snapshots.Snapshot
	}{{q.Get("a"), &a}, {q.Get("b"), &b}} {
		id, err := snapshots.ParseID(side.id)
		if err != nil {
			return a, b, err
		}
		if *side.into, err = g.store.Find(r.Context(), string(id)); err != nil {
			return a, b, err
		}
	}
	return a, b, nil
}

// compare shows two captures.
func (g *Gallery) compare(w http.ResponseWriter, r *http.Request) error {
	a, b, err := g.two(r)
	if err != nil {
		return err
	}
	v := compareView{common: g.common("Compare", "", "load.js", "compare.js"), A: asItem(a), B: asItem(b), Swap: linkToCompare(b.ID, a.ID)}
	v.Before, v.After = g.pictureOf(a, "screenshot", "Before"), g.pictureOf(b, "screenshot", "After")
	x, _ := fileOf(a, "screenshot")
	y, _ := fileOf(b, "screenshot")
	v.SamePicture = x.SHA256 == y.SHA256
	if v.Before != nil && v.After != nil && !v.SamePicture {
		v.PictureLink = "/compare/picture?" + url.Values{"a": {string(a.ID)}, "b": {string(b.ID)}}.Encode()
	}
	result, err := g.besidesPictures(a, b)
	if err != nil {
		return problem{http.StatusUnprocessableEntity, "These cannot be compared: " + err.Error()}
	}
	v.Equal = result.Equal()
	v.Differences = shortened(result)
	v.Tab = "Compare: " + v.B.Title
	return g.show(w, http.StatusOK, "compare", v)
}

func asItem(snap snapshots.Snapshot) itemView {
	v := itemView{Link: linkTo(snap.ID), Page: linkToPage(snap.ID), URL: snap.URL, Host: hostOf(snap.URL), Title: snap.Title, When: moment{snap.CapturedAt}, Status: snap.Status}
	v.describe(snap)
	if v.Title == "" {
		v.Title = shortURL(snap.URL)
	}
	return v
}

// besidesPictures compares all but the pictures, which take longer than a page may.
func (g *Gallery) besidesPictures(a, b snapshots.Snapshot) (diff.Result, error) {
	want, err := g.side(a)
	if err != nil {
		return diff.Result{}, err
	}
	got, err := g.side(b)
	if err != nil {
		return diff.Result{}, err
	}
	want.Picture, got.Picture = nil, nil
	return diff.Compare(want, got, diff.Options{Skip: []string{"header:date", "header:age", "header:expires", "header:set-cookie", "header:etag", "header:last-modified"}})
}

// The most of each part that a page shows.
const (
	maxHunks = 40
	maxRows  = 40
	maxValue = 400 // bytes of a field
)

// shortened leaves out what would make a page too long, and says so.
func shortened(r diff.Result) (v differencesView) {
	v.Result = r
	less := func(n, most int, what string) int {
		if n > most {
			v.More = append(v.More, countOf(n-most, what))
		}
		return min(n, most)
	}
	v.Text.Hunks = r.Text.Hunks[:less(len(r.Text.Hunks), maxHunks, "place in the text")]
	v.Structure = r.Structure[:less(len(r.Structure), maxRows, "element")]
	v.Resources = r.Resources[:less(len(r.Resources), maxRows, "resource")]
	v.Console = r.Console[:less(len(r.Console), maxRows, "message")]
	v.Fields, v.Headers = brief(r.Fields), brief(r.Headers)
	return v
}

func brief(fields []diff.Field) (list []diff.Field) {
	for _, f := range fields {
		list = append(list, diff.Field{Name: f.Name, Want: clipped(f.Want), Got: clipped(f.Got)})
	}
	return list
}

// ---- The pictures.

// picturesView is how two pictures differ.
type picturesView struct {
	common
	pictureDifference
	Strips []stripView
	Back   string
}

// pictureDifference is what is remembered of a comparison.
type pictureDifference struct {
	Changed       int
	Ratio         float64
	Width, Height int // of the picture of the difference; 0: nothing differs
	Added         []diff.Band
	Removed       []diff.Band
}

// comparePictures compares the pictures of two captures, pixel by pixel.
func (g *Gallery) comparePictures(w http.ResponseWriter, r *http.Request) error {
	a, b, err := g.two(r)
	if err != nil {
		return err
	}
	x, hasA := fileOf(a, "screenshot")
	y, hasB := fileOf(b, "screenshot")
	if !hasA || !hasB {
		return errNoFile
	}
	sum := sha256.Sum256([]byte(x.SHA256.String() + y.SHA256.String()))
	name := hex.EncodeToString(sum[:])
	v := picturesView{common: g.common("Pictures compared", ""), Back: linkToCompare(a.ID, b.ID)}
	if v.pictureDifference, err = g.pictureDifference(r.Context(), name, a, b); err != nil {
		return noPicture(err)
	}
	v.Strips = stripViews(v.Width, min(v.Height, maxStrips*stripHeight), func(n int) string { return "/compare/" + name + "/" + strconv.Itoa(n) })
	if r.URL.Query().Has("part") {
		return g.show(w, http.StatusOK, "pictures", v)
	}
	return g.show(w, http.StatusOK, "pictures-page", v)
}

// pictureDifference compares two pictures, once.
func (g *Gallery) pictureDifference(ctx context.Context, name string, a, b snapshots.Snapshot) (d pictureDifference, err error) {
	f, err := g.cache.open(name + "-compared")
	if err == nil {
		defer f.Close() // only read: nothing to lose
		return d, json.NewDecoder(f).Decode(&d)
	}
	select {
	case g.strips.room <- struct{}{}: // it takes memory
		defer func() { <-g.strips.room }()
	case <-ctx.Done():
		return d, context.Cause(ctx)
	}
	want, err := g.whole(a)
	if err != nil {
		return d, err
	}
	got, err := g.whole(b)
	if err != nil {
		return d, err
	}
	result, err := diff.Compare(diff.Side{Picture: want}, diff.Side{Picture: got}, diff.Options{})
	if err != nil {
		return d, err
	}
	p := result.Picture
	d = pictureDifference{Changed: p.Changed, Ratio: p.Ratio, Added: p.Added, Removed: p.Removed}
	if p.Diff != nil {
		config, _, err := image.DecodeConfig(bytes.NewReader(p.Diff))
		if err != nil {
			return d, err
		}
		d.Width, d.Height = config.Width, config.Height
		if err := g.cache.put(name+"-difference", p.Diff); err != nil {
			return d, err
		}
	}
	data, err := json.Marshal(d)
	if err != nil {
		return d, err
	}
	return d, g.cache.put(name+"-compared", data)
}

// maxCompared is the most pixels of a picture that is compared with another.
const maxCompared = 60_000_000

// whole reads a capture's picture, if it can be compared.
func (g *Gallery) whole(snap snapshots.Snapshot) ([]byte, error) {
	f, err := g.store.Open(snap, "screenshot")
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read: nothing to lose
	data, err := io.ReadAll(io.LimitReader(f, 512<<20))
	if err != nil {
		return nil, err
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > maxCompared/config.Height {
		return nil, errTooLarge
	}
	return data, nil
}

var digestName = regexp.MustCompile(`^[0-9a-f]{64}$`)

// differenceStrip serves a part of the picture of a difference.
func (g *Gallery) differenceStrip(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("picture")
	n, err := strconv.Atoi(r.PathValue("strip"))
	if !digestName.MatchString(name) || err != nil || n < 0 || n >= maxStrips {
		return errNotHere
	}
	f, err := g.strips.open(r.Context(), name, n, func() (io.ReadCloser, error) { return g.cache.open(name + "-difference") })
	if errors.Is(err, fs.ErrNotExist) {
		return errNoFile
	}
	if err != nil {
		return noPicture(err)
	}
	defer f.Close() // only read: nothing to lose
	return servePicture(w, r, f)
}
