// Package render writes a body that has been cut out as safe HTML (html.go) and as CommonMark
// with tables (markdown.go, base.go, plain.go), tables tamed first (tables.go).
package render
