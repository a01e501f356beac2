package snapshots

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Each line of the log ends with the digest of all that stands before it in the line, so that
// damage to the last line, which no other vouches for, is found too.

// sumKey stands before the digest.
const sumKey = `,"sha256":"`

// summed is a line with its digest.
func summed(text []byte) []byte {
	return fmt.Appendf(nil, `%s%s%s"}`, bytes.TrimSuffix(text, []byte("}")), sumKey, DigestOf(text))
}

// readLine reads a line whose digest is right, or one that older versions wrote without any.
// It says what is wrong with another.
func readLine(text []byte) (line logLine, err error) {
	if err := json.Unmarshal(text, &line); err != nil {
		return line, err
	}
	at := bytes.LastIndex(text, []byte(sumKey))
	if at < 0 {
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields() // those that old versions knew, and no other
		err = decoder.Decode(&logLine{})
	} else if whole := append(bytes.Clone(text[:at]), '}'); !bytes.Equal(summed(whole), text) {
		err = errors.New("was changed")
	}
	if err == nil && line.Event == "" && line.Manifest == "" {
		err = errors.New("names no manifest")
	}
	return line, err
}
