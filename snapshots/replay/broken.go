package replay

import (
	"errors"
	"fmt"

	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// ErrAbsent says that a recording holds nothing for a request. That is nothing unusual: a
// page may ask for other things each time.
var ErrAbsent = errors.New("this was not recorded")

// Error says that what a recording holds for a request cannot be given.
type Error struct {
	URL     string // what was recorded
	Place   string // where in the file; may be empty
	Missing bool   // the record is as it was made: without the body, or all of it
	Err     error
}

// Kind sorts the error for programs.
func (e *Error) Kind() string { return "recording" }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Error names the record and what is wrong with it.
func (e *Error) Error() string {
	if errors.Is(e.Err, ErrAbsent) {
		return fmt.Sprintf("the recording does not have %s", warc.Excerpt(e.URL))
	}
	if e.Missing {
		what := "the body"
		if errors.Is(e.Err, errCut) {
			what = "all of the body"
		}
		return fmt.Sprintf("the recording does not have %s of %s: %v", what, warc.Excerpt(e.URL), e.Err)
	}
	place := e.Place
	if place != "" {
		place = " (" + place + ")"
	}
	return fmt.Sprintf("the record of %s%s is broken: %v", warc.Excerpt(e.URL), place, e.Err)
}

// broken is the error of an entry.
func (e entry) broken(err error) error {
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	return &Error{URL: e.url, Place: e.place, Err: err}
}

// errCut says that a body is cut off.
var errCut = errors.New("it was cut off when it was recorded")
