package check

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// Job is one page to capture, with what is asked for beyond the flags.
type Job struct {
	URL     string
	Name    string
	Group   string
	Capture Capture  // options of the table
	Actions []Action // nil: those of the flags
	Source  string   // where it is written, such as jobs.yaml:12

	line int
}

// JobsSchema is the JSON Schema of files of jobs, for editors. It is written from the keys by
// `go test -update`.
//
//go:embed jobs.schema.json
var JobsSchema []byte

// jobsKeys are the keys at the top of a file of jobs.
func jobsKeys(jobs *[]Job, defaults *Job) mapping {
	return mapping{
		{"defaults", "What holds for every page that does not say otherwise.", jobOptions(defaults)},
		{"pages", "The pages to capture.", list{of: jobKeys(&Job{}), least: 1, each: func(r *reader, where string, n ast.Node) {
			*jobs = append(*jobs, r.job(*defaults, where, n))
		}}},
	}
}

// jobKeys are the keys of one page.
func jobKeys(j *Job) mapping {
	return append(mapping{
		{"url", "Address of the page.", text{to: &j.URL}},
		{"name", "What the page is called in the results and in the manifest.", text{&j.Name, checkName}},
	}, jobOptions(j)...)
}

// jobOptions are how a page is captured: the flags of capture, with _ for -.
func jobOptions(j *Job) mapping {
	if j.Capture == nil {
		j.Capture = Capture{}
	}
	keys := mapping{{"group", "A word for pages that belong together, in the results and in the manifest.", text{&j.Group, checkName}}}
	for _, o := range append(option.Of(option.Page, option.Save), views) {
		keys = append(keys, key{o.Name, describe(o, nil), captured{o, &j.Capture, false}})
	}
	return append(keys, key{"actions", "What to do to the page before it is captured, in order.", actionList(&j.Actions)})
}

// views is of a run, and of a page too.
var views, _ = option.Find("views")

// job reads one page of a file of jobs.
func (r *reader) job(defaults Job, where string, n ast.Node) Job {
	own := Job{Capture: Capture{}}
	before := len(r.problems)
	jobKeys(&own).read(r, where, n)
	r.paths(own.Capture)
	own.line, _ = place(n)
	own.Source = fmt.Sprintf("%s:%d", r.file, own.line)
	if own.URL == "" && len(r.problems) == before {
		r.wrong(n, where, "the page has no url")
	}
	if own.Actions == nil && r.at(n, "actions") != n {
		own.Actions = []Action{} // none, whatever else is said
	}
	j := defaults
	j.Capture = maps.Clone(defaults.Capture)
	if j.Capture == nil {
		j.Capture = Capture{}
	}
	maps.Copy(j.Capture, own.Capture)
	j.URL, j.Name, j.Source, j.line = own.URL, own.Name, own.Source, own.line
	if own.Group != "" {
		j.Group = own.Group
	}
	if own.Actions != nil {
		j.Actions = own.Actions
	}
	return j
}

// paths makes the paths in options absolute, from the file's own folder on.
func (r *reader) paths(c Capture) {
	for name, values := range c {
		o, _ := option.Find(name)
		if !o.File {
			continue
		}
		values = slices.Clone(values)
		for i, value := range values {
			switch rest, isFile := strings.CutPrefix(value, "file:"); {
			case name == "auth" && isFile:
				values[i] = "file:" + r.path(rest)
			case name == "client_cert":
				if host, file, ok := strings.Cut(value, "="); ok {
					values[i] = host + "=" + r.path(file)
				}
			case name == "auth", name == "style" && strings.Contains(value, "{"):
			default:
				values[i] = r.path(value)
			}
		}
		c[name] = values
	}
}

// LoadJobs reads a file of jobs. Its mistakes are Problems.
func LoadJobs(file string) ([]Job, error) {
	data, err := regular.ReadFile(file, maxConfig)
	if err != nil {
		return nil, err
	}
	var jobs []Job
	var defaults Job
	err = readListed(data, file, "a file of pages", jobsKeys(&jobs, &defaults), &defaults, func() []Job { return jobs })
	if err != nil {
		return nil, err
	}
	return jobs, nil
}

// readListed reads a file that lists pages, and what all of them have: keys take it in. The
// pages come from listed once they are read; what says in messages what file it is.
func readListed(data []byte, file, what string, keys mapping, defaults *Job, listed func() []Job) error {
	const empty = "there are no pages: list them under \"pages:\""
	r, err := newReader(file)
	if err != nil {
		return err
	}
	top, err := r.document(data, empty)
	if err != nil {
		return err
	}
	pairs, ok := r.pairs(top)
	if !ok {
		r.wrong(top, "", "%s is a mapping with keys such as \"pages\", not %s", what, kindOf(top))
		return r.sorted()
	}
	for _, p := range pairs {
		if !slices.Contains(keys.names(), p.key) {
			r.wrong(p.node, "", "unknown key %q: %s", p.key, meant(p.key, keys.names()))
		}
	}
	for _, k := range keys { // defaults before pages, wherever they stand
		for _, p := range pairs {
			if p.key == k.name {
				k.value.read(r, k.name, p.value)
			}
		}
		r.paths(defaults.Capture)
	}
	if len(listed()) == 0 && len(r.problems) == 0 {
		r.wrong(top, "", empty)
	}
	r.twice(listed())
	if len(r.problems) > 0 {
		return r.sorted()
	}
	return nil
}

// twice finds names that two pages have.
func (r *reader) twice(jobs []Job) {
	byName := map[string]Job{}
	for i, j := range jobs {
		if first, taken := byName[j.Name]; taken && j.Name != "" {
			r.problems = append(r.problems, Problem{r.file, j.line, 1, fmt.Sprintf("pages[%d]", i), fmt.Sprintf("the name %q is taken by the page in line %d", j.Name, first.line)})
		}
		byName[j.Name] = j
	}
}

// ParseJob reads a job that is a line of JSON. Paths in it go from the working folder on.
func ParseJob(line, source string) (Job, error) {
	r, err := newReader(source)
	if err != nil {
		return Job{}, err
	}
	if r.dir, err = filepath.Abs("."); err != nil {
		return Job{}, err
	}
	if !json.Valid([]byte(line)) {
		return Job{}, Problems{{source, 1, 1, "", "this is no JSON"}}
	}
	top, err := r.document([]byte(line), "the line is empty")
	if err != nil {
		return Job{}, err
	}
	j := r.job(Job{}, "", top)
	j.Source = source
	if len(r.problems) > 0 {
		return j, r.sorted()
	}
	return j, nil
}

// document parses a file that is one document; empty is what to say of one without.
func (r *reader) document(data []byte, empty string) (ast.Node, error) {
	parsed, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, r.syntax(err)
	}
	var top ast.Node
	for _, document := range parsed.Docs {
		switch {
		case document.Body == nil:
		case top != nil:
			r.wrong(document.Body, "", "this is one document: remove the ---")
			return nil, r.sorted()
		default:
			top = document.Body
		}
	}
	if top == nil {
		return nil, Problems{{r.file, 1, 1, "", empty}}
	}
	ast.Walk(r, top)
	return r.plain(top), nil
}
