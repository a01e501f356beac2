// Package extract reads the article out of a page's HTML: its text and the
// fields around it. It takes bytes and gives plain data; it neither fetches nor
// logs, and the same bytes always give the same Article.
//
// A page is parsed once into a source (source.go). Each field is a function over
// that source, listed in fields (fields.go), in field_*.go; the body is found in
// content*.go and written out as text, Markdown and HTML in render_*.go.
package extract
