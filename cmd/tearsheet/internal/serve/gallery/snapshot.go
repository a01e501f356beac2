package gallery

import (
	"context"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
)

// snapshotView is one capture.
type snapshotView struct {
	common
	itemView
	ID            snapshots.ID
	FinalURL, Web string // where it led, if elsewhere; the address on the web
	Direction     string
	Article       *articleView
	Pictures      []pictureView
	Receipt       receipt
	Tool, Browser string
	Files         []fileView
	Frames        []frameView
	Verified      *verifiedView
	VerifyLink    string

	Count, At   int    // captures of the page, and which this is
	CompareLink string // with the one before
	BlameLink   string // since when each paragraph stands so
	Looks       looksView
	Pinned      bool
}

// articleView is the article beside the picture.
type articleView struct {
	article
	Body template.HTML
	All  string // address of all of it, where it is cut
}

// fileView is a file of a capture.
type fileView struct {
	Name, Kind, Media, Link string
	Size                    int64
	SHA256                  string
}

// frameView is a document in a frame.
type frameView struct{ Label, About, Link string }

// snapshot shows one capture.
func (g *Gallery) snapshot(w http.ResponseWriter, r *http.Request) error {
	id, err := idOf(r)
	if err != nil {
		return err
	}
	v, err := g.snapshotView(r.Context(), id, r.URL.Query().Has("all"))
	if err != nil {
		return err
	}
	g.readLog(r.Context())
	v.Looks, v.Pinned = looksOf(g.ledger.LooksAt(id)), g.ledger.Pinned(id)
	return g.show(w, http.StatusOK, "snapshot", v)
}

func (g *Gallery) snapshotView(ctx context.Context, id snapshots.ID, all bool) (*snapshotView, error) {
	snap, err := g.store.Find(ctx, string(id))
	if err != nil {
		return nil, err
	}
	v := &snapshotView{
		common: g.common(snap.Title, "", "load.js", "places.js", "verify.js"), ID: id, Web: webAddress(snap.URL),
		itemView: itemView{Link: linkTo(id), Page: linkToPage(id), URL: snap.URL, Host: hostOf(snap.URL), Title: snap.Title, When: moment{snap.CapturedAt}, Status: snap.Status},
		Receipt:  receiptOf(snap), Tool: strings.TrimSpace(snap.Tool.Name + " " + snap.Tool.Version), Browser: snap.Browser, VerifyLink: linkTo(id, "verify"),
	}
	v.describe(snap)
	if v.Title == "" {
		v.Title = shortURL(snap.URL)
	}
	v.Tab = v.Title
	if snap.FinalURL != snap.URL {
		v.FinalURL = snap.FinalURL
	}
	if a := g.articleOf(snap); a != nil {
		v.Article = &articleView{article: *a}
		var cut bool
		if v.Article.Body, cut = a.body(all); cut {
			v.Article.All = linkTo(id) + "?all"
		}
		v.Lang, v.Direction = langOf(a.Language), direction(a.Direction)
	}
	for _, p := range []struct{ kind, label string }{{"screenshot", "Picture"}, {"before", "Before anything was cleared away"}} {
		if picture := g.pictureOf(snap, p.kind, p.label); picture != nil {
			v.Pictures = append(v.Pictures, *picture)
		}
	}
	if original, ok := fileOf(snap, "original"); ok && len(v.Pictures) == 0 && pictureTypes[original.MediaType] {
		if picture := g.pictureOf(snap, "original", "The file as it came"); picture != nil {
			v.Pictures = append(v.Pictures, *picture)
		}
	}
	if len(v.Pictures) > 0 && v.Pictures[0].Kind == "screenshot" {
		v.Pictures[0].Places = g.placesOf(snap)
	}
	for _, f := range snap.Files {
		v.Files = append(v.Files, fileView{f.Name, f.Kind, f.MediaType, linkTo(id, "file", f.Kind), f.Size, f.SHA256.String()})
	}
	for _, f := range framed {
		if _, ok := fileOf(snap, f.kind); ok {
			v.Frames = append(v.Frames, frameView{f.label, f.about, linkTo(id, "frame", f.kind)})
		}
	}
	return v, g.beside(v)
}

// beside finds the captures of the page before and after this.
func (g *Gallery) beside(v *snapshotView) error {
	ids, err := g.store.IDs(v.ID.Host(), v.ID.Page())
	if err != nil {
		return err
	}
	v.Count = len(ids)
	at := slices.Index(ids, v.ID)
	v.At = at + 1
	if at > 0 {
		v.Older, v.CompareLink = linkTo(ids[at-1]), linkToCompare(ids[at-1], v.ID)
	}
	if v.Article != nil && v.Article.Text != "" && at > 0 {
		v.BlameLink = linkToPage(v.ID) + "/blame?of=" + stampOf(v.ID)
	}
	if at >= 0 && at+1 < len(ids) {
		v.Newer = linkTo(ids[at+1])
	}
	return nil
}

// direction is that of a text, or what its letters say.
func direction(stated string) string {
	if stated == "rtl" || stated == "ltr" {
		return stated
	}
	return "auto"
}
