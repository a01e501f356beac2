// Package people reads persons and agencies out of bylines, credit lines and author fields:
// where a byline begins (names.go, words.go) or stands behind the name (behind.go), where one
// name ends and the next begins (glued.go), what is no name (full.go, words.go), and which
// names are those of agencies (agencies.go).
package people
