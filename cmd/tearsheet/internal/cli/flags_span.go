package cli

import (
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// spanFlags let the user say when what is looked for was captured.
type spanFlags struct{ since, until string }

func (s *spanFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&s.since, "since", "", "only what was captured then or later: a date, a time or an age such as 24h or 7d")
	flags.StringVar(&s.until, "until", "", "only what was captured before: a date, a time or an age")
}

// moments gives the span; a time that is not said is zero.
func (s spanFlags) moments(now time.Time) (since, until time.Time, err error) {
	if since, err = parseMoment("--since", s.since, now); err == nil {
		until, err = parseMoment("--until", s.until, now)
	}
	return since, until, err
}

// timeLayouts are the ways to write a time, with the zone of this machine where none is
// said.
var timeLayouts = []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02"}

// parseMoment reads a time, or an age before now.
func parseMoment(flag, s string, now time.Time) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range timeLayouts {
		if t, err := time.ParseInLocation(layout, s, time.Local); err == nil {
			return t, nil
		}
	}
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n >= 0 {
			return now.AddDate(0, 0, -n), nil
		}
	}
	if age, err := time.ParseDuration(s); err == nil && age >= 0 {
		return now.Add(-age), nil
	}
	return time.Time{}, usagef("%s %q: use a date (2026-11-23), a time (2026-11-23T08:15:00Z) or an age (24h, 7d)", flag, s)
}
