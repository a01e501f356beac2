// Package changes tells what changed between two captures of a page, in the order of what it
// means to a reader. It is pure: two states in, a list of changes out.
//
//	state.go    what is kept of a capture; read.go makes it of the document and the article
//	values.go   numbers and texts that somebody follows: a price, a selector's text, JSON by path
//	offers.go   what a page says of a price and a stock by itself
//	number.go   what number a text is
//	steady.go   a text without the clocks and counters in it
//	change.go   one change; order.go how they are ordered
//	compare.go  two states; paragraphs.go, links.go, picture.go their parts
package changes
