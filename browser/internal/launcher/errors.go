package launcher

import "fmt"

// Error says why there is nothing to start.
type Error struct {
	Message string
	Err     error // the cause; nil: there is none beside the message
}

// Error is the message with its cause.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return e.Message + ": " + e.Err.Error()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

func wrap(err error, format string, args ...any) *Error {
	return &Error{fmt.Sprintf(format, args...), err}
}
