package storage

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Address is that of a bucket, read: SCHEME://NAME/PREFIX?KEY=VALUE.
type Address struct {
	Name   string
	Prefix string // empty, or ends in a slash
	Query  url.Values
}

// ParseAddress reads an address whose query may have some keys. Usage is what those are told whose
// address is none.
func ParseAddress(u *url.URL, usage string, keys ...string) (Address, error) {
	a := Address{Name: u.Host, Prefix: strings.Trim(u.Path, "/"), Query: u.Query()}
	for key := range a.Query {
		if !slices.Contains(keys, key) {
			return a, fmt.Errorf("%s is no setting of %s://: only %s", key, u.Scheme, strings.Join(keys, " and "))
		}
	}
	switch {
	case u.User != nil:
		return a, errors.New("an address has no credentials in it: write " + usage)
	case u.Host == "":
		return a, errors.New("no bucket is named: write " + usage)
	}
	if a.Prefix != "" {
		a.Prefix += "/"
	}
	return a, nil
}

// Endpoint reads the address of a service. Only some have a path of their own.
func Endpoint(address string, mayHavePath bool) (*url.URL, error) {
	u, err := url.Parse(strings.TrimRight(address, "/"))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.Path != "" && !mayHavePath || u.RawQuery != "" || u.User != nil {
		return nil, fmt.Errorf("the endpoint %q is no address of a server: use http://HOST:PORT or https://HOST", address)
	}
	return u, nil
}
