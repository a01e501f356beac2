package har

import (
	"strconv"
	"strings"
	"time"
)

// Number is a whole number, which some tools put in quotes, or write with a fraction. What
// is none is not known: -1.
type Number int64

// UnmarshalJSON never fails: a number is not worth a file.
func (n *Number) UnmarshalJSON(data []byte) error {
	value, err := strconv.ParseFloat(strings.Trim(string(data), `"`), 64)
	if err != nil || value < -1<<53 || value > 1<<53 {
		value = -1
	}
	*n = Number(value)
	return nil
}

// Time is a time, as tools write it; zero where it is none.
type Time struct{ time.Time }

// layouts are the ways in which tools write times.
var layouts = []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999Z07:00"}

// UnmarshalJSON never fails: a time is not worth a file.
func (t *Time) UnmarshalJSON(data []byte) error {
	text := strings.Trim(string(data), `"`)
	for _, layout := range layouts {
		if at, err := time.Parse(layout, text); err == nil {
			t.Time = at
			break
		}
	}
	return nil
}
