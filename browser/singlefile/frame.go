package singlefile

import (
	"encoding/base64"
	"fmt"
	"html"
	"slices"
	"strings"
)

// framesMost is how many documents a file may hold.
const framesMost = 500

// framed are the attributes by which a frame names its document.
var framed = map[string]string{"object": "data", "embed": "src", "frame": "src"}

// frame writes the document in a frame into the frame.
func (t *tree) frame(n *Node, g *tag) {
	g.drop("type", "srcdoc")
	name := strings.ToLower(n.Name)
	if name == "iframe" {
		// Nothing runs in it, whatever becomes of the policy. One of the same site stays one:
		// browsers draw others late.
		allowed := "allow-popups allow-top-navigation-by-user-activation"
		if n.Facts != nil && n.Facts.Unread == nil {
			allowed += " allow-same-origin"
		}
		g.set("sandbox", allowed)
	}
	number := t.file.frameOf(n.Facts)
	if number < 0 || t.file.open[number] || t.file.report.Documents >= framesMost {
		if address, ok := n.attr("src"); ok && address != "" && !strings.HasPrefix(address, "about:") {
			t.file.report.miss(resolve(t.src.Base, address), "frame")
		}
		return
	}
	text := t.file.document(number)
	if t.file.doc.Trees[number].SVG {
		g.raw = ` src="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString([]byte(text)) + `"`
		return
	}
	if attr, other := framed[name]; other || t.file.doc.Trees[number].Quirks {
		if !other {
			attr = "src" // a document in srcdoc has no quirks
		}
		if name == "object" || name == "embed" {
			g.set("type", "text/html")
		}
		g.raw = " " + attr + `="data:text/html;charset=utf-8;base64,` + base64.StdEncoding.EncodeToString([]byte(text)) + `"`
		return
	}
	g.raw = ` srcdoc="` + escapeDocument.Replace(text) + `"`
}

// escapeDocument changes as little as may be, since frames lie in frames.
var escapeDocument = strings.NewReplacer("&", "&amp;", `"`, "&quot;")

// frameOf gives the number of the document in a frame, -1 where there is none.
func (f *file) frameOf(facts *Facts) int {
	if facts == nil || facts.Tree == nil || *facts.Tree <= 0 || *facts.Tree >= len(f.doc.Trees) {
		return -1
	}
	return *facts.Tree
}

// isFrameset tells whether a document is nothing but frames.
func (t *Tree) isFrameset() bool {
	return slices.ContainsFunc(t.Nodes, func(n Node) bool { return n.Name == "frameset" })
}

// title is that of a document.
func (t *Tree) title() string {
	at := slices.IndexFunc(t.Nodes, func(n Node) bool { return n.Name == "title" && n.Space == "" })
	if at < 0 || at+1 == len(t.Nodes) {
		return ""
	}
	return t.Nodes[at+1].Text
}

// inFrame puts a document into a frame of that height: frames that fill a window are never
// taller than it.
func inFrame(title, text string, height float64) string {
	return `<!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="` + policy + `">` +
		fmt.Sprintf("<title>%s</title><style>body{margin:0}iframe{display:block;width:100%%;height:%gpx;border:0}</style></head><body>", html.EscapeString(title), height) +
		`<iframe src="data:text/html;charset=utf-8;base64,` + base64.StdEncoding.EncodeToString([]byte(text)) + `"></iframe></body></html>`
}
