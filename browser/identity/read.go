package identity

import (
	"bytes"
	"errors"
)

// Read reads cookies or a whole state, in any of the formats. An error names no value.
func Read(data []byte) (State, error) {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	switch {
	case len(data) == 0:
		return State{}, errors.New("it is empty")
	case data[0] == '{' || data[0] == '[':
		return readJSON(data)
	}
	return readNetscape(data)
}
