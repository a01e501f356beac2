// Package extract reads the article out of a page's HTML: its text and the
// fields around it. It takes bytes and gives plain data; it neither fetches nor
// logs, and the same bytes always give the same Article.
//
// A page is parsed once into a source (source.go), with the pieces that it is sent in
// where they belong (streamed.go), and, where it shows next to nothing without its
// scripts, with what it keeps for readers without them (unscripted.go). Each field is a function over
// that source, listed in fields (fields.go), in field_*.go; the body is found in
// content*.go and written out as text, Markdown and HTML in render_*.go.
//
// Where a browser wrote the page out, Hints say what of it no reader sees (unseen.go).
//
// # How the body is found
//
// The tree is laid out once as two lists: its boxes, the block-level elements, and
// its blocks, the runs of text between their edges (content_layout.go), less what is
// out of sight for good (content_hidden.go). What a page declares and its address
// tell its kind (content_kind.go, content_address.go), else what it holds
// (content_settle.go), and the kind tells how to look (content_mode.go): for one text
// in the page, or for all that the page has. Boxes whose names or make say that they are furniture are
// struck out (content_cues.go, content_words.go, content_teasers.go); the box
// that would score best as the article, were all prose wanted and all else not,
// is its root (content_root.go); and the root's blocks are trimmed before, inside
// and after the text (content_head.go, content_byline.go, content_lines.go, content_leadins.go,
// content_strips.go, content_repeats.go, content_index.go, content_next.go,
// content_tail.go, with the phrases of many languages in content_phrases.go and the
// words of counters, pagers and buttons in counters.go), those of a thread in
// content_thread.go, and those of a shop or a list in content_labels.go,
// content_copies.go and content_machine.go. Of a page with one text that is only an
// opinion: a model (content_model.go) weighs it against where each block stands, what
// stands beside it and what its text looks like (content_sheet.go, content_look.go,
// content_features.go, content_second.go), and decides; what is made alike is then kept
// alike (content_alike.go). internal/train grows the model,
// from pages with their names taken away as well, and blocks.model holds it, to be read:
// its trees (internal/trees) ask for features by name. Where all of that finds next to
// nothing the search widens, and the body that a page states in its structured
// data is believed where the page does not show it (content_witness.go), except
// for what it says is not free and clips (content_paid.go).
//
// # Rules for sites
//
// Where somebody wrote rules for a page's site (package siterules), what they find is
// the first claim of each field (field_rules.go), what they remove is gone before
// anything is read, and what they call the body is all of it (body_rules.go). A rule
// that finds nothing leaves the field to the other claims.
//
// # What the text holds
//
// Paragraphs, sub-headings, lists, quotes, code, tables and quoted posts. Not the
// title, the standfirst that is set as a heading, captions, bylines, notes and
// credit lines: the fields have those. An opening paragraph that is only set in
// bold, or in a box of its own, is text; so is a list of contents, being a list.
// Of a thread it is the posts, each once however often it is quoted, of a list its
// entries, of a product what the page says about it, and of the front page of a
// service or a firm all of its own part, each without the buttons around them.
package extract
