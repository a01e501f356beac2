package singlefile

import (
	"regexp"
	"strings"
)

// prefix begins the names of our own attributes, which the page's must not have.
const prefix = "tearsheet-"

// change is what becomes of an attribute.
type change int

const (
	stays     change = iota
	gone             // it would load, run or hide something, or has nothing to say to a file
	rewritten        // its value is another in the file
)

// changed lists the attributes that do not stay as they are.
var changed = map[string]change{
	"src": gone, "srcset": gone, "sizes": gone, "srcdoc": gone, "poster": gone, "data": gone, "background": gone, "lowsrc": gone, "dynsrc": gone,
	"imagesrcset": gone, "imagesizes": gone, "archive": gone, "classid": gone, "code": gone, "codebase": gone, "manifest": gone, "longdesc": gone, "profile": gone,
	"loading": gone, "decoding": gone, "fetchpriority": gone, "importance": gone, "preload": gone,
	"integrity": gone, "nonce": gone, "crossorigin": gone, "referrerpolicy": gone, "sandbox": gone, "allow": gone, "csp": gone, "credentialless": gone,
	"allowfullscreen": gone, "ping": gone, "attributionsrc": gone, "autofocus": gone, "autoplay": gone, "blocking": gone, "xml:base": gone,
	"http-equiv": gone, "formaction": gone, "action": rewritten, "href": rewritten, "xlink:href": rewritten, "style": rewritten,
}

// lazyName are names by which scripts know what to load later, on what loads.
var (
	lazyName = regexp.MustCompile(`^data-.*(src|lazy|original|url|image|srcset|bg)`)
	loads    = map[string]bool{"img": true, "source": true, "iframe": true, "video": true}
)

// handles tells the name of an attribute that holds a script.
func handles(name string) bool { return strings.HasPrefix(name, "on") }

// fate tells what may become of an attribute.
func fate(name string) change {
	if handles(name) || lazyName.MatchString(name) {
		return gone
	}
	return changed[name]
}

// attributes gives those of an element that stay, with their values in the file. What an
// element's kind adds comes after.
func (t *tree) attributes(n *Node) []Attr {
	var list []Attr
	for _, a := range n.Attrs {
		a.Value = strings.ReplaceAll(a.Value, "\x00", "")
		name := strings.ToLower(a.Name)
		if strings.ContainsAny(name, " \t\n\f\r/>=\"'<\x00") || name == "" {
			continue
		}
		if strings.HasPrefix(name, prefix) && name != prefix+"still" {
			continue
		}
		if t.mapped[name] {
			held := a.Value
			if handles(name) {
				held = "" // a rule may ask whether it is there
			}
			list = append(list, Attr{prefix + name, held})
		}
		switch {
		case handles(name), changed[name] == gone, lazyName.MatchString(name) && loads[strings.ToLower(n.Name)]:
		case name == "style":
			list = append(list, Attr{a.Name, t.declarations(a.Value)})
		case name == "href" || name == "xlink:href":
			if value, ok := t.link(n, a.Value); ok {
				list = append(list, Attr{a.Name, value})
			}
		case name == "action":
			if value := resolve(t.src.Base, a.Value); isWeb(value) {
				list = append(list, Attr{a.Name, value})
			}
		case n.Space == "svg" && strings.Contains(a.Value, "("):
			list = append(list, Attr{a.Name, t.painted(a.Value)})
		case runs(a.Value):
		default:
			list = append(list, a)
		}
	}
	if n.Facts != nil && len(n.Facts.States) > 0 {
		list = append(list, Attr{prefix + "state", strings.Join(n.Facts.States, " ")})
	}
	return list
}

// link gives where a link of the file leads, false where it leads nowhere.
func (t *tree) link(n *Node, value string) (string, bool) {
	if strings.HasPrefix(value, "#") {
		return value, true
	}
	switch strings.ToLower(n.Name) {
	case "a", "area":
	default:
		return "", false
	}
	if n.Facts != nil && n.Facts.Href != "" {
		value = n.Facts.Href
	} else {
		value = resolve(t.src.Base, value)
	}
	plain, fragment, within := strings.Cut(value, "#")
	here, _, _ := strings.Cut(t.src.URL, "#")
	switch {
	case within && plain == here:
		return "#" + fragment, true
	case isWeb(value):
		return value, true
	}
	return "#", true // it still looks like a link
}

// leads are the schemes of addresses that a link may have.
var leads = []string{"http:", "https:", "mailto:", "tel:", "sms:", "ftp:", "geo:", "magnet:", "about:blank"}

func isWeb(address string) bool {
	lower := strings.ToLower(address)
	for _, scheme := range leads {
		if strings.HasPrefix(lower, scheme) {
			return true
		}
	}
	return false
}

func isBlob(address string) bool {
	return len(address) >= 5 && strings.EqualFold(address[:5], "blob:")
}

// runs tells whether a value would run where it is taken for an address. Browsers pass
// over control characters.
func runs(value string) bool {
	head := strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, value[:min(len(value), 200)])
	head = strings.ToLower(head)
	return strings.HasPrefix(head, "javascript:") || strings.HasPrefix(head, "vbscript:") || strings.HasPrefix(head, "data:text/html")
}

// painted writes the value of a presentation attribute, which may be an address.
func (t *tree) painted(value string) string {
	if !mayLoad(value) {
		return value
	}
	s := &sheet{tokenize([]byte(value)), t.src.Base}
	w := &styler{tree: t, scope: t.scopes[0], sheet: s, tokens: s.tokens}
	w.value(0, len(s.tokens), false)
	return string(w.out)
}

var escapeText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00a0", "&nbsp;", "\r", "&#13;", "\x00", "")

// escapeAttr leaves references to bodies in: a NUL of the page's own is taken out before.
var escapeAttr = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\u00a0", "&nbsp;", "\r", "&#13;")
