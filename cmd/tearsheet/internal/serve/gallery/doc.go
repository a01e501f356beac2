// Package gallery shows an archive in a browser: the newest captures, a search, the
// captures of a page over time, each capture with its article, picture and receipt, two
// compared, and a form that captures more.
//
//	gallery.go    what it is made of, and its addresses
//	jobs.go       what it needs of whatever captures
//	home.go       lists and searches; filters.go what can be chosen
//	snapshot.go   one capture; article.go, receipt.go, verify.go parts of it
//	timeline.go   the captures of a page
//	blame.go      since when each paragraph of it stands so
//	compare.go    two captures
//	watch.go      pages that are watched; watch_event.go: what changed on them
//	capture.go    the form; runs.go what came of it
//	forget.go     deletes what was made of pictures that are gone
//	files.go      bytes of captures, which are hostile; pictures.go theirs
//	slice*.go     cuts pictures into strips; strips.go when; cache.go keeps them
//	render.go     templates, headers, what is linked
//
// Pages are written on the server and work without scripts; the scripts in static make
// them quicker to use. Nothing is asked of any other server.
//
// All that a capture holds may be hostile. Its texts are escaped by html/template, its
// article is built anew from a list of allowed elements (article.go), its documents are
// shown in frames of an origin of their own in which nothing runs (files.go), and the
// gallery's own pages run no script but the gallery's (render.go).
package gallery
