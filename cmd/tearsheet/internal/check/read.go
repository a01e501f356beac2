package check

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// maxConfig is the most of a config that is read.
const maxConfig = 16 << 20

// ConfigName is the name of a config.
const ConfigName = "tearsheet.yaml"

// Load reads a config. Its mistakes are Problems; devices are the names of phones and
// tablets that viewports may use.
func Load(file string, devices []string) (*Config, error) {
	data, err := regular.ReadFile(file, maxConfig)
	if errors.Is(err, os.ErrNotExist) {
		return nil, noConfig{file}
	}
	if err != nil {
		return nil, err
	}
	return Parse(data, file, devices)
}

// noConfig says that there is no config.
type noConfig struct{ file string }

func (e noConfig) Error() string {
	return fmt.Sprintf("there is no %s here: `tearsheet init` writes one, --config names another", e.file)
}

func (e noConfig) Unwrap() error { return os.ErrNotExist }

// Parse reads a config that is in memory; paths in it go from the folder of file on.
func Parse(data []byte, file string, devices []string) (*Config, error) {
	r, err := newReader(file)
	if err != nil {
		return nil, err
	}
	r.devices = devices
	parsed, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, r.syntax(err)
	}
	c := &Config{File: file, Baselines: DefaultBaselines}
	defaults := Page{Options: defaultOptions()}
	var top ast.Node
	for _, document := range parsed.Docs {
		if document.Body == nil {
			continue
		}
		if top != nil {
			r.wrong(document.Body, "", "a config is one document: remove the ---")
			break
		}
		top = document.Body
	}
	if top == nil {
		return nil, Problems{{file, 1, 1, "", "the config is empty: `tearsheet init` writes one to begin with"}}
	}
	ast.Walk(r, top)
	r.top(c, &defaults, r.plain(top))
	if len(r.problems) > 0 {
		return nil, r.sorted()
	}
	return c, nil
}

// top reads the whole config: defaults before pages, wherever they stand.
func (r *reader) top(c *Config, defaults *Page, n ast.Node) {
	pairs, ok := r.pairs(n)
	if !ok {
		r.wrong(n, "", "a config is a mapping with keys such as \"pages\", not %s", kindOf(n))
		return
	}
	keys := configKeys(c, defaults)
	if !slices.ContainsFunc(pairs, func(p pair) bool { return p.key == "viewports" }) {
		c.Viewports = []Viewport{{Name: "desktop", Width: 1280, Height: 800, Scale: 1}}
	}
	for _, p := range pairs {
		if !slices.Contains(keys.names(), p.key) {
			r.wrong(p.node, "", "unknown key %q: %s", p.key, meant(p.key, keys.names()))
		}
	}
	hasPages := false
	for _, k := range keys {
		for _, p := range pairs {
			if p.key == k.name {
				hasPages = hasPages || k.name == "pages"
				k.value.read(r, k.name, p.value)
			}
		}
	}
	if !hasPages {
		r.wrong(n, "", "there are no pages: list them under \"pages:\"")
	}
	r.finishConfig(c)
}

// finishConfig fills in what is not said, and finds what is wrong between pages.
func (r *reader) finishConfig(c *Config) {
	c.Baselines = r.path(c.Baselines)
	byName := map[string]int{}
	for i, p := range c.Pages {
		name := strings.ToLower(p.Name) // as file systems compare them
		if first, twice := byName[name]; twice && name != "" {
			r.problems = append(r.problems, Problem{r.file, p.line, 1, fmt.Sprintf("pages[%d]", i), fmt.Sprintf("the name %q is taken by the page in line %d", p.Name, first)})
		}
		byName[name] = p.line
	}
}

// checkViewports finds names of viewports that there are not.
func (r *reader) checkViewports(o Options, known []Viewport, where string, n ast.Node) {
	var names []string
	for _, v := range known {
		names = append(names, v.Name)
	}
	for _, name := range o.Viewports {
		if !slices.Contains(names, name) {
			r.wrong(r.at(n, "viewports"), where+".viewports", "there is no viewport %q: %s", name, meant(name, names))
		}
	}
}

// at gives the value of a key, the mapping itself where it has none.
func (r *reader) at(n ast.Node, key string) ast.Node {
	pairs, _ := r.pairs(n)
	for _, p := range pairs {
		if p.key == key {
			return p.value
		}
	}
	return n
}

// finishPage checks a page as a whole, and fills in where it comes from.
func (r *reader) finishPage(p *Page, defaults Source, where string, n ast.Node) {
	if _, ok := r.pairs(n); !ok {
		return
	}
	if p.Name == "" && !slices.ContainsFunc(r.problems, func(b Problem) bool { return b.Where == where+".name" }) {
		r.wrong(n, where, "the page has no name: add \"name: ...\", it names its baselines")
	}
	s := &p.Source
	var kinds []string
	for _, k := range []struct{ name, says string }{{"serve", s.Serve}, {"start", s.Start}, {"replay", s.Replay}} {
		if k.says != "" {
			kinds = append(kinds, k.name)
		}
	}
	whole := isAddress(s.URL)
	if len(kinds) == 0 && !whole {
		s.Serve, s.Start, s.Dir, s.Replay = defaults.Serve, defaults.Start, defaults.Dir, defaults.Replay
		if s.Ready == "" {
			s.Ready = defaults.Ready
		}
		if s.URL == "" {
			s.URL = defaults.URL
		}
	}
	switch {
	case len(kinds) > 1:
		r.wrong(n, where, "%s and %s are two sources: keep one", kinds[0], kinds[1])
	case s.Serve+s.Start+s.Replay == "" && s.URL == "":
		r.wrong(n, where, "the page has no source: give it url, serve, start or replay")
	case s.Serve+s.Start+s.Replay == "" && !whole:
		r.wrong(r.at(n, "url"), where+".url", "%s", notAddress(s.URL))
	case s.Start != "" && s.Ready == "":
		r.wrong(n, where, "start needs \"ready: http://127.0.0.1:PORT/\", the address that answers once the server is up")
	case s.Start == "" && s.Ready != "":
		r.wrong(n, where, "ready belongs to start: there is nothing to wait for")
	case s.Start == "" && s.Dir != "":
		r.wrong(n, where, "dir belongs to start: there is nothing to run")
	}
	if s.Start != "" && s.Dir == "" {
		s.Dir = r.dir
	}
	for _, f := range []struct {
		path   *string
		key    string
		folder bool
	}{{&s.Serve, "serve", true}, {&s.Dir, "dir", true}, {&s.Replay, "replay", false}} {
		if *f.path != "" {
			*f.path = r.existing(*f.path, join(where, f.key), f.folder, r.at(n, f.key))
		}
	}
}

// existing makes a path absolute and sees whether it is there.
func (r *reader) existing(path, where string, folder bool, n ast.Node) string {
	path = r.path(path)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		r.wrong(n, where, "%s does not exist", path)
	case folder && !info.IsDir():
		r.wrong(n, where, "%s is no folder", path)
	case !folder && info.IsDir():
		r.wrong(n, where, "%s is a folder, not a file", path)
	}
	return path
}

// path makes a path absolute, from the config's folder on.
func (r *reader) path(p string) string {
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(r.dir, filepath.FromSlash(p))
}

// syntax tells of text that is no YAML.
func (r *reader) syntax(err error) error {
	var at yaml.Error
	if !errors.As(err, &at) {
		return Problems{{r.file, 1, 1, "", err.Error()}}
	}
	line, column := 1, 1
	if t := at.GetToken(); t != nil && t.Position != nil {
		line, column = t.Position.Line, t.Position.Column
	}
	says := at.GetMessage()
	for _, k := range syntaxHints {
		if strings.Contains(says, k.says) {
			says += "; " + k.hint // "token: ..." would be taken for a secret
		}
	}
	return Problems{{r.file, line, column, "", says}}
}

// syntaxHints say what to do about what the parser says.
var syntaxHints = []struct{ says, hint string }{
	{"already defined", "remove one of the two"},
	{"tab", "indent with spaces"},
	{"found character '\t'", "indent with spaces"},
	{"could not find end character", "close the quotation mark"},
	{"value is not allowed in this context", "look at the indentation, and quote texts that hold \": \""},
}

// clone copies options, so that a page's own do not reach another's.
func (p Page) clone() Options {
	o := p.Options
	o.Capture = maps.Clone(o.Capture)
	o.Actions = slices.Clone(o.Actions)
	return o
}

// namePattern is what names can be: they become folders on every system.
var namePattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$`)

func checkName(name string) string {
	if namePattern.MatchString(name) && !strings.HasSuffix(name, ".") {
		return ""
	}
	return fmt.Sprintf("%q cannot be a name: use up to 80 letters a-z, digits, \"-\", \"_\" and \".\"", name)
}

func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func notAddress(s string) string {
	if strings.HasPrefix(s, "/") {
		return fmt.Sprintf("%q is a path alone: add serve, start or replay, or write a whole address", s)
	}
	if !strings.Contains(s, "://") {
		return fmt.Sprintf("%q is no whole address; did you mean %q?", s, "https://"+s)
	}
	return fmt.Sprintf("%q is no address that can be checked: use http:// or https://", s)
}

func checkAddress(s string) string {
	if isAddress(s) {
		return ""
	}
	return notAddress(s)
}
