// Package input turns what a user names (arguments, lists, sitemaps, feeds) into
// the pages to capture: in the order given, each page once.
//
// A bad address is a target too, one with an error, so that it gets its line in
// the output and the others go on. Lists and sitemaps are read as the targets
// are asked for; a list on standard input may go on for ever.
package input
