// Package baseline keeps a page as it was, in a folder of few and small files that can be
// looked at and reviewed: its picture, its text, the fields of its article, and what it
// complained of.
//
//	picture.webp   or .png where that is smaller or the page too tall: lossless
//	text.txt       what a reader sees, line by line
//	article.json   the fields, without those that say what others say
//	console.json   errors and warnings, if there were any
//	meta.json      which browser made it, where, and the digests of the picture
//
// A folder is written as a whole or not at all.
package baseline
