package gallery

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
)

// captureView is the form that captures.
type captureView struct {
	common
	URLs   string
	Wrong  string
	Save   []saveView
	Mobile bool
	Dark   bool
}

// saveView is a further format that can be kept.
type saveView struct {
	Name, Label, About string
	Checked            bool
}

var formats = []saveView{
	{"html", "One file", "the page with its styles and pictures: page.html", false},
	{"wacz", "Everything it loaded", "a web archive: page.wacz", false},
	{"pdf", "PDF", "as it would be printed: page.pdf", false},
	{"mhtml", "MHTML", "as Chrome saves it: page.mhtml", false},
}

// The most that one form may ask for.
const (
	maxForm = 64 << 10 // bytes
	maxURLs = 50
)

func (g *Gallery) captureForm(w http.ResponseWriter, r *http.Request) error {
	if g.jobs == nil {
		return errNoJobs
	}
	return g.showForm(w, http.StatusOK, captureView{URLs: r.URL.Query().Get("url"), Save: formats})
}

func (g *Gallery) showForm(w http.ResponseWriter, status int, v captureView) error {
	v.common = g.common("Capture", "capture")
	return g.show(w, status, "capture", v)
}

// capture takes the form and leads to what comes of it.
func (g *Gallery) capture(w http.ResponseWriter, r *http.Request) error {
	if g.jobs == nil {
		return errNoJobs
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		return problem{http.StatusRequestEntityTooLarge, fmt.Sprintf("That is more than a form may hold: give at most %d addresses.", maxURLs)}
	}
	v := captureView{URLs: r.PostForm.Get("url"), Save: slices.Clone(formats), Mobile: r.PostForm.Has("mobile"), Dark: r.PostForm.Has("dark")}
	ask := Ask{Mobile: v.Mobile, Dark: v.Dark}
	for i, s := range v.Save {
		if slices.Contains(r.PostForm["save"], s.Name) {
			v.Save[i].Checked = true
			ask.Save = append(ask.Save, s.Name)
		}
	}
	var wrong string
	if ask.URLs, wrong = addresses(v.URLs); wrong != "" {
		v.Wrong = wrong
		return g.showForm(w, http.StatusBadRequest, v)
	}
	runs, err := g.jobs.Submit(r.Context(), ask)
	if err != nil {
		v.Wrong = firstUpper(err.Error())
		return g.showForm(w, http.StatusBadRequest, v)
	}
	to := "/runs"
	if len(runs) == 1 {
		to = linkToRun(runs[0].ID)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// addresses reads what was typed, one address a line. A host alone is one too.
func addresses(text string) (list []string, wrong string) {
	for line := range strings.FieldsSeq(text) {
		if !strings.Contains(line, "://") {
			line = "https://" + line
		}
		u, err := url.Parse(line)
		if err == nil {
			_, err = snapshots.PageOf(line)
		}
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, fmt.Sprintf("%q is no address of a web page.", clipped(line))
		}
		list = append(list, line)
	}
	switch {
	case len(list) == 0:
		return nil, errNoSource.text
	case len(list) > maxURLs:
		return nil, fmt.Sprintf("These are %d addresses: give at most %d at once.", len(list), maxURLs)
	}
	return list, ""
}

func clipped(s string) string {
	if len(s) > maxValue {
		return strings.ToValidUTF8(s[:maxValue], "") + "…"
	}
	return s
}
