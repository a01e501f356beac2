package diff

import "encoding/json"

// Side is one of the two captures that are compared. What is left empty on both sides is
// not compared. Headers, resources and the console are not compared either where one side
// has nil: they were not kept there.
type Side struct {
	Picture   []byte            // PNG, JPEG or WebP
	DOM       []byte            // the rendered document, HTML in UTF-8
	Article   json.RawMessage   // an object of fields
	Headers   map[string]string // of the main document's answer
	Resources []Resource        // what the page loaded
	Original  string            // which file the answer was, where that is no HTML page: size and digest
	Console   []Message         // what the page wrote to the console, exceptions among it
	// Origin is the scheme and host of the page. Where the sides have two, as a site and
	// its trial copy have, what begins with the one counts as beginning with the other.
	Origin string
}

// Resource is one thing that a page loaded.
type Resource struct {
	URL    string `json:"url"`
	Kind   string `json:"kind,omitempty"`   // stylesheet, script, image, font ...
	Status int    `json:"status,omitempty"` // of HTTP; 0 where there was no answer
	Size   int64  `json:"size,omitempty"`   // bytes of the body; 0: not known
	SHA256 string `json:"sha256,omitempty"` // of the body; empty: not known
}

// Message is one line of a page's console.
type Message struct {
	Level string `json:"level"` // error, warning, info, log ...; exception; request, of one that failed
	Text  string `json:"text"`
	URL   string `json:"url,omitempty"` // of the script, or of what was requested
}
