package check

import (
	_ "embed"
	"fmt"
	"maps"
	"regexp"
	"time"

	"github.com/goccy/go-yaml/ast"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// WatchName is the name of a file of watched pages.
const WatchName = "watch.yaml"

// Watched is a page, or a feed of pages, that is looked at again and again.
type Watched struct {
	Job
	Feed, Sitemap string // whose new entries are captured; then there is no URL

	Every  time.Duration
	Cron   string
	Zone   string
	Jitter time.Duration

	What   []string          // kinds of changes that are told; nil: the usual ones
	Text   string            // what counts as the text: article or page; empty: as the page is
	Values map[string]string // that are followed, by name: where they are
	When   string            // condition

	Notify   []string
	Digest   string // when what has gathered is told: an interval or cron
	Quiet    string // hours
	Template string // of messages
}

// WatchSchema is the JSON Schema of watch.yaml, for editors. It is written from the keys by
// `go test -update`.
//
//go:embed watch.schema.json
var WatchSchema []byte

// ChangeKinds are the kinds of changes that can be told.
var ChangeKinds = []string{"field", "paragraph", "link", "number", "picture", "header", "status"}

// watchKeys are the keys at the top of a watch.yaml.
func watchKeys(pages *[]Watched, defaults *Watched) mapping {
	return mapping{
		{"defaults", "What holds for every page that does not say otherwise.", watchOptions(defaults)},
		{"pages", "The pages to watch.", list{of: watchedKeys(&Watched{}), least: 1, each: func(r *reader, where string, n ast.Node) {
			*pages = append(*pages, r.watched(*defaults, where, n))
		}}},
	}
}

// watchedKeys are the keys of one page.
func watchedKeys(w *Watched) mapping {
	return append(mapping{
		{"url", "Address of the page.", text{to: &w.URL}},
		{"feed", "Address of an RSS, Atom or JSON feed: its new entries are captured as they come.", text{to: &w.Feed}},
		{"sitemap", "Address of a sitemap: its new entries are captured as they come.", text{to: &w.Sitemap}},
		{"name", "What the page is called in messages and in the manifest.", text{&w.Name, checkName}},
	}, watchOptions(w)...)
}

// watchOptions are when a page is looked at, what of it counts and who is told, and how it is
// captured: the flags of capture, with _ for -.
func watchOptions(w *Watched) mapping {
	return append(mapping{
		{"every", "Time between two looks, such as 15m. Default: 1h, where there is no cron.", span{&w.Every, time.Second}},
		{"cron", "When to look: minute, hour, day, month, day of the week, or @daily.", text{to: &w.Cron}},
		{"zone", "Time zone of cron, digest and quiet, such as Europe/Vienna. Default: that of this machine.", text{&w.Zone, checkZone}},
		{"jitter", "Time by which looks may be later, for each page another part of it.", span{&w.Jitter, 0}},
		{"what", "Kinds of changes that are told. Default: all but picture and header.", words{&w.What, ChangeKinds}},
		{"text", "What counts as the text: article or page, which is all that is shown. Default: article, where the page is one.", word{&w.Text, []string{"article", "page"}}},
		{"values", "Values that are followed, by name: a CSS selector, or json: and a path such as json:$.offers[0].price.", named{each: func(name string) value { return followed{&w.Values, name} }}},
		{"when", "Condition of being told, such as price < 100, words added > 20, text matches \"recall\".", text{to: &w.When}},
		{"notify", "Who is told: https:// (a signed webhook), smtp://, slack://, discord://, telegram://, ntfy://, matrix://, exec:COMMAND, atom:FILE ...", texts{to: &w.Notify}},
		{"digest", "When what has gathered is told at once: an interval such as 24h, or as cron. Default: each change by itself.", text{to: &w.Digest}},
		{"quiet", "Hours in which nobody is told, such as 22:00-07:00.", text{to: &w.Quiet}},
		{"template", "How a change is told, a Go template, such as {{.Title}}: {{range .Changes}}{{say .}}; {{end}}.", text{to: &w.Template}},
	}, jobOptions(&w.Job)...)
}

func checkZone(name string) string {
	if _, err := time.LoadLocation(name); err != nil {
		return fmt.Sprintf("%q is no time zone: use a name such as Europe/Vienna", name)
	}
	return ""
}

// followed takes where a value is.
type followed struct {
	to   *map[string]string
	name string
}

// valueName is what values can be called: conditions name them.
var valueName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func (v followed) read(r *reader, where string, n ast.Node) {
	var says string
	if !valueName.MatchString(v.name) {
		r.wrong(n, where, "%q cannot be the name of a value: use letters, digits and _", v.name)
		return
	}
	text{to: &says}.read(r, where, n)
	if *v.to == nil {
		*v.to = map[string]string{}
	}
	(*v.to)[v.name] = says
}

func (followed) schema() schema { return text{}.schema() }

// watched reads one page of a watch.yaml.
func (r *reader) watched(defaults Watched, where string, n ast.Node) Watched {
	w := defaults
	w.Capture, w.Values = maps.Clone(w.Capture), maps.Clone(w.Values)
	before := len(r.problems)
	if r.at(n, "every") != n {
		w.Cron = ""
	}
	if r.at(n, "cron") != n {
		w.Every = 0
	}
	watchedKeys(&w).read(r, where, n)
	r.paths(w.Capture)
	w.line, _ = place(n)
	w.Source = fmt.Sprintf("%s:%d", r.file, w.line)
	var sources []string
	for _, s := range []string{w.URL, w.Feed, w.Sitemap} {
		if s != "" {
			sources = append(sources, s)
		}
	}
	switch {
	case len(r.problems) > before:
	case len(sources) == 0:
		r.wrong(n, where, "the page has no url; a feed or a sitemap will do as well")
	case len(sources) > 1:
		r.wrong(n, where, "url, feed and sitemap are three things to watch: make each a page of its own")
	case w.Every > 0 && w.Cron != "":
		r.wrong(n, where, "every and cron are two schedules: keep one")
	case w.Every == 0 && w.Cron == "":
		w.Every = time.Hour
	}
	return w
}

// Address is what is looked at: a page, a feed or a sitemap.
func (w Watched) Address() string { return w.URL + w.Feed + w.Sitemap }

// LoadWatch reads a watch.yaml. Its mistakes are Problems.
func LoadWatch(file string) ([]Watched, error) {
	data, err := regular.ReadFile(file, maxConfig)
	if err != nil {
		return nil, err
	}
	return ParseWatch(data, file)
}

// ParseWatch reads a watch.yaml that is in memory; paths in it go from the folder of file on.
func ParseWatch(data []byte, file string) ([]Watched, error) {
	var pages []Watched
	defaults := Watched{}
	err := readListed(data, file, "a file of watched pages", watchKeys(&pages, &defaults), &defaults.Job, func() []Job {
		jobs := make([]Job, len(pages))
		for i, p := range pages {
			jobs[i] = p.Job
		}
		return jobs
	})
	if err != nil {
		return nil, err
	}
	return pages, nil
}
