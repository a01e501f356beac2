package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/visit"
)

// Unlearn has parts of a page looked at again; with no keys all that are not. They are not
// learned anew. It can be done while a watch runs. It gives how many parts there were.
func (s *Store) Unlearn(ctx context.Context, page string, keys []string) (n int, err error) {
	m, err := s.Memory(ctx, page)
	if err != nil {
		return 0, err
	}
	if m.Last == nil {
		return 0, fmt.Errorf("%s was never looked at: tearsheet watch list names the pages", page)
	}
	if len(keys) == 0 {
		for key, rule := range m.Rules {
			if !rule.Refused {
				keys = append(keys, key)
			}
		}
	}
	for _, key := range keys {
		if _, ok := m.Rules[key]; !ok {
			return 0, fmt.Errorf("%s: nothing is learned of %q: tearsheet watch volatile names the parts", page, key)
		}
	}
	err = s.in(ctx, func(tx *sql.Tx) error {
		for _, key := range keys {
			if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO refused (page, key) VALUES (?, ?)", page, key); err != nil {
				return err
			}
		}
		return nil
	})
	return len(keys), err
}

// refuse marks the rules of a page that somebody has unlearned.
func (s *Store) refuse(ctx context.Context, page string, m *visit.Memory) error {
	rows, err := s.db.QueryContext(ctx, "SELECT key FROM refused WHERE page = ?", page)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			return err
		}
		if rule, ok := m.Rules[key]; ok {
			rule.Refused = true
			m.Rules[key] = rule
		}
	}
	return rows.Err()
}
