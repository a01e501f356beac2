package parse

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// store makes the parts of a tree many at a time: the tree lives and dies as one.
type store struct {
	nodes []html.Node      // room for the next
	attrs []html.Attribute // of the last tags
	text  strings.Builder  // the last strings
}

// How many parts are made at a time.
const (
	manyNodes = 64
	manyAttrs = 64
	manyBytes = 4 << 10
)

// node makes a node.
func (s *store) node(kind html.NodeType, data string) *html.Node {
	if len(s.nodes) == 0 {
		s.nodes = make([]html.Node, manyNodes)
	}
	n := &s.nodes[0]
	s.nodes = s.nodes[1:]
	n.Type, n.Data = kind, data
	return n
}

// room is where the attributes of a tag may be put down.
func (s *store) room() []html.Attribute {
	const few = 8
	if cap(s.attrs)-len(s.attrs) < few {
		s.attrs = make([]html.Attribute, 0, manyAttrs)
	}
	return s.attrs[len(s.attrs):]
}

// attributes keeps those of a tag, which are in the room, or have outgrown it.
func (s *store) attributes(list []html.Attribute) []html.Attribute {
	if len(list) == 0 {
		return nil
	}
	if all := len(s.attrs) + len(list); all <= cap(s.attrs) {
		s.attrs = s.attrs[:all]
	}
	return slices.Clip(list)
}

// string makes a string of a part of the page. Short ones stand side by side, few enough
// that one which outlives the tree holds on to little.
func (s *store) string(b []byte) string {
	if len(b) > manyBytes/4 {
		return string(b)
	}
	if s.text.Cap()-s.text.Len() < len(b) {
		s.text = strings.Builder{}
		s.text.Grow(manyBytes)
	}
	from := s.text.Len()
	s.text.Write(b)
	return s.text.String()[from:]
}
