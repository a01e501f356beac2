// Package singlefile makes one HTML file of a page, which looks like its picture with no
// network and no script. It takes what the browser knows of the page, a Document, and the
// bodies that the page has loaded; it fetches nothing and starts no browser.
//
//	document.go    what the browser hands over
//	write.go       the file as a whole: head, frames, report
//	scope.go       the first look: what there is in each scope for rules to match
//	element.go     elements, by a table of what is done with each
//	attribute.go   attributes: which stay, and what addresses become
//	image.go       pictures: the one that was chosen, canvases, drawings; their sizes are in pixels.go
//	frame.go       documents in frames
//	css.go         style sheets, rule by rule, over the tokens of token.go
//	selector.go    rules that match nothing go; states that need scripts become attributes
//	value.go       addresses in declarations
//	atrule.go      imports, fonts, key frames
//	sprite.go      symbols that drawings use from other files
//	store.go       bodies as data: addresses, each once
//	expand.go      where a body stands in the file: in place, or in a variable
//
// What must hold: nothing in the file can run or load. Scripts, handlers and javascript:
// addresses are not written, every address of something to load is a data: address or
// gone, no text can end the element that it stands in, and a policy at the file's start
// forbids what is left.
package singlefile
