package cli

import (
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
)

// place is a flag that takes a folder, by its path or as file://, or the address of a bucket.
type place struct{ at *string }

// newPlace gives a flag that is already set.
func newPlace(at *string, value string) place {
	p := place{at}
	if p.Set(value) != nil {
		*at = value // opening it says what is wrong with it
	}
	return p
}

func (p place) String() string { return *p.at }
func (p place) Type() string   { return "string" }

func (p place) Set(value string) error {
	if strings.HasPrefix(strings.ToLower(value), "file:") {
		u, err := url.Parse(value)
		switch {
		case err != nil:
			return err
		case u.Host != "" && u.Host != "localhost":
			return fmt.Errorf("%s is on another machine: use file:///FOLDER", u.Host)
		case u.Path == "" || u.RawQuery != "" || u.Fragment != "":
			return fmt.Errorf("use file:///FOLDER, with %%3F for a ? and %%23 for a #")
		}
		value = u.Path
		if runtime.GOOS == "windows" {
			value = strings.TrimPrefix(value, "/") // of /C:/FOLDER
		}
		value = filepath.FromSlash(value)
	}
	*p.at = value
	return nil
}
