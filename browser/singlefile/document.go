package singlefile

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Document is what the browser knows of a page at the moment of its picture.
type Document struct {
	Trees []Tree            `json:"trees"` // the page, and the documents in its frames
	Data  map[string]string `json:"data"`  // data: addresses of what only the browser had, by a name in Facts or a blob: address
	View  View              `json:"view"`
	Gone  []string          `json:"gone"` // addresses that were answered by an error
}

// View is what the page was told of its reader that another reader may not have.
type View struct {
	Print       bool   `json:"print,omitempty"`        // the medium was paper
	ColorScheme string `json:"color_scheme,omitempty"` // light or dark where one was asked for
	LessMotion  bool   `json:"less_motion,omitempty"`  // prefers-reduced-motion
	// Tall is the height of the window where the page was shown in one as tall as itself,
	// in CSS pixels, and Filled whether its root is as tall as that.
	// Held says that something fixed to the window fills it.
	Tall   float64 `json:"tall,omitempty"`
	Filled bool    `json:"filled,omitempty"`
	Held   bool    `json:"held,omitempty"`
	Viewer string  `json:"viewer,omitempty"` // of Chrome's, in which it shows what is no page: image or xml
}

// Tree is one HTML or SVG document.
type Tree struct {
	URL     string   `json:"url"`
	Base    string   `json:"base"`    // what relative addresses start from
	Earlier []string `json:"earlier"` // what they have started from before
	Charset string   `json:"charset"` // of style sheets that name none
	Quirks  bool     `json:"quirks"`
	SVG     bool     `json:"svg"`
	Doctype string   `json:"doctype"`
	Nodes   []Node   `json:"nodes"` // in document order
}

// Node is a tag or text. In JSON text is a string, a closing tag 0 and an opening tag an
// object, so that a list of them holds a tree of any depth.
type Node struct {
	Text  string
	Name  string // of an opening tag, empty for others
	Space string // svg, math, or empty for HTML
	Attrs []Attr
	Facts *Facts
	Close bool
}

// Attr is one attribute.
type Attr struct{ Name, Value string }

// Facts are what no attribute says of an element.
type Facts struct {
	Src     string            `json:"src"`      // the picture that it shows: an address, or a name in Document.Data
	Width   float64           `json:"width"`    // of the picture, in CSS pixels
	Height  float64           `json:"height"`   //
	Dense   bool              `json:"dense"`    // the picture was chosen for the screen, so its pixels may not be CSS pixels
	Chosen  *int              `json:"chosen"`   // which child of the picture element gave it
	Href    string            `json:"href"`     // where a link leads, if its attribute does not say so
	Tree    *int              `json:"tree"`     // the document in a frame
	Unread  *int              `json:"unread"`   // the number of a frame that was not read
	World   int               `json:"world"`    // and of the world that could not
	Sheet   *Sheet            `json:"sheet"`    // the style sheet that it holds
	States  []string          `json:"states"`   // names of pseudo-classes that match
	Still   map[string]string `json:"still"`    // declarations that stop animations, by pseudo-element
	Scroll  []float64         `json:"scroll"`   // right, down, and 1 where its content is positioned from it
	Lift    string            `json:"lift"`     // what holds something in the top layer: a declaration so that it can be lifted
	Display string            `json:"display"`  // in the top layer
	Back    string            `json:"backdrop"` // declarations
	Lacks   string            `json:"lacks"`    // what a file cannot have of it
}

// Sheet is a style sheet: its rules, or the address where they were loaded from.
type Sheet struct {
	Href  string  `json:"href"`
	Media string  `json:"media"`
	Text  *string `json:"text"`
}

// UnmarshalJSON reads a node.
func (n *Node) UnmarshalJSON(data []byte) error {
	data = bytes.TrimSpace(data)
	switch {
	case len(data) == 0:
		return fmt.Errorf("a node is missing")
	case data[0] == '"':
		return json.Unmarshal(data, &n.Text)
	case data[0] != '{':
		n.Close = true
		return nil
	}
	var tag struct {
		N string   `json:"n"`
		S string   `json:"s"`
		A []string `json:"a"`
		F *Facts   `json:"f"`
	}
	if err := json.Unmarshal(data, &tag); err != nil {
		return err
	}
	n.Name, n.Space, n.Facts = tag.N, tag.S, tag.F
	for i := 0; i+1 < len(tag.A); i += 2 {
		n.Attrs = append(n.Attrs, Attr{tag.A[i], tag.A[i+1]})
	}
	return nil
}

// attr gives the value of an attribute.
func (n *Node) attr(name string) (string, bool) {
	for _, a := range n.Attrs {
		if a.Name == name {
			return a.Value, true
		}
	}
	return "", false
}
