package gallery

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// countOf writes a number and what is counted.
func countOf(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return thousands(n) + " " + what + "s"
}

// thousands writes a number with a space between its thousands.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// inSeconds writes milliseconds.
func inSeconds(millis int64) string {
	if millis < 1000 {
		return fmt.Sprintf("%d ms", millis)
	}
	return fmt.Sprintf("%.1f s", float64(millis)/1000)
}

// inBytes writes a size.
func inBytes(n int64) string {
	size, unit := float64(n), 0
	for ; size >= 1000 && unit < 4; unit++ {
		size /= 1000
	}
	name := []string{"bytes", "kB", "MB", "GB", "TB"}[unit]
	if unit == 0 || size >= 100 {
		return fmt.Sprintf("%.0f %s", size, name)
	}
	return fmt.Sprintf("%.1f %s", size, name)
}

// share writes a share in per cent, so that what is there is never 0.
func share(ratio float64) string {
	switch p := ratio * 100; {
	case p == 0:
		return "0 %"
	case p < 0.01:
		return "under 0.01 %"
	case p < 10:
		return fmt.Sprintf("%.2f %%", p)
	default:
		return fmt.Sprintf("%.0f %%", p)
	}
}

// percent writes a place on an axis.
func percent(ratio float64) string {
	return strconv.FormatFloat(math.Round(ratio*10000)/100, 'f', -1, 64) + "%"
}

// moment is a time as pages show it.
type moment struct{ time.Time }

// Machine is for the attribute datetime.
func (m moment) Machine() string { return m.UTC().Format(time.RFC3339) }

// Text is for people.
func (m moment) Text() string { return m.UTC().Format("2 Jan 2006, 15:04 UTC") }

// Exact is to the second.
func (m moment) Exact() string { return m.UTC().Format("2 January 2006, 15:04:05 UTC") }

// Short is for lists: the year is there where it is another.
func (m moment) Short() string {
	if m.UTC().Year() == time.Now().UTC().Year() {
		return m.UTC().Format("2 Jan, 15:04")
	}
	return m.UTC().Format("2 Jan 2006, 15:04")
}

// stated is a time as the page states it, in its own zone; what is no time is left as it is.
func stated(text string) string {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.Format("2 January 2006, 15:04 -07:00")
	}
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return t.Format("2 January 2006")
	}
	return text
}

// firstUpper begins a sentence.
func firstUpper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// listed writes a list as a sentence has it.
func listed(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}
