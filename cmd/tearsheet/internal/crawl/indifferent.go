package crawl

import (
	"database/sql"
	"slices"
)

// placesEnough is at how many places a parameter must have made no difference, and nowhere
// one, to be taken for one that never does.
const placesEnough = 5

// differs takes note that a page is one of its own: its parameters make a difference where
// there is another one that has all of them but one.
func (f *Frontier) differs(tx *sql.Tx, text string) error {
	a, err := parse(text, f.isSession)
	if err != nil {
		return nil //nolint:nilerr // it has none
	}
	for i, p := range a.params {
		rest := keyOf(a.place, slices.Delete(slices.Clone(a.params), i, i+1))
		bare, err := find(tx, `key = ? AND state IN ('kept', 'done')`, rest)
		if err != nil {
			return err
		}
		res, err := tx.Exec(`INSERT OR IGNORE INTO rests (rest, name) VALUES (?, ?)`, rest, p.name)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil {
			return err
		} else if n > 0 && bare.id == 0 {
			continue
		}
		if _, err := tx.Exec(`INSERT OR REPLACE INTO params (site, name, state, value) VALUES (?, ?, ?, '')`, a.url.Host, p.name, paramDiffers); err != nil {
			return err
		}
	}
	return nil
}

// indifferent takes note that two addresses are one page. Where they are told apart by one
// parameter alone, and that has been so at enough places, it makes none anywhere.
func (f *Frontier) indifferent(tx *sql.Tx, one, other string) error {
	a, err := parse(one, f.isSession)
	if err != nil {
		return nil //nolint:nilerr // likewise
	}
	b, err := parse(other, f.isSession)
	if err != nil || a.place != b.place {
		return nil //nolint:nilerr // likewise
	}
	names := map[string]bool{}
	for _, pair := range [][2][]param{{a.params, b.params}, {b.params, a.params}} {
		for _, p := range pair[0] {
			if !slices.Contains(pair[1], p) {
				names[p.name] = true
			}
		}
	}
	if len(names) != 1 {
		return nil
	}
	for name := range names {
		var state string
		var places int
		if _, err := tx.Exec(`INSERT OR IGNORE INTO votes (site, name, place) VALUES (?, ?, ?)`, a.url.Host, name, a.place); err != nil {
			return err
		}
		err := tx.QueryRow(`SELECT coalesce((SELECT state FROM params WHERE site = ?1 AND name = ?2), ''), count(*) FROM votes WHERE site = ?1 AND name = ?2`, a.url.Host, name).Scan(&state, &places)
		if err != nil || state == paramSession || state == paramDiffers || places < placesEnough {
			return err
		}
		f.sessions[param{a.url.Host, name}] = true
		if _, err := tx.Exec(`INSERT OR REPLACE INTO params (site, name, state, value) VALUES (?, ?, ?, '')`, a.url.Host, name, paramSession); err != nil {
			return err
		}
		return f.rekey(tx)
	}
	return nil
}
