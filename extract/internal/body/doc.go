// Package body finds the blocks of a page that are its article, and cuts them out.
//
// The tree is laid out once as two lists: its boxes, the block-level elements, and
// its blocks, the runs of text between their edges (layout.go), less what is
// out of sight for good (hidden.go). What a page declares and its address
// tell its kind (kind.go, address.go), else what it holds (settle.go, posts.go, listing.go, goods.go, chronicle.go), and the kind
// tells how to look (mode.go): for one text in the page, or for all that the page has.
// Boxes whose names or make say that they are furniture are struck out (cues.go,
// words.go, teasers.go, related.go); the box that would score best as the article, were all prose
// wanted and all else not, is its root (root.go); and the root's blocks are trimmed
// before, inside and after the text (head.go, byline.go, lines.go, leadins.go, strips.go,
// index.go, next.go, tail.go, with the phrases of many languages in
// phrases.go), those of a thread in thread.go, posts.go and signed.go, and those of a shop, a service or a list in
// labels.go, controls.go, buttons.go, repeats.go, threads.go, otherpages.go, buybox.go, copies.go and machine.go.
//
// Of a page with one text that is only an opinion: a model (model.go) weighs it against
// where each block stands, what stands beside it and what its text looks like (sheet.go, siblings.go, runs.go,
// boxes.go, look.go, features.go, second.go), and decides; what is made alike is then kept alike
// (alike.go). internal/train grows the model, from pages with their names taken away as
// well, and blocks.model holds it, to be read: its trees (internal/trees) ask for features
// by name. Where all of that finds next to nothing the search widens, and the body that a
// page states in its structured data is believed where the page does not show it
// (witness.go), except for what it says is not free and clips (paid.go). Lists of what a text
// draws on are kept (references.go). What the fields
// say already is no body (said.go, standfirst.go), nor what a text ends with and that is
// about it or said by the site (colophon.go, bio.go, contact.go, voice.go).
package body
