package store

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A memory of before pages could be added goes on as it was.
func TestEarlierTables(t *testing.T) {
	dir := t.TempDir()
	db, err := sql.Open("sqlite", filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{steps[0], "PRAGMA user_version = 1", "INSERT INTO refused VALUES ('page', 'field:title')"} {
		if _, err := db.ExecContext(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		s, err := Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		var n int
		if err := s.db.QueryRowContext(t.Context(), "SELECT count(*) FROM refused").Scan(&n); err != nil || n != 1 {
			t.Errorf("%d rows are left, %v", n, err)
		}
		if err := s.Add(t.Context(), "page", Added{Key: "page", URL: "https://tide.example/", Asked: []byte("{}"), At: time.Now()}, 1); err != nil {
			t.Error(err)
		}
		if list, err := s.Added(t.Context()); err != nil || len(list) != 1 {
			t.Errorf("%+v %v", list, err)
		}
		err = s.Add(t.Context(), "other", Added{Key: "other"}, 1)
		if tooMany, ok := errors.AsType[*TooManyError](err); !ok || tooMany.Most != 1 {
			t.Errorf("one too many: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	db, err = sql.Open("sqlite", filepath.Join(dir, fileName))
	if err == nil {
		_, err = db.ExecContext(t.Context(), "PRAGMA user_version = 99")
	}
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir); err == nil {
		t.Error("a later version is opened")
	}
	if info, err := os.Stat(filepath.Join(dir, fileName)); err != nil || info.Size() == 0 {
		t.Error(err)
	}
}
