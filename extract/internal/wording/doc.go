// Package wording has tables of words and phrases, and makes text comparable: white space
// folded, letters and digits alone. It knows no HTML.
package wording
