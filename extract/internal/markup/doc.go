// Package markup makes of the bytes of a page the tree of what a reader sees: parsed however
// deeply it nests (parse.go, flatten.go), with the pieces that it is sent in where they belong
// (streamed.go), frames and shadow roots in their places (unframe.go, shadow.go), what is shown
// beside the text and is none of it taken away (tidy.go, code.go, quotes.go), and what is kept
// for readers without scripts (unscripted.go).
package markup
