// Package differences shows on a page what differs between two captures: their text,
// fields, document, resources and console. The report of check and the gallery share it,
// and its colours.
//
// All that is shown may come from a hostile page: html/template escapes it.
package differences

import (
	"embed"
	"html/template"

	"github.com/tearsheet/tearsheet/snapshots/diff"
)

//go:embed templates/*.html static/differences.css
var assets embed.FS

// View is what the template "differences" shows.
type View struct {
	diff.Result
	Want, Got string // what the sides are called: "Expected" and "Got"
}

// Table is a heading and the values that differ below it.
type Table struct {
	Heading string
	Fields  []diff.Field
}

// Tables are those that have rows.
func (v View) Tables() (list []Table) {
	for _, t := range []Table{{"Fields", v.Fields}, {"Headers", v.Headers}} {
		if len(t.Fields) > 0 {
			list = append(list, t)
		}
	}
	return list
}

// AddTo adds the template "differences", which shows a [View], to a page's templates.
func AddTo(t *template.Template) *template.Template {
	return template.Must(t.ParseFS(assets, "templates/*.html"))
}

// Style is the style sheet of what the template shows, and of the colours that it needs.
func Style() string {
	data, err := assets.ReadFile("static/differences.css")
	if err != nil {
		panic(err) // it is part of the program
	}
	return string(data)
}
