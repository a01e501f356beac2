// Package parse makes the tree of a page that golang.org/x/net/html makes, in a third of its
// time: it has the whole page at hand, looks for the ends of tokens in place of reading them
// byte by byte (tokenizer.go, tag.go, text.go, rawtext.go, declaration.go), and makes nodes
// and strings many at a time (store.go).
//
// How a tree is built is the Go authors' work, as it is there, less the parsing of fragments
// and of pages without scripts (parser.go, insert.go, adoption.go, modes*.go, foreign*.go,
// scopes.go, stack.go, special.go, doctype.go; see LICENSE).
package parse
