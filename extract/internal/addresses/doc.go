// Package addresses tells what addresses of pages say: whose they are, and whether they lead
// to a tag, to an author or to where people log in.
package addresses
