package crawl

import (
	"database/sql"
	"errors"
	"regexp"
)

// tokenLike is what the value of a session may be: long, and no word.
var tokenLike = regexp.MustCompile(`^[A-Za-z0-9_\-.%]{12,}$`)

// hasDigit keeps words of a language apart from tokens.
var hasDigit = regexp.MustCompile(`\d`)

// of a site's parameter, what the pages so far have shown.
const (
	paramOpen    = "open"    // all links of the first page with it had this one value
	paramSession = "session" // those of the next page all had another one
	paramValue   = "value"   // a page had several
	paramDiffers = "differs" // there are pages that it alone tells apart; see indifferent.go
)

// carried gives, of the links of a page, the parameters that look like a session's: name ->
// the one value that all links with it have; an empty one where they have several.
func carried(links []address) map[param]string {
	values, places := map[param]string{}, map[param]map[string]bool{}
	for _, a := range links {
		for _, p := range a.params {
			of := param{a.url.Host, p.name}
			if !tokenLike.MatchString(p.value) || !hasDigit.MatchString(p.value) {
				values[of] = ""
				continue
			}
			if before, there := values[of]; there && before != p.value {
				values[of] = ""
				continue
			}
			values[of] = p.value
			if places[of] == nil {
				places[of] = map[string]bool{}
			}
			places[of][a.place] = true
		}
	}
	for of, value := range values {
		if value != "" && len(places[of]) < 2 { // of one link nothing can be told
			delete(values, of)
		}
	}
	return values
}

// learn takes what a page shows of parameters; learned tells whether one is now known to be a
// session's.
func (f *Frontier) learn(tx *sql.Tx, links []address) (learned bool, err error) {
	for of, value := range carried(links) {
		var state, before string
		switch err := tx.QueryRow(`SELECT state, value FROM params WHERE site = ? AND name = ?`, of.name, of.value).Scan(&state, &before); {
		case errors.Is(err, sql.ErrNoRows):
			state = paramOpen
			if value == "" {
				state = paramValue
			}
		case err != nil:
			return false, err
		case state != paramOpen:
			continue
		case value == "":
			state = paramValue
		case value != before:
			state, learned = paramSession, true
			f.sessions[of] = true
		default:
			continue
		}
		if _, err := tx.Exec(`INSERT OR REPLACE INTO params (site, name, state, value) VALUES (?, ?, ?, ?)`, of.name, of.value, state, value); err != nil {
			return false, err
		}
	}
	return learned, nil
}

// isSession tells whether a parameter of a site is known to be a session's.
func (f *Frontier) isSession(site, name string) bool { return f.sessions[param{site, name}] }

// rekey gives the pages that wait the keys that they have now that a parameter is known not to
// make another page. Of those that are one page the first is kept.
func (f *Frontier) rekey(tx *sql.Tx) error {
	rows, err := tx.Query(`SELECT id, url, key FROM pages ORDER BY state = 'queued', id`)
	if err != nil {
		return err
	}
	type row struct {
		id       int64
		url, key string
	}
	var all []row
	for rows.Next() {
		var r row
		if err := rows.Scan(&r.id, &r.url, &r.key); err != nil {
			return errors.Join(err, rows.Close())
		}
		all = append(all, r)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, r := range all {
		a, err := parse(r.url, f.isSession)
		if err != nil || a.key == r.key {
			continue
		}
		var other int64
		switch err := tx.QueryRow(`SELECT id FROM pages WHERE key = ? AND id <> ?`, a.key, r.id).Scan(&other); {
		case errors.Is(err, sql.ErrNoRows):
			_, err = tx.Exec(`UPDATE pages SET key = ? WHERE id = ?`, a.key, r.id)
			if err != nil {
				return err
			}
		case err != nil:
			return err
		default:
			// It is the same page: the one that waits need not be visited.
			if _, err := tx.Exec(`UPDATE pages SET state = 'left', why = 'session' WHERE id = ? AND state = 'queued'`, r.id); err != nil {
				return err
			}
		}
	}
	return nil
}
