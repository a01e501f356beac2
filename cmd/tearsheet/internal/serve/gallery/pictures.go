package gallery

import (
	"bufio"
	"fmt"
	"image"
	"io"
	"net/http"
	"os"
	"strconv"

	"github.com/tearsheet/tearsheet/snapshots"
)

// pictureView is a picture in strips.
type pictureView struct {
	Kind, Label   string
	Width, Height int
	Strips        []stripView
	Places        []place
	Whole         string // address of the file
	Size          int64
}

// stripView is one of them.
type stripView struct {
	Link          string
	Width, Height int
	First         bool // it is loaded at once
}

// strips are the parts of a picture of that size, with their addresses.
func stripViews(width, height int, link func(n int) string) (list []stripView) {
	for y := 0; y < height; y += stripHeight {
		list = append(list, stripView{link(len(list)), width, min(stripHeight, height-y), y == 0})
	}
	return list
}

// maxStrips is how many strips of a picture are shown: what is taller is no page.
const maxStrips = 400

// pictureOf describes a picture of a capture; nil where it has none that can be shown.
func (g *Gallery) pictureOf(snap snapshots.Snapshot, kind, label string) *pictureView {
	file, ok := fileOf(snap, kind)
	if !ok {
		return nil
	}
	f, err := g.store.Open(snap, kind)
	if err != nil {
		return nil
	}
	defer f.Close() // only read: nothing to lose
	config, _, err := image.DecodeConfig(bufio.NewReader(f))
	if err != nil || config.Width <= 0 || config.Height <= 0 {
		return nil
	}
	v := &pictureView{Kind: kind, Label: label, Width: config.Width, Height: config.Height, Whole: linkTo(snap.ID, "file", kind), Size: file.Size}
	v.Strips = stripViews(config.Width, min(config.Height, maxStrips*stripHeight), func(n int) string {
		return linkTo(snap.ID, kind, strconv.Itoa(n))
	})
	return v
}

// fileOf finds the file of a kind in the manifest.
func fileOf(snap snapshots.Snapshot, kind string) (snapshots.File, bool) {
	for _, f := range snap.Files {
		if f.Kind == kind {
			return f, true
		}
	}
	return snapshots.File{}, false
}

// pictureTypes are the files that may be shown as pictures.
var pictureTypes = map[string]bool{"image/png": true, "image/jpeg": true, "image/webp": true}

// strip serves a part of a picture.
func (g *Gallery) strip(w http.ResponseWriter, r *http.Request) error {
	id, err := idOf(r)
	if err != nil {
		return err
	}
	snap, err := g.store.Get(id)
	if err != nil {
		return err
	}
	kind := r.PathValue("kind")
	file, ok := fileOf(snap, kind)
	n, err := strconv.Atoi(r.PathValue("strip"))
	if !ok || !pictureTypes[file.MediaType] || err != nil || n < 0 || n >= maxStrips {
		return errNoFile
	}
	f, err := g.strips.open(r.Context(), file.SHA256.String(), n, func() (io.ReadCloser, error) { return g.store.Open(snap, kind) })
	if err != nil {
		return noPicture(err)
	}
	defer f.Close() // only read: nothing to lose
	return servePicture(w, r, f)
}

// noPicture is what is said of a picture that cannot be shown.
func noPicture(err error) error {
	return problem{http.StatusNotFound, "This picture cannot be shown: " + err.Error()}
}

// servePicture serves a file of the cache. What it is made of is in its name, so it is
// never another.
func servePicture(w http.ResponseWriter, r *http.Request, f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	start := make([]byte, len(pngMagic))
	if _, err := f.ReadAt(start, 0); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "image/jpeg")
	if string(start) == pngMagic {
		h.Set("Content-Type", "image/png")
	}
	h.Set("Cache-Control", "private, max-age=86400, immutable")
	hostile(h)
	http.ServeContent(w, r, "", info.ModTime(), f)
	return nil
}

// thumbnailKind is the file of which a capture's thumbnail is made; empty where there is
// none.
func thumbnailKind(snap snapshots.Snapshot) string {
	for _, kind := range []string{"thumbnail", "screenshot", "original"} {
		if f, ok := fileOf(snap, kind); ok && pictureTypes[f.MediaType] {
			return kind
		}
	}
	return ""
}

// thumbnail serves a small picture of a capture, made when it is first asked for.
func (g *Gallery) thumbnail(w http.ResponseWriter, r *http.Request) error {
	id, err := idOf(r)
	if err != nil {
		return err
	}
	snap, err := g.store.Get(id)
	if err != nil {
		return err
	}
	kind := thumbnailKind(snap)
	if kind == "" {
		return errNoFile
	}
	file, _ := fileOf(snap, kind)
	name := file.SHA256.String() + "-thumbnail2" // those of before were grey
	f, err := g.cache.open(name)
	if err != nil {
		if err := g.makeThumbnail(r, snap, kind, name); err != nil {
			return noPicture(err)
		}
		if f, err = g.cache.open(name); err != nil {
			return err
		}
	}
	defer f.Close() // only read: nothing to lose
	return servePicture(w, r, f)
}

func (g *Gallery) makeThumbnail(r *http.Request, snap snapshots.Snapshot, kind, name string) (err error) {
	select {
	case g.strips.room <- struct{}{}: // decoding takes memory
		defer func() { <-g.strips.room }()
	case <-r.Context().Done():
		return r.Context().Err()
	}
	defer func() {
		if thrown := recover(); thrown != nil { // decoders of hostile pictures
			err = fmt.Errorf("the picture cannot be read: %v", thrown)
		}
	}()
	f, err := g.store.Open(snap, kind)
	if err != nil {
		return err
	}
	defer f.Close() // only read: nothing to lose
	config, _, err := image.DecodeConfig(bufio.NewReader(f))
	if err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	data, err := thumbnail(f, config.Width)
	if err != nil {
		return err
	}
	return g.cache.put(name, data)
}
