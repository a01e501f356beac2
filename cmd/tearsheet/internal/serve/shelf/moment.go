package shelf

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Moment reads a time, or an age before now, as the command line does; without a zone it
// is UTC.
func Moment(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02"} {
		if t, err := time.ParseInLocation(layout, text, time.UTC); err == nil {
			return t, nil
		}
	}
	if age, err := Age(text); err == nil {
		return now.Add(-age), nil
	}
	return time.Time{}, fmt.Errorf("%q: use a date (2026-11-23), a time (2026-11-23T08:15:00Z) or an age (24h, 7d)", text)
}

// mostDays keeps an age from running over.
const mostDays = 36500

// Age reads how old something may be.
func Age(text string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n >= 0 && n <= mostDays {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	}
	age, err := time.ParseDuration(text)
	if err != nil || age < 0 {
		return 0, fmt.Errorf("%q: use an age such as 90s, 1h or 7d", text)
	}
	return age, nil
}
