// Package crawl decides which pages of a site are visited, and in what order: each page once,
// none forgotten, and none of those that never end.
//
//	scope.go     what belongs to the site
//	key.go       when two addresses are one page; key_words.go: the words for it
//	trap.go      addresses that lead nowhere new: filters of filters, paths that only deepen
//	family.go    pages that are told from each other by a date or a number, until they are barren
//	session.go   parameters that are another one on each page; indifferent.go: those that make no other page
//	content.go   what a page says, to find it again under another address
//	frontier.go  what is to be visited, in a SQLite file that survives whatever ends a run
//	found.go     takes what a page was and where it leads; done.go: what became of it
//	resume.go    goes on with the file of an earlier run
//	summary.go   tells what came of it all
//
// It loads nothing: whoever uses it asks for the next page, and says what it was.
package crawl
