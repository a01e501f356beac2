package tell

import (
	"html/template"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// marks shows a message with marks. All that stands in it may come from a hostile page:
// html/template escapes it.
var marks = template.Must(template.New("marks").Funcs(template.FuncMap{
	"pieces": pieces, "removed": func(p piece) bool { return p.op == diff.Removed }, "added": func(p piece) bool { return p.op == diff.Added },
	"say": Say, "text": func(p piece) string { return middleOut(p.text, 200) },
	"worded": func(c changes.Change) bool { return c.What == changes.OfParagraph || c.What == changes.OfField },
}).Parse(`{{range .Items}}<section>
<h2><a href="{{.URL}}">{{if .Title}}{{.Title}}{{else}}{{.URL}}{{end}}</a></h2>
{{if .Stealth}}<p><strong>Edited without saying so: the page states the same time of its last change as before.</strong></p>{{end}}
<ul>{{range .Changes}}<li>{{if worded .}}{{if .Name}}{{.Name}}{{else}}{{.What}}{{end}} {{.How}}: {{range pieces .}}{{if removed .}}<del style="background:#fdd;color:#900">{{text .}}</del>{{else if added .}}<ins style="background:#dfd;color:#060">{{text .}}</ins>{{else}}{{text .}}{{end}}{{end}}{{else}}{{say .}}{{end}}</li>
{{end}}</ul>
{{range .Pictures}}<figure><img src="{{$.Source .Name}}" alt="{{.Caption}}" style="max-width:100%;border:1px solid #ccc"><figcaption>{{.Caption}}</figcaption></figure>
{{end}}</section>
{{end}}`))

// shown is a message and where its pictures are.
type shown struct {
	Message
	source func(name string) template.URL
}

// Source is the address of a picture.
func (s shown) Source(name string) template.URL { return s.source(name) }

// htmlOf is a message with marks; source says where its pictures are.
func htmlOf(m Message, source func(name string) template.URL) (string, error) {
	var b strings.Builder
	err := marks.Execute(&b, shown{m, source})
	return b.String(), err
}

// pieces are the words of a change.
func pieces(c changes.Change) []piece {
	switch {
	case len(c.Was)+len(c.Is) > 0:
		return woven(c.Was, c.Is)
	case c.How == changes.Moved:
		return []piece{{diff.Kept, c.After}}
	}
	var list []piece
	if c.Before != "" {
		list = append(list, piece{diff.Removed, c.Before})
	}
	if c.After != "" {
		list = append(list, piece{diff.Added, c.After})
	}
	return list
}
