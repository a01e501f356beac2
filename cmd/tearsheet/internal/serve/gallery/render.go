package gallery

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"

	"go.uber.org/zap"
	"golang.org/x/text/language"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/differences"
	"github.com/tearsheet/tearsheet/snapshots"
)

//go:embed templates/*.html static/*
var assets embed.FS

// templates are all parsed when the first is shown, so that a mistake in one is found by any test,
// and what shows none starts sooner.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(differences.AddTo(template.New("").Funcs(template.FuncMap{
		"asset": assetLink, "bytes": inBytes, "count": countOf, "seconds": inSeconds, "share": share, "percent": percent, "stated": stated,
		"differences": func(v differencesView) differences.View {
			return differences.View{Result: v.Result, Want: "Before", Got: "After"}
		},
	})).ParseFS(assets, "templates/*.html"))
})

// policy is what the gallery's pages may do: run and show what is the gallery's own. A
// page of the archive that found a way into one could still neither run nor send anything.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// common is what all pages show.
type common struct {
	Tab        string // its title
	Section    string // that the head marks as the current one
	Query      string // in the search
	Scripts    []string
	Newer      string // addresses that the arrow keys lead to
	Older      string
	CanCapture bool
	CanWatch   bool
	CanAdd     bool // pages to those that are watched
	Refresh    bool // without scripts, the page is loaded again soon
}

func (g *Gallery) common(title, section string, scripts ...string) common {
	return common{Tab: title, Section: section, Scripts: append([]string{"keys.js"}, scripts...), CanCapture: g.jobs != nil, CanWatch: g.watch != nil, CanAdd: g.watch.CanAdd()}
}

// show writes a page, or a part of one.
func (g *Gallery) show(w http.ResponseWriter, status int, name string, data any) error {
	var b bytes.Buffer
	if err := templates().ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy)
	h.Set("Cache-Control", "private, no-cache")
	guard(h)
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // who has gone does not read it
	return nil
}

// guard sets the headers that all answers have.
func guard(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// problem is a mistake of the user's, or something that is not there.
type problem struct {
	status int
	text   string
}

func (p problem) Error() string { return p.text }

var (
	errNotHere  = problem{http.StatusNotFound, "There is no such page in this gallery."}
	errGone     = problem{http.StatusNotFound, "The archive has no such capture."}
	errNoJobs   = problem{http.StatusNotFound, "Nothing can be captured here."}
	errNoFile   = problem{http.StatusNotFound, "The capture has no such file."}
	errNotTwo   = problem{http.StatusBadRequest, "Choose two captures to compare."}
	errNoStamp  = problem{http.StatusBadRequest, "The address names a capture by a time that is none: it is written as in 20261123T081502.123Z."}
	errNoSource = problem{http.StatusBadRequest, "Type the address of a page, with its https://."}
)

// handle makes a handler of one that tells what went wrong.
func (g *Gallery) handle(f func(w http.ResponseWriter, r *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := f(w, r)
		if err == nil || r.Context().Err() != nil {
			return
		}
		p := problemOf(err)
		if p.status >= http.StatusInternalServerError {
			g.log.Warn("a page cannot be shown", zap.String("path", r.URL.Path), zap.Error(err))
		}
		if err := g.show(w, p.status, "problem", struct {
			common
			Status int
			Text   string
		}{g.common("That did not work", ""), p.status, p.text}); err != nil {
			g.log.Error("no page can be shown", zap.Error(err))
		}
	}
}

// problemOf says what an error means to the user.
func problemOf(err error) problem {
	var p problem
	var kinded interface{ Kind() string }
	switch {
	case errors.As(err, &p):
		return p
	case errors.Is(err, ErrNoRun):
		return problem{http.StatusNotFound, "There is no such run."}
	case errors.As(err, &kinded):
		switch kinded.Kind() {
		case snapshots.KindNotFound, snapshots.KindMisuse:
			return errGone
		case snapshots.KindInvalidURL:
			return problem{http.StatusBadRequest, err.Error()}
		case "invalid_request": // as package jobs has it
			return problem{http.StatusBadRequest, firstUpper(err.Error()) + "."}
		case snapshots.KindBroken:
			return problem{http.StatusInternalServerError, "This capture is damaged: " + err.Error()}
		}
	}
	return problem{http.StatusInternalServerError, "Something went wrong on the server: its log says what."}
}

// ---- Addresses.

// linkTo is the address of a capture, or of a part of it.
func linkTo(id snapshots.ID, parts ...string) string {
	return "/snapshot/" + escaped(strings.Split(string(id), "/")) + suffix(parts)
}

// linkToPage is the address of a page's timeline.
func linkToPage(id snapshots.ID) string {
	return "/page/" + escaped([]string{id.Host(), id.Page()})
}

// linkToCompare is the address of two captures compared.
func linkToCompare(a, b snapshots.ID) string {
	return "/compare?" + url.Values{"a": {string(a)}, "b": {string(b)}}.Encode()
}

func escaped(parts []string) string {
	list := make([]string, len(parts))
	for i, p := range parts {
		list[i] = url.PathEscape(p)
	}
	return strings.Join(list, "/")
}

func suffix(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return "/" + escaped(parts)
}

// idOf reads the capture that an address names.
func idOf(r *http.Request) (snapshots.ID, error) {
	return snapshots.ParseID(r.PathValue("host") + "/" + r.PathValue("page") + "/" + r.PathValue("stamp"))
}

// ---- Files of the gallery's own.

// asset is such a file.
type asset struct {
	data    []byte
	version string // of its content
}

var staticFiles = readAssets()

func readAssets() map[string]asset {
	files := map[string]asset{}
	entries, err := assets.ReadDir("static")
	if err != nil {
		panic(err) // it is part of the program
	}
	for _, e := range entries {
		data, err := assets.ReadFile("static/" + e.Name())
		if err != nil {
			panic(err)
		}
		if e.Name() == "gallery.css" {
			data = append([]byte(differences.Style()), data...)
		}
		sum := sha256.Sum256(data)
		files[e.Name()] = asset{data, hex.EncodeToString(sum[:6])}
	}
	return files
}

// assetLink is the address of a file, another one each time that its content is.
func assetLink(name string) (string, error) {
	a, ok := staticFiles[name]
	if !ok {
		return "", fmt.Errorf("there is no file static/%s", name)
	}
	return "/static/" + name + "?v=" + a.version, nil
}

var mediaTypes = map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

func (g *Gallery) static(w http.ResponseWriter, r *http.Request) error {
	a, ok := staticFiles[r.PathValue("name")]
	if !ok {
		return errNotHere
	}
	h := w.Header()
	h.Set("Content-Type", mediaTypes[path.Ext(r.PathValue("name"))])
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	guard(h)
	_, _ = w.Write(a.data) // likewise
	return nil
}

// langOf is a language as pages may say it; empty where it is none.
func langOf(tag string) string {
	t, err := language.Parse(tag)
	if err != nil || t == language.Und {
		return ""
	}
	return t.String()
}
