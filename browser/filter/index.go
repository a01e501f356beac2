package filter

import "strings"

// index finds the rules worth trying for a request. Every rule lies in one place: by
// the host that it names, else by the rarest word of its pattern, else by the pages
// that it names, else among the rest. A word that many rules share is no better than
// the names of pages.
type index struct {
	hosts map[string][]*rule
	words map[string][]*rule
	pages map[string][]*rule
	rest  []*rule
}

// everyday words are in too many addresses to look anything up by.
var everyday = map[string]bool{
	"http": true, "https": true, "www": true, "com": true, "net": true, "org": true, "js": true,
	"css": true, "html": true, "png": true, "jpg": true, "gif": true, "php": true, "static": true,
	"images": true, "assets": true, "cdn": true, "api": true, "wp": true, "content": true,
}

// shared is how many rules may have a word before it stops being a good one.
const shared = 16

// newIndex arranges rules.
func newIndex(rules []*rule) *index {
	x := &index{hosts: map[string][]*rule{}, words: map[string][]*rule{}, pages: map[string][]*rule{}}
	count := map[string]int{}
	for _, r := range rules {
		if r.pattern.host == "" {
			for _, w := range r.pattern.words() {
				count[w]++
			}
		}
	}
	for _, r := range rules {
		if host := r.pattern.host; host != "" {
			x.hosts[host] = append(x.hosts[host], r)
			continue
		}
		best := ""
		for _, w := range r.pattern.words() {
			if !everyday[w] && (best == "" || count[w] < count[best] || count[w] == count[best] && len(w) > len(best)) {
				best = w
			}
		}
		switch {
		case r.domains.named() && (best == "" || count[best] > shared):
			for name, holds := range r.domains {
				if holds {
					x.pages[name] = append(x.pages[name], r)
				}
			}
		case best != "":
			x.words[best] = append(x.words[best], r)
		default:
			x.rest = append(x.rest, r)
		}
	}
	return x
}

// match gives the first rule found that is about the request and passes the test.
func (x *index) match(s *subject, accept func(*rule) bool) *rule {
	try := func(rules []*rule, onHost bool) *rule {
		for _, r := range rules {
			if r.matches(s, onHost) && (accept == nil || accept(r)) {
				return r
			}
		}
		return nil
	}
	for host, more := s.host, true; more; _, host, more = strings.Cut(host, ".") {
		if r := try(x.hosts[host], true); r != nil {
			return r
		}
	}
	if len(x.words) > 0 {
		for rest := s.lower; rest != ""; {
			var w string
			w, rest = nextWord(rest)
			if r := try(x.words[w], false); r != nil {
				return r
			}
		}
	}
	if len(x.pages) > 0 {
		for _, name := range s.page {
			if r := try(x.pages[name], false); r != nil {
				return r
			}
		}
	}
	return try(x.rest, false)
}

// nextWord cuts the first word off an address.
func nextWord(s string) (word, rest string) {
	start := 0
	for start < len(s) && !isWordByte(s[start]) {
		start++
	}
	end := start
	for end < len(s) && isWordByte(s[end]) {
		end++
	}
	return s[start:end], s[end:]
}

// words are the words that every address has which the pattern matches, in lower case:
// those with a boundary on both sides.
func (p *pattern) words() []string {
	var words []string
	for rest, at := p.text, 0; rest != ""; {
		w, after := nextWord(rest)
		start := at + len(rest) - len(after) - len(w)
		end := start + len(w)
		at, rest = end, after
		openLeft := start == 0 && p.anchor == anywhere || start > 0 && p.text[start-1] == '*'
		openRight := end == len(p.text) && !p.toEnd || end < len(p.text) && p.text[end] == '*'
		if len(w) > 1 && !openLeft && !openRight {
			words = append(words, lowerASCII(w))
		}
	}
	return words
}
