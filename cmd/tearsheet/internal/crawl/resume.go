package crawl

import "database/sql"

// again goes on with what an earlier run has left: what was open is visited anew, what failed
// is tried once more, and what lay too deep is looked at where the crawl may go deeper now.
// What was to be stored is unsure; see Unsure.
func (f *Frontier) again() error {
	err := f.in(func(tx *sql.Tx) error {
		if _, err := tx.Exec(`UPDATE pages SET state = 'queued', why = '' WHERE state IN ('open', 'failed')`); err != nil {
			return err
		}
		_, err := tx.Exec(`UPDATE pages SET state = 'queued', why = '' WHERE state = 'left' AND why = 'depth' AND (?1 < 0 OR depth <= ?1)`, f.rules.Depth)
		return err
	})
	if err == nil {
		err = f.db.QueryRow(`SELECT count(*) FROM pages WHERE state = 'done'`).Scan(&f.taken)
	}
	return err
}

// Unsure lists the pages of which an earlier run may have stored a snapshot, or not: it ended
// at that moment. For each of them Stored must tell.
func (f *Frontier) Unsure() (list []Page, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	err = f.each(`SELECT id, url, depth FROM pages WHERE state = 'kept'`, func(scan func(...any) error) error {
		var p Page
		err := scan(&p.ID, &p.URL, &p.Depth)
		list = append(list, p)
		return err
	})
	return list, err
}

// Stored tells whether a page that was unsure has a snapshot.
func (f *Frontier) Stored(page Page, yes bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if yes {
		f.taken++
		_, err := f.db.Exec(`UPDATE pages SET state = 'done' WHERE id = ?`, page.ID)
		return err
	}
	_, err := f.db.Exec(`UPDATE pages SET state = 'queued', digest = NULL WHERE id = ?`, page.ID)
	return err
}
