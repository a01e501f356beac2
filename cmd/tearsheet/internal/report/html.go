package report

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"sync"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/differences"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

//go:embed templates/*.html static/report.css static/report.js
var assets embed.FS

// pages are all parsed when the first is written, so that a mistake in one is found by any test,
// and what writes none starts sooner.
var pages = sync.OnceValue(func() *template.Template {
	return template.Must(differences.AddTo(template.New("").Funcs(template.FuncMap{
		"seconds": inSeconds, "share": share, "when": when, "title": title, "countOf": countOf, "statusLabel": func(s Status) string { return label[s] },
		"differences": func(r diff.Result) differences.View { return differences.View{Result: r, Want: "Expected", Got: "Got"} },
	})).ParseFS(assets, "templates/*.html"))
})

var (
	style  = differences.Style() + mustRead("static/report.css")
	script = mustRead("static/report.js")
)

func mustRead(name string) string {
	data, err := assets.ReadFile(name)
	if err != nil {
		panic(err) // it is part of the program
	}
	return string(data)
}

// HTML writes the report as one file that needs no other and no network. Pictures are in
// it once each, as text that the browser decodes when they are looked at.
//
// What is in the report comes from pages that may be hostile: html/template escapes it,
// and a policy in the file lets nothing run or load that is not its own.
func HTML(w io.Writer, r Report) error {
	v := newView(r)
	if err := pages().ExecuteTemplate(w, "head", v); err != nil {
		return err
	}
	for _, p := range v.stored {
		if err := p.write(w); err != nil {
			return err
		}
	}
	return pages().ExecuteTemplate(w, "foot", v)
}

// policy is what the file's own rules let it do: run this script and this style, and show
// pictures that it holds.
func policy() string {
	return fmt.Sprintf("default-src 'none'; script-src '%s'; style-src '%s'; img-src data: blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
		digest(script), digest(style))
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// inSeconds writes milliseconds for people.
func inSeconds(millis int64) string {
	if millis < 1000 {
		return fmt.Sprintf("%d ms", millis)
	}
	return fmt.Sprintf("%.1f s", float64(millis)/1000)
}

// share writes a share in per cent, so that what is there is never 0.
func share(ratio float64) string {
	if p := ratio * 100; p >= 0.01 || p == 0 {
		return fmt.Sprintf("%.2f %%", p)
	}
	return "under 0.01 %"
}

func when(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04 UTC") }

// title says it all in a browser's tab.
func title(r Report) string {
	return fmt.Sprintf("%s: %s", numbers(r), r.Title)
}
