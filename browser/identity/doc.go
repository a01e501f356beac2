// Package identity is who a page takes its visitor for: cookies and what sites keep in the
// browser, as other programs write it, and names with passwords. It knows no browser.
//
//	identity.go  what there is, and what of it is secret
//	read.go      tells the formats apart
//	netscape.go  cookies.txt
//	json.go      cookies as extensions write them, and Playwright's storage state
//	write.go     storage state
//	auth.go      names and passwords for hosts
package identity
