// Package addresses tells what addresses of pages say: whose they are, and whether they lead
// to a tag or to an author.
package addresses
