package proxies

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

var (
	weekdays = []string{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"}
	months   = []string{"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"}
)

// zone takes "GMT" from the end of arguments: without it they are in local time.
func zone(now time.Time, args []string) (time.Time, []string) {
	if len(args) > 0 && strings.EqualFold(args[len(args)-1], "GMT") {
		return now.UTC(), args[:len(args)-1]
	}
	return now, args
}

// between tells whether a value is from one to another; where the first is the larger one it
// goes over the end.
func between(value, from, to int) bool {
	if from <= to {
		return from <= value && value <= to
	}
	return value >= from || value <= to
}

// weekdayRange tells whether it is one of these days of the week.
func weekdayRange(now time.Time, args []string) bool {
	now, args = zone(now, args)
	if len(args) == 0 {
		return false
	}
	from, to := slices.Index(weekdays, strings.ToUpper(args[0])), slices.Index(weekdays, strings.ToUpper(args[len(args)-1]))
	return from >= 0 && to >= 0 && between(int(now.Weekday()), from, to)
}

// timeRange tells whether it is between two times of the day: hours, hours and minutes, or
// with seconds.
func timeRange(now time.Time, args []string) bool {
	now, args = zone(now, args)
	var n []int
	for _, text := range args {
		one, err := strconv.Atoi(text)
		if err != nil {
			return false
		}
		n = append(n, one)
	}
	at := now.Hour()*3600 + now.Minute()*60 + now.Second()
	switch len(n) {
	case 1:
		return now.Hour() == n[0]
	case 2:
		return between(at, n[0]*3600, n[1]*3600)
	case 4:
		return between(at, n[0]*3600+n[1]*60, n[2]*3600+n[3]*60+59)
	case 6:
		return between(at, n[0]*3600+n[1]*60+n[2], n[3]*3600+n[4]*60+n[5])
	}
	return false
}

// day is a part of a date: what is not said is 0.
type day struct{ year, month, date int }

// dateRange tells whether it is between two days, each said by a date, a month, a year or some
// of them in this order.
func dateRange(now time.Time, args []string) bool {
	now, args = zone(now, args)
	if len(args) == 0 || len(args) > 6 || len(args) > 1 && len(args)%2 == 1 {
		return false
	}
	half := max(1, len(args)/2)
	from, ok := dayOf(args[:half])
	to, also := dayOf(args[len(args)-half:])
	if !ok || !also {
		return false
	}
	value := func(d day) int {
		n := 0
		for _, part := range []struct{ said, is int }{{from.year, d.year}, {from.month, d.month}, {from.date, d.date}} {
			n *= 10000
			if part.said > 0 {
				n += part.is
			}
		}
		return n
	}
	today := day{now.Year(), int(now.Month()), now.Day()}
	if from.year > 0 {
		return value(from) <= value(today) && value(today) <= value(to)
	}
	return between(value(today), value(from), value(to))
}

func dayOf(args []string) (d day, ok bool) {
	for _, text := range args {
		if m := slices.Index(months, strings.ToUpper(text)); m >= 0 {
			d.month = m + 1
			continue
		}
		switch n, err := strconv.Atoi(text); {
		case err != nil || n < 1:
			return d, false
		case n > 31:
			d.year = n
		default:
			d.date = n
		}
	}
	return d, true
}
