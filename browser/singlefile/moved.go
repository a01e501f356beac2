package singlefile

import (
	"net/url"
	"strings"
)

// move is a change of what the relative addresses of a document start from: what was loaded
// before lies where they led to then.
type move struct{ before, now *url.URL }

// movesOf gives those of a page's documents.
func movesOf(doc Document) (list []move) {
	for _, t := range doc.Trees {
		now, err := url.Parse(t.Base)
		if err != nil {
			continue
		}
		for _, earlier := range t.Earlier {
			if before, err := url.Parse(earlier); err == nil {
				list = append(list, move{before, now})
			}
		}
	}
	return list
}

// fetch gives the body of an address, or of where it led to before the page moved on.
func (s *store) fetch(address string) (Body, bool) {
	body, ok := s.body(address)
	for i := 0; !ok && i < len(s.moves); i++ {
		if was := s.moves[i].back(address); was != "" && was != address {
			body, ok = s.body(was)
		}
	}
	return body, ok
}

// back gives what a relative address led to before that leads to this one now; empty where
// none does.
func (m move) back(address string) string {
	to, err := url.Parse(address)
	if err != nil || to.Scheme != m.now.Scheme || to.Host != m.now.Host {
		return ""
	}
	ref, err := url.Parse(relative(m.now.EscapedPath(), to.EscapedPath()))
	if err != nil {
		return ""
	}
	ref.RawQuery = to.RawQuery
	return m.before.ResolveReference(ref).String()
}

// relative writes a path as one that starts from another.
func relative(from, to string) string {
	at, parts := strings.Split(from, "/"), strings.Split(to, "/")
	at = at[:len(at)-1]
	same := 0
	for same < len(at) && same < len(parts)-1 && at[same] == parts[same] {
		same++
	}
	return "./" + strings.Repeat("../", len(at)-same) + strings.Join(parts[same:], "/")
}
