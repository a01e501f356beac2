package tell

import (
	"fmt"
	"strings"
	"time"
)

// Quiet are the hours of a day in which nobody is disturbed. The zero value is none.
type Quiet struct {
	from, to int // minutes of the day
	zone     *time.Location
}

// ParseQuiet reads hours such as 22:00-07:00, in a zone; nil is that of the machine.
func ParseQuiet(text string, zone *time.Location) (q Quiet, err error) {
	if text == "" {
		return q, nil
	}
	if q.zone = zone; zone == nil {
		q.zone = time.Local
	}
	from, to, ok := strings.Cut(text, "-")
	for _, part := range []struct {
		text string
		into *int
	}{{from, &q.from}, {to, &q.to}} {
		at, err := time.Parse("15:04", strings.TrimSpace(part.text))
		if err != nil || !ok {
			return q, fmt.Errorf("%q are no hours: use 22:00-07:00", text)
		}
		*part.into = at.Hour()*60 + at.Minute()
	}
	if q.from == q.to {
		return q, fmt.Errorf("%q is the whole day: nobody would ever be told", text)
	}
	return q, nil
}

// After is the first moment from one on that is not quiet.
func (q Quiet) After(t time.Time) time.Time {
	if q.zone == nil {
		return t
	}
	local := t.In(q.zone)
	now := local.Hour()*60 + local.Minute()
	end := time.Date(local.Year(), local.Month(), local.Day(), q.to/60, q.to%60, 0, 0, q.zone)
	switch {
	case q.from < q.to && now >= q.from && now < q.to, q.from > q.to && now < q.to:
		return end
	case q.from > q.to && now >= q.from:
		return time.Date(local.Year(), local.Month(), local.Day()+1, q.to/60, q.to%60, 0, 0, q.zone)
	}
	return t
}
