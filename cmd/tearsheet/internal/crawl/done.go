package crawl

import "database/sql"

// Done says what became of an open page: failed is the kind of its failure, empty if there was
// none. What is forbidden is not asked for again.
func (f *Frontier) Done(page Page, failed string, forbidden bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.signal()
	f.open--
	return f.in(func(tx *sql.Tx) error {
		this, err := find(tx, `id = ?`, page.ID)
		if err != nil {
			return err
		}
		if this.state != "kept" || failed != "" {
			f.taken--
		}
		switch {
		case failed == "" && this.state == "kept":
			_, err = tx.Exec(`UPDATE pages SET state = 'done' WHERE id = ?`, page.ID)
			return err
		case failed == "" && this.state != "open": // it is another one once more, or left
			return nil
		case forbidden:
			_, err = tx.Exec(`UPDATE pages SET state = 'left', why = ? WHERE id = ?`, failed, page.ID)
		default:
			_, err = tx.Exec(`UPDATE pages SET state = 'failed', why = ?, digest = NULL WHERE id = ?`, failed, page.ID)
		}
		if err == nil {
			err = f.release(tx, page.ID)
		}
		if err == nil { // there is nothing of it that they could be
			_, err = tx.Exec(`UPDATE pages SET state = 'queued', same = 0 WHERE same = ? AND state = 'same' AND sketch IS NOT NULL`, page.ID)
		}
		return err
	})
}

// Back gives an open page back that was not visited.
func (f *Frontier) Back(page Page) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.signal()
	f.open--
	f.taken--
	_, err := f.db.Exec(`UPDATE pages SET state = 'queued' WHERE id = ? AND state = 'open'`, page.ID)
	return err
}
