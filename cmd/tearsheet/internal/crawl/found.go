package crawl

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
)

// Link is where a page leads.
type Link struct {
	URL      string
	NoFollow bool
}

// Visit is what a page was, and where it leads.
type Visit struct {
	Final     string // its address in the end
	Canonical string // by what address it wants to be known; empty: it does not say
	NoFollow  bool   // its links are not to be followed
	Links     []Link
	Content
}

// Verdict is what a crawl makes of a page.
type Verdict struct {
	Skip   string         // why it is not to be stored: duplicate, canonical or scope; empty: it is
	SameAs string         // the page that it is once more
	New    int            // pages that nothing had led to before
	Left   map[string]int // links that are not followed, by why
}

// row is a page as the file has it.
type row struct {
	id              int64
	url, key, state string
	depth, deeper   int
	doubt, own      bool
	family          string
	same            int64
	sketch          []byte
}

// find gives the page of a key; its id is 0 where there is none. where is a condition.
func find(tx *sql.Tx, where string, args ...any) (r row, err error) {
	err = tx.QueryRow(`SELECT id, url, key, state, depth, deeper, doubt, own, family, same, sketch FROM pages WHERE `+where, args...).
		Scan(&r.id, &r.url, &r.key, &r.state, &r.depth, &r.deeper, &r.doubt, &r.own, &r.family, &r.same, &r.sketch)
	if errors.Is(err, sql.ErrNoRows) {
		return row{}, nil
	}
	return r, err
}

// original follows a page to the one that it is once more.
func original(tx *sql.Tx, r row) (row, error) {
	for range 10 {
		if r.state != "same" {
			break
		}
		next, err := find(tx, `id = ?`, r.same)
		if err != nil || next.id == 0 {
			return next, err
		}
		r = next
	}
	return r, nil
}

// Found takes what an open page was. Done must follow, whatever the verdict is.
func (f *Frontier) Found(page Page, v Visit) (verdict Verdict, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.signal()
	err = f.in(func(tx *sql.Tx) error {
		verdict = Verdict{Left: map[string]int{}}
		this, err := find(tx, `id = ?`, page.ID)
		if err != nil {
			return err
		}
		now := sketch(v.Text)
		twin, why, err := f.twin(tx, this, v, now)
		if err != nil {
			return err
		}
		links, err := f.addresses(tx, v.Links)
		if err != nil {
			return err
		}
		if why == "scope" {
			verdict.Skip = why
			_, err := tx.Exec(`UPDATE pages SET state = 'left', why = 'scope' WHERE id = ?`, this.id)
			return err
		}
		if err := f.mature(tx, this, links, v.Text); err != nil {
			return err
		}
		if twin.id == 0 {
			err = f.keep(tx, this, v, now)
		} else {
			verdict.Skip, verdict.SameAs = why, twin.url
			err = f.skip(tx, this, twin, why, now)
		}
		if err != nil {
			return err
		}
		if v.NoFollow && f.rules.NoFollow {
			verdict.Left["nofollow"] += len(v.Links)
			return nil
		}
		if why == "duplicate" && this.doubt { // they would be those of the other once more
			return nil
		}
		return f.follow(tx, this, v.Links, why == "duplicate", &verdict)
	})
	return verdict, err
}

// mature tells the family of a page, if it is of one, what was found on it.
func (f *Frontier) mature(tx *sql.Tx, this row, links []address, text string) error {
	a, err := parse(this.url, f.isSession)
	if err != nil || this.family == "" {
		return nil //nolint:nilerr // an address that cannot be read is of no family
	}
	_, kind := a.family()
	if kind == "" {
		return nil
	}
	return matures(tx, this.family, kind, links, text)
}

// keep notes that a page is one of its own.
func (f *Frontier) keep(tx *sql.Tx, this row, v Visit, now []byte) error {
	if _, err := tx.Exec(`UPDATE pages SET state = 'kept', digest = ?, sketch = ? WHERE id = ?`, v.digest(), now, this.id); err != nil {
		return err
	}
	if err := f.differs(tx, this.url); err != nil {
		return err
	}
	return f.decide(tx, this.id, now)
}

// skip notes that a page is another one once more, or waits for it.
func (f *Frontier) skip(tx *sql.Tx, this, twin row, why string, now []byte) error {
	state := map[string]string{"duplicate": "same", "canonical": "waiting"}[why]
	if twin.state == "done" || twin.state == "kept" {
		state = "same"
	}
	if _, err := tx.Exec(`UPDATE pages SET state = ?, same = ?, sketch = ? WHERE id = ?`, state, twin.id, now, this.id); err != nil {
		return err
	}
	if err := f.release(tx, this.id); err != nil {
		return err
	}
	if state != "same" {
		return nil
	}
	return f.indifferent(tx, this.url, twin.url)
}

// twin gives the page that a visited one is once more; its id is 0 where it is a page of its
// own. why is "scope" where it leads out of the crawl.
func (f *Frontier) twin(tx *sql.Tx, this row, v Visit, now []byte) (twin row, why string, err error) {
	final, err := parse(v.Final, f.isSession)
	if err != nil || v.Final == "" {
		final, err = parse(this.url, f.isSession)
	}
	if err != nil {
		return row{}, "", err
	}
	if out := f.rules.out(final.url, f.seeds); out != "" {
		if this.depth > 0 {
			return row{}, "scope", nil
		}
		if err := f.root(tx, final.url); err != nil { // the site has moved there
			return row{}, "", err
		}
	}
	if final.key != this.key {
		other, err := find(tx, `key = ?`, final.key)
		if err != nil {
			return row{}, "", err
		}
		first, err := original(tx, other)
		switch {
		case err != nil:
			return row{}, "", err
		case other.id == 0:
			_, err = tx.Exec(`INSERT INTO pages (key, url, depth, parent, state, same) VALUES (?, ?, ?, ?, 'same', ?)`, final.key, v.Final, this.depth, this.id, this.id)
		case first.id == this.id:
		case first.state == "open", first.state == "kept", first.state == "done":
			return first, "duplicate", nil
		default:
			// Those that wait for it wait for this one now.
			if _, err = tx.Exec(`UPDATE pages SET same = ? WHERE same = ? AND state = 'waiting'`, this.id, other.id); err == nil {
				_, err = tx.Exec(`UPDATE pages SET state = 'same', same = ? WHERE id = ?`, this.id, other.id)
			}
		}
		if err != nil {
			return row{}, "", err
		}
	}
	if same, err := find(tx, `digest = ? AND id <> ? AND state IN ('kept', 'done') LIMIT 1`, v.digest(), this.id); err != nil || same.id != 0 {
		return same, "duplicate", err
	}
	return f.canonical(tx, this, final.key, v.Canonical, now)
}

// canonical gives the page that a visited one says it is, where that is true: sites name the
// same page for all of theirs, too. One that is not known yet is visited next, and decides.
func (f *Frontier) canonical(tx *sql.Tx, this row, final, address string, now []byte) (row, string, error) {
	if address == "" || this.own {
		return row{}, "", nil
	}
	a, err := parse(address, f.isSession)
	if err != nil || a.key == this.key || a.key == final || f.rules.out(a.url, f.seeds) != "" {
		return row{}, "", nil //nolint:nilerr // it says nothing
	}
	var waits int
	if err := tx.QueryRow(`SELECT count(*) FROM pages WHERE same = ? AND state = 'waiting'`, this.id).Scan(&waits); err != nil || waits > 0 {
		return row{}, "", err // others say that they are this one
	}
	other, err := find(tx, `key = ?`, a.key)
	if err == nil && other.id == 0 {
		if _, err = tx.Exec(`INSERT INTO pages (key, url, depth, parent, state) VALUES (?, ?, ?, ?, 'queued')`, a.key, address, this.depth, this.id); err == nil {
			other, err = find(tx, `key = ?`, a.key)
		}
	}
	if err == nil {
		other, err = original(tx, other)
	}
	if err != nil || other.id == this.id {
		return row{}, "", err
	}
	switch other.state {
	case "queued", "open":
		return other, "canonical", nil
	case "kept", "done":
		if alike(now, other.sketch) {
			return other, "canonical", nil
		}
	}
	return row{}, "", nil
}

// decide tells those that say they are a page, now that it is known, whether they are.
func (f *Frontier) decide(tx *sql.Tx, id int64, now []byte) error {
	rows, err := tx.Query(`SELECT id, sketch FROM pages WHERE same = ? AND state = 'waiting'`, id)
	if err != nil {
		return err
	}
	var others []int64
	for rows.Next() {
		var one int64
		var was []byte
		if err := rows.Scan(&one, &was); err != nil {
			return errors.Join(err, rows.Close())
		}
		if !alike(was, now) {
			others = append(others, one)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, one := range others {
		if _, err := tx.Exec(`UPDATE pages SET state = 'queued', own = 1, same = 0 WHERE id = ?`, one); err != nil {
			return err
		}
	}
	_, err = tx.Exec(`UPDATE pages SET state = 'same' WHERE same = ? AND state = 'waiting'`, id)
	return err
}

// release lets those that wait for a page, of which there is nothing, be pages of their own.
func (f *Frontier) release(tx *sql.Tx, id int64) error {
	_, err := tx.Exec(`UPDATE pages SET state = 'queued', own = 1, same = 0 WHERE same = ? AND state = 'waiting'`, id)
	return err
}

// addresses takes the links of a page that belong to the crawl apart, and learns from them.
func (f *Frontier) addresses(tx *sql.Tx, links []Link) (list []address, err error) {
	read := func() (list []address) {
		for _, one := range links {
			if a, err := parse(one.URL, f.isSession); err == nil && f.rules.out(a.url, f.seeds) == "" {
				list = append(list, a)
			}
		}
		return list
	}
	list = read()
	learned, err := f.learn(tx, list)
	if err != nil || !learned {
		return list, err
	}
	return read(), f.rekey(tx)
}

// follow adds where a page leads. doubt: it says the same as another page.
func (f *Frontier) follow(tx *sql.Tx, from row, links []Link, doubt bool, verdict *Verdict) error {
	for _, one := range links {
		a, err := parse(one.URL, f.isSession)
		if err != nil {
			continue
		}
		why := f.rules.out(a.url, f.seeds)
		if why == "" && one.NoFollow && f.rules.NoFollow {
			why = "nofollow"
		}
		if why != "" {
			verdict.Left[why]++
			continue
		}
		known, err := find(tx, `key = ?`, a.key)
		if err != nil {
			return err
		}
		depth := from.depth + 1
		if known.id != 0 {
			if a.noise != "" && known.url != one.URL {
				verdict.Left[a.noise]++
			}
			if err := f.nearer(tx, known, depth); err != nil {
				return err
			}
			continue
		}
		deeper := 0
		if isDeeper(a.url.Path, pathOf(from.key)) {
			deeper = from.deeper + 1
		}
		family, _ := a.family()
		if why, err = f.trap(tx, a, deeper, depth); err != nil {
			return err
		}
		state := "queued"
		if why != "" {
			state = "left"
			verdict.Left[why]++
		} else {
			verdict.New++
		}
		if _, err := tx.Exec(`INSERT INTO pages (key, url, depth, parent, deeper, doubt, family, state, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			a.key, one.URL, depth, from.id, deeper, doubt, family, state, why); err != nil {
			return err
		}
	}
	return nil
}

// trap says why an address that nothing has led to before is not visited; empty: it is.
func (f *Frontier) trap(tx *sql.Tx, a address, deeper, depth int) (why string, err error) {
	family, kind := a.family()
	closed, err := isClosed(tx, family)
	switch {
	case err != nil:
		return "", err
	case closed:
		return kind, nil
	case kind != whyCalendar && deepening(a.url.Path, deeper):
		return "deepening", nil
	}
	if filters := a.filters(); len(filters) > 1 {
		known := 0
		for _, key := range a.without(filters) {
			if other, err := find(tx, `key = ?`, key); err != nil {
				return "", err
			} else if other.id != 0 {
				known++
			}
		}
		if known > 1 {
			return "filters", nil
		}
	}
	if f.rules.Depth >= 0 && depth > f.rules.Depth {
		return "depth", nil
	}
	return "", nil
}

// nearer takes note that there is a shorter way to a page.
func (f *Frontier) nearer(tx *sql.Tx, known row, depth int) error {
	if depth >= known.depth || !slices.Contains([]string{"queued", "left"}, known.state) {
		return nil
	}
	_, err := tx.Exec(`UPDATE pages SET depth = ?1, state = CASE WHEN state = 'left' AND why = 'depth' AND (?2 < 0 OR ?1 <= ?2) THEN 'queued' ELSE state END WHERE id = ?3`, depth, f.rules.Depth, known.id)
	return err
}

// pathOf is the path in a key.
func pathOf(key string) string {
	key, _, _ = strings.Cut(key, "?")
	_, path, _ := strings.Cut(key, "/")
	return "/" + path
}
