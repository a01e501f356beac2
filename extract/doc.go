// Package extract reads the article out of a page's HTML: its text and the
// fields around it. It takes bytes and gives plain data; it neither fetches nor
// logs, and the same bytes always give the same Article.
//
// # The way of a page
//
// Its bytes are decoded (internal/charset) and parsed into the tree of what a reader sees
// (internal/markup); where a browser wrote the page out, Hints say what of it no reader
// sees (hidden.go). One walk over the tree gathers what fields may be read from (scan.go,
// with what names of classes say in markers.go), structured data among it
// (internal/schemaorg). All that is a source (source.go).
//
// Each field is a function over that source, listed in fields (fields.go), in field_*.go:
// a list of claims, the most trusted first. Dates, names, languages and addresses are read
// in internal/dates, people, languages and addresses. The body is found last, in
// internal/body, and written out by internal/render; pages.go joins the pages of one article.
// Whatever goes wrong in one page is that page's Error (guard.go).
//
// The rooms below internal know nothing of this package; .golangci.yml says who may know
// whom. At the bottom are wording, which knows words and no HTML, and dom, which knows trees.
//
// # Rules for sites
//
// Where somebody wrote rules for a page's site (package siterules), what they find is
// the first claim of each field (field_rules.go), what they remove is gone before
// anything is read, and what they call the body is all of it (internal/body/rules.go). A rule
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
