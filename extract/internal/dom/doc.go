// Package dom reads text and relations off HTML trees: the text of a node on one line or
// on several, its attributes, what it stands in, the rows and cells of a table.
package dom
