package classify

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// state is what an element hands down to those within it.
type state uint8

const (
	hidden  state = 1 << iota // cannot be seen
	aside                     // is no prose: links, menus, forms
	waiting                   // turns round until the content comes
	heading                   // is being kept as a heading
	button                    // is being kept as what a button says
)

// elementStates are what elements bring with them.
var elementStates = map[string]state{
	"script": hidden, "style": hidden, "noscript": hidden, "template": hidden, "noembed": hidden,
	"noframes": hidden, "datalist": hidden, "iframe": hidden, "title": hidden, "object": aside, "svg": aside,
	"a": aside, "nav": aside, "footer": aside, "form": aside, "label": aside, "select": aside,
	"textarea": aside, "button": aside | button,
	"h1": aside | heading, "h2": heading, "h3": heading, "h4": heading, "h5": heading, "h6": heading,
}

// inline are the elements that do not part words.
var inline = map[string]bool{
	"a": true, "b": true, "i": true, "em": true, "strong": true, "span": true, "small": true, "u": true,
	"font": true, "code": true, "mark": true, "sup": true, "sub": true, "abbr": true, "wbr": true, "bdi": true,
}

// void are the elements without an end tag.
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "source": true, "track": true, "wbr": true,
}

// shows are the elements that show something without a word.
var shows = map[string]bool{
	"canvas": true, "video": true, "audio": true, "object": true, "embed": true, "svg": true, "iframe": true, "math": true,
}

// walker reads a DOM once, token by token.
type walker struct {
	page
	open    []element
	frames  int
	now     []byte // the heading or button being read
	minor   string // the first heading that is not of the first rank
	text    strings.Builder
	markup  strings.Builder
	scripts strings.Builder
}

type element struct {
	name  string
	state state
}

// read makes the outline of a DOM.
func read(dom []byte) *page {
	w := &walker{}
	w.walk(dom[:min(len(dom), maxDOM)])
	if len(w.headings) == 0 && w.minor != "" {
		w.headings = []string{w.minor}
	}
	w.page.text, w.page.markup, w.page.scripts = plain(w.text.String()), w.markup.String(), w.scripts.String()
	return &w.page
}

func (w *walker) walk(dom []byte) {
	outer := w.open
	w.open = nil
	z := html.NewTokenizer(bytes.NewReader(dom))
	for {
		switch z.Next() {
		case html.ErrorToken:
			w.open = outer
			return
		case html.TextToken:
			w.words(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken:
			w.start(z)
		case html.EndTagToken:
			name, _ := z.TagName()
			w.end(string(name))
		}
	}
}

// top is the state inside the innermost element.
func (w *walker) top() element {
	if len(w.open) == 0 {
		return element{}
	}
	return w.open[len(w.open)-1]
}

// words takes a text.
func (w *walker) words(text []byte) {
	in := w.top()
	switch {
	case in.name == "title" && w.title == "":
		w.title = plain(string(text[:min(len(text), maxValue)]))
	case in.name == "script" && w.scripts.Len() < maxScripts:
		w.scripts.Write(bytes.ToLower(text[:min(len(text), maxScript)]))
		w.scripts.WriteByte('\n')
	case in.state&hidden != 0:
	default:
		s := string(text)
		if in.state&(heading|button) != 0 {
			w.say(s)
		}
		if in.state&aside == 0 {
			w.prose += length(s)
		}
		if w.text.Len() < maxText {
			w.text.WriteString(s[:min(len(s), maxText)])
		}
	}
}

// say adds to the heading or button being read.
func (w *walker) say(s string) {
	w.now = append(w.now, s[:min(len(s), maxValue-len(w.now))]...)
}

// start takes a start tag.
func (w *walker) start(z *html.Tokenizer) {
	nameBytes, more := z.TagName()
	name := string(nameBytes)
	attributes := map[string]string{}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		attributes[string(key)] = string(value)
	}
	w.note(attributes)
	above := w.top().state
	own := elementStates[name]
	if name == "template" && attributes["shadowrootmode"] != "" {
		own = 0
	}
	if isSpinner(attributes) {
		own |= waiting
	}
	seen := above | own&waiting
	if unseen(name, attributes) {
		own, seen = own|hidden, above|hidden
	}
	if !inline[name] && w.text.Len() < maxText {
		w.text.WriteByte(' ')
	}
	if (above|own)&(heading|button) != 0 {
		w.say(" ")
	}
	w.count(name, attributes, seen)
	if name == "iframe" && seen&hidden == 0 && w.frames < maxFrames && attributes["srcdoc"] != "" {
		w.frames++
		w.walk([]byte(attributes["srcdoc"]))
		w.frames--
	}
	if own&(heading|button) != 0 {
		w.now = w.now[:0]
	}
	if !void[name] && len(w.open) < maxDepth {
		w.open = append(w.open, element{name, above | own})
	}
}

// end takes an end tag: it closes the nearest element of that name.
func (w *walker) end(name string) {
	for i := len(w.open) - 1; i >= max(0, len(w.open)-maxUnclosed); i-- {
		if w.open[i].name != name {
			continue
		}
		closed, above := w.open[i].state, state(0)
		if i > 0 {
			above = w.open[i-1].state
		}
		w.open = w.open[:i]
		w.keep(name, closed, above)
		break
	}
	if !inline[name] && w.text.Len() < maxText {
		w.text.WriteByte(' ')
	}
}

// keep takes a heading or button that is complete.
func (w *walker) keep(name string, closed, above state) {
	if own := closed &^ above; closed&hidden != 0 || own&(heading|button) == 0 {
		return
	}
	said := plain(string(w.now))
	switch {
	case said == "":
	case name == "h1" && len(w.headings) < maxList:
		w.headings = append(w.headings, said)
	case closed&heading != 0 && w.minor == "":
		w.minor = said
	case closed&button != 0 && len(w.buttons) < maxList:
		w.buttons = append(w.buttons, said)
	}
}

// note keeps the attributes by which software gives itself away.
func (w *walker) note(attributes map[string]string) {
	for _, key := range []string{"id", "class", "name", "src", "action", "content", "data-sitekey"} {
		if v := attributes[key]; v != "" && w.markup.Len() < maxMarkup {
			w.markup.WriteString(strings.ToLower(v[:min(len(v), maxValue)]))
			w.markup.WriteByte('\n')
		}
	}
}

// count adds up what is to be seen.
func (w *walker) count(name string, attributes map[string]string, in state) {
	if in&hidden != 0 {
		return
	}
	switch {
	case name == "a":
		w.links++
	case in&waiting != 0:
	case name == "img" && attributes["src"]+attributes["srcset"] != "":
		w.pictures++
	case shows[name] || strings.Contains(attributes["style"], "background") && strings.Contains(attributes["style"], "url("):
		w.drawings++
	case name == "textarea" || name == "select":
		w.fields++
	case name == "input":
		w.input(attributes)
	}
}

// input counts a field by its type.
func (w *walker) input(attributes map[string]string) {
	switch kind := strings.ToLower(attributes["type"]); kind {
	case "hidden":
	case "submit", "button", "image":
		w.drawings++
		if said := plain(attributes["value"]); said != "" && len(w.buttons) < maxList {
			w.buttons = append(w.buttons, said)
		}
	case "password":
		w.passwords++
		w.fields++
	case "search", "checkbox", "radio", "range", "color", "file", "reset":
		w.drawings++
	default:
		w.fields++
		about := strings.ToLower(kind + " " + attributes["name"] + " " + attributes["id"] + " " + attributes["autocomplete"])
		if contains(about, []string{"email", "user", "login", "account", "identifier"}) != "" {
			w.names++
		}
	}
}

// unseen tells whether an element says of itself that it does not show.
func unseen(name string, attributes map[string]string) bool {
	if value, has := attributes["hidden"]; has && value != "until-found" {
		return true
	}
	if _, open := attributes["open"]; name == "dialog" && !open {
		return true
	}
	style := strings.ReplaceAll(strings.ToLower(attributes["style"]), " ", "")
	if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
		return true
	}
	return (name == "img" || name == "iframe") && (tiny(attributes["width"]) || tiny(attributes["height"]))
}

// isSpinner tells whether an element is what a page shows before its content has come.
func isSpinner(attributes map[string]string) bool {
	if attributes["role"] == "progressbar" {
		return true
	}
	for class := range strings.FieldsSeq(strings.ToLower(attributes["class"])) {
		if class == "loader" || class == "preloader" || class == "spinner" || strings.HasSuffix(class, "-spinner") {
			return true
		}
	}
	return false
}

// tiny tells whether a width or height is that of a tracking pixel.
func tiny(size string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(size, "px"))
	return err == nil && n <= 2
}
