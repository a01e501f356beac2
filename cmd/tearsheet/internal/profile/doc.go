// Package profile keeps who the user is for sites: a storage state under a name, encrypted
// with age (https://age-encryption.org), so that only who has the passphrase or the key
// reads it. A profile is used by one run at a time.
//
//	profile.go  a profile that is open; listed, removed
//	key.go      what it is encrypted with
package profile
