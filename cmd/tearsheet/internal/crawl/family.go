package crawl

import (
	"database/sql"
	"errors"
	"regexp"
	"strings"
)

// Why a family of pages is not followed any further.
const (
	whyCalendar = "calendar" // they are told from each other by a date
	whyPages    = "endless"  // by a number
)

// barrenMost is how many pages of a family in a row may say nothing new: a list that goes on
// without anything on it will not have more, a calendar may.
var barrenMost = map[string]int{whyCalendar: 12, whyPages: 5}

// newWords is the share of a page's words that must be new in its family, if none of its
// links is.
const newWords = 0.1

var (
	dateAtEnd  = regexp.MustCompile(`^(.*/)((?:19|20)\d\d)[-/](0?[1-9]|1[0-2])(?:[-/](0?[1-9]|[12]\d|3[01]))?(?:/(?:day|week|month|year|list|agenda|today))?(?:\.[a-z]{2,5})?/?$`)
	weekAtEnd  = regexp.MustCompile(`^(.*/)(?:19|20)\d\d[-/](?:w|week[-/]?)\d\d?/?$`)
	dateValue  = regexp.MustCompile(`^(?:19|20)\d\d[-./]?(?:0?[1-9]|1[0-2])([-./]?(?:0?[1-9]|[12]\d|3[01]))?(?:T.*)?$`)
	timeValue  = regexp.MustCompile(`^-?\d{9,13}$`)
	anyValue   = regexp.MustCompile(`^-?\d+$`)
	shortValue = regexp.MustCompile(`^-?\d{1,4}$`)
	ofTime     = regexp.MustCompile(`date|time|day|month|week|cal|^ts$|^t$`)
	pageAtEnd  = regexp.MustCompile(`(?i)^(.*/(?:page|p|seite)[-/]?)\d+/?$`)
)

// datePart are the parameters that hold a part of a date.
var datePart = map[string]string{
	"year": "month", "yr": "month", "y": "month", "month": "month", "mon": "month", "m": "month", "week": "week", "w": "week", "day": "day", "d": "day",
}

// family names the pages that an address is one of, and why they may never end; empty: it is
// of none.
func (a address) family() (name, why string) {
	if m := dateAtEnd.FindStringSubmatch(a.place); m != nil {
		if m[4] != "" {
			return m[1] + "{day}", whyCalendar
		}
		return m[1] + "{month}", whyCalendar
	}
	if m := weekAtEnd.FindStringSubmatch(a.place); m != nil {
		return m[1] + "{week}", whyCalendar
	}
	parts := map[string]bool{}
	for _, p := range a.params {
		n := strings.ToLower(p.name)
		switch part := datePart[n]; {
		case part != "" && shortValue.MatchString(p.value):
			parts[part] = true
		case timeValue.MatchString(p.value) && ofTime.MatchString(n):
			parts["day"] = true
		default:
			value := strings.ReplaceAll(p.value, "%2F", "/")
			m := dateValue.FindStringSubmatch(value)
			if m == nil || !strings.ContainsAny(value, "-./") && !ofTime.MatchString(n) {
				continue // it may be any number
			}
			parts[map[bool]string{true: "day", false: "month"}[m[1] != ""]] = true
		}
	}
	for _, part := range []string{"day", "week", "month"} {
		if parts[part] {
			return a.place + "?{" + part + "}", whyCalendar
		}
	}
	if m := pageAtEnd.FindStringSubmatch(a.place); m != nil {
		return m[1] + "{number}", whyPages
	}
	var rest []param
	turns := false
	for _, p := range a.params {
		if turning.MatchString(strings.ToLower(p.name)) && anyValue.MatchString(p.value) {
			p.value, turns = "{number}", true
		}
		rest = append(rest, p)
	}
	if turns {
		return keyOf(a.place, rest), whyPages
	}
	return "", ""
}

// isClosed tells whether a family is not followed any further.
func isClosed(tx *sql.Tx, family string) (closed bool, err error) {
	if family == "" {
		return false, nil
	}
	err = tx.QueryRow(`SELECT closed FROM families WHERE name = ?`, family).Scan(&closed)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return closed, err
}

// matures takes note of what a page has that its family had not: links that do not lead to the
// family itself, and words. Where many in a row had nothing, the family is closed.
func matures(tx *sql.Tx, family, why string, links []address, text string) error {
	var fresh, known, unknown int
	add := func(hash uint64) (bool, error) {
		res, err := tx.Exec(`INSERT OR IGNORE INTO traits (family, hash) VALUES (?, ?)`, family, int64(hash))
		if err != nil {
			return false, err
		}
		n, err := res.RowsAffected()
		return n > 0, err
	}
	for _, a := range links {
		if of, _ := a.family(); familyOf(of) == familyOf(family) {
			continue
		}
		isNew, err := add(hashOf("\n" + a.key))
		if err != nil {
			return err
		}
		if isNew {
			fresh++
		}
	}
	for _, word := range vocabulary(text) {
		isNew, err := add(word)
		if err != nil {
			return err
		}
		if isNew {
			unknown++
		} else {
			known++
		}
	}
	barren := fresh == 0 && float64(unknown) <= newWords*float64(known+unknown)
	_, err := tx.Exec(`INSERT INTO families (name, why, streak, closed) VALUES (?1, ?2, ?3, 0)
		ON CONFLICT (name) DO UPDATE SET streak = CASE ?3 WHEN 0 THEN 0 ELSE streak + 1 END, closed = closed OR (?3 = 1 AND streak + 1 >= ?4)`, family, why, barren, barrenMost[why])
	if err != nil {
		return err
	}
	closed, err := isClosed(tx, family)
	if err == nil && closed {
		_, err = tx.Exec(`UPDATE pages SET state = 'left', why = ? WHERE state = 'queued' AND family = ?`, why, family)
	}
	return err
}

// familyOf is a family without what it counts by: the days, weeks and months of a calendar
// lead to each other.
func familyOf(name string) string {
	before, _, _ := strings.Cut(name, "{")
	return before
}
