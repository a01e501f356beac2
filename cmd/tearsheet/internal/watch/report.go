package watch

import (
	"bytes"
	"encoding/base64"
	"html/template"
	"os"
	"path/filepath"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/visit"
)

// sides shows both sides of an article that was edited though it says that it was not. All in it
// may come from a hostile page: html/template escapes it.
var sides = template.Must(template.New("sides").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Edited without saying so: {{.Event.Title}}</title>
<style>
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:90rem;padding:0 1rem}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem}.sides>*{min-width:0;overflow-wrap:anywhere}
h2{font-size:1rem}p{margin:.5rem 0;padding:.25rem .5rem}img{max-width:100%;border:1px solid #8888}
.gone{background:#f002}.new{background:#0a02}mark{background:#fc06;color:inherit}
@media(max-width:40rem){.sides{grid-template-columns:1fr}}
</style>
<h1>{{.Event.Title}}</h1>
<p><a href="{{.Event.URL}}">{{.Event.URL}}</a><br>
The text changed. The page states the same time of its last change as before: {{if .Modified}}{{.Modified}}{{else}}none since it was published{{end}}.</p>
<div class="sides">
<h2>Before, {{.Before.At.UTC.Format "2006-01-02 15:04:05"}} UTC<br><small>{{.Event.Before}}</small></h2>
<h2>After, {{.After.At.UTC.Format "2006-01-02 15:04:05"}} UTC<br><small>{{.Event.After}}</small></h2>
{{range .Rows}}<p{{if .Gone}} class="gone"{{end}}>{{range .Was}}{{if .Changed}}<mark>{{.Text}}</mark>{{else}}{{.Text}}{{end}}{{end}}</p>
<p{{if .New}} class="new"{{end}}>{{range .Is}}{{if .Changed}}<mark>{{.Text}}</mark>{{else}}{{.Text}}{{end}}{{end}}</p>
{{end}}{{range .Pictures}}<div>{{if .}}<img src="{{.}}" alt="">{{end}}</div>
{{end}}</div>
`))

// report writes a page with both texts side by side, and both pictures.
func (w *Watch) report(e tell.Event, o visit.Outcome) (string, error) {
	dir := filepath.Join(w.Dir, "reports")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	var pictures []template.URL
	for _, folder := range []string{e.Before, e.After} {
		pictures = append(pictures, w.inline(folder))
	}
	var b bytes.Buffer
	if err := sides.Execute(&b, map[string]any{
		"Event": e, "Before": o.Before, "After": o.After, "Modified": o.After.Field("modified"), "Rows": changes.Beside(o.Before, o.After), "Pictures": pictures,
	}); err != nil {
		return "", err
	}
	file := filepath.Join(dir, e.ID+".html")
	return file, os.WriteFile(file, b.Bytes(), 0o644)
}

// kinds are the media types of pictures, by how they begin.
var kinds = []struct{ begins, kind string }{{"\x89PNG", "image/png"}, {"\xff\xd8", "image/jpeg"}, {"RIFF", "image/webp"}}

// inline is the picture of a snapshot as an address.
func (w *Watch) inline(folder string) template.URL {
	if folder == "" {
		return ""
	}
	data := w.Taker.File(folder, "screenshot")
	for _, k := range kinds {
		if bytes.HasPrefix(data, []byte(k.begins)) {
			return template.URL("data:" + k.kind + ";base64," + base64.StdEncoding.EncodeToString(data)) // a picture of ours
		}
	}
	return ""
}
