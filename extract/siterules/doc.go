// Package siterules reads the rules that a user writes for sites whose pages say
// nothing in the usual ways: which elements hold the title, who wrote it, where the
// text is and what to leave out.
//
// There is one YAML file a host, named for it: example.com.yaml holds for example.com,
// for www.example.com and for every other host below it, unless one of these has a file
// of its own. A file maps fields to CSS selectors, one or a list of them:
//
//	title: h1.story-title
//	authors: [".byline a", "meta[name=writer]@content"]
//	published: time.first@datetime
//	body: div.story
//	remove: [.advert, "#newsletter"]
//	next: a.next-page
//
// The first selector that finds something is used. "@name" behind a selector takes an
// attribute in the place of the text. An unknown key, a selector that is none and
// anything else that would do nothing is an error, with its file and line.
package siterules
