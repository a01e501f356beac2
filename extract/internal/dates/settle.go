package dates

import "time"

// Sees settles a moment given in UTC by what else the page says of it: the same
// instant with its zone, the time on its own clocks, which tells the zone, or
// the day on its own calendar.
func (s Stamp) Sees(o Stamp) (Stamp, bool) {
	if !s.Timed || !s.Zoned || s.Offset != 0 || o.Year == 0 {
		return s, false
	}
	ahead := int(o.Clock().Sub(s.Clock()) / time.Minute)
	switch {
	case o.Timed && o.Zoned:
		return o, o.Offset != 0 && ahead == o.Offset
	case o.Timed && ahead%15 == 0 && ahead >= -12*60 && ahead <= 14*60:
		o.sec, o.Offset, o.Zoned = s.sec, ahead, true
		return o, true
	case !o.SameDay(s):
		day := Stamp{Year: o.Year, Month: o.Month, Day: o.Day}
		ahead := day.Clock().Sub(s.Clock())
		return day, ahead > -36*time.Hour && ahead <= 14*time.Hour
	}
	return s, false
}

// Clock is the moment as the page's own clock shows it, seconds aside.
func (s Stamp) Clock() time.Time {
	return time.Date(s.Year, time.Month(s.Month), s.Day, s.hour, s.minute, 0, 0, time.UTC)
}

// Meets tells whether two stamps may be one moment: of one day, or of two where their
// zones differ.
func (s Stamp) Meets(o Stamp) bool {
	if s.SameDay(o) || o.Vague && s.Year == o.Year && s.Month == o.Day && s.Day == o.Month {
		return true
	}
	if _, one := s.Sees(o); one {
		return true
	}
	return s.Zoned && o.Zoned && s.Clock().Add(-time.Duration(s.Offset)*time.Minute).Equal(o.Clock().Add(-time.Duration(o.Offset)*time.Minute))
}
