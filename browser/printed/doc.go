// Package printed reads what Chrome has printed: how many sheets there are, and the text
// on them. It understands PDF as Chrome writes it (objects one by one, deflated streams,
// fonts that say which text their glyphs are) and no more: it is there to find out whether
// a page has come onto paper whole.
//
//	read.go     objects, sheets
//	text.go     the text that a sheet's drawing commands show
//	fonts.go    which text a font's glyphs are
//	compare.go  which of a page's texts are on the sheets
package printed
