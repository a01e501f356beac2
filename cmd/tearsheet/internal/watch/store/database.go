package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
	_ "modernc.org/sqlite" // the driver
)

const fileName = "watch.db"

// version is that of the tables; a file of a later one is not touched.
var version = len(steps)

// steps lead from each version of the tables to the next. Times are milliseconds since 1970.
var steps = []string{`
CREATE TABLE pages (key TEXT PRIMARY KEY, url TEXT NOT NULL, memory BLOB NOT NULL, due INTEGER NOT NULL DEFAULT 0,
	looked INTEGER NOT NULL DEFAULT 0, looks INTEGER NOT NULL DEFAULT 0, failed TEXT NOT NULL DEFAULT '');
CREATE TABLE changes (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, page TEXT NOT NULL, at INTEGER NOT NULL, told INTEGER NOT NULL, body BLOB NOT NULL);
CREATE INDEX changes_of_page ON changes (page, n);
CREATE TABLE outbox (n INTEGER PRIMARY KEY AUTOINCREMENT, change TEXT NOT NULL, target TEXT NOT NULL, digest INTEGER NOT NULL, due INTEGER NOT NULL, batch INTEGER, tries INTEGER NOT NULL DEFAULT 0,
	sent INTEGER, failed TEXT NOT NULL DEFAULT '', UNIQUE (change, target));
CREATE INDEX unsent ON outbox (due) WHERE sent IS NULL;
CREATE TABLE refused (page TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (page, key)) WITHOUT ROWID;
CREATE TABLE entries (feed TEXT NOT NULL, url TEXT NOT NULL, at INTEGER NOT NULL, taken INTEGER NOT NULL, PRIMARY KEY (feed, url)) WITHOUT ROWID;
`, `
CREATE TABLE added (key TEXT PRIMARY KEY, url TEXT NOT NULL, asked TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
`}

var pragmas = []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)"}

// ErrInUse says that another process watches into the same archive.
var ErrInUse = errors.New("another tearsheet watches into this archive: stop it, or use another archive")

// Store is a watch's memory.
type Store struct {
	db   *sql.DB
	lock *flock.Flock // nil: another process may have it
	// step is called between the steps of what is kept, by tests that end the process there.
	step func(name string)
}

// Open opens the memory in a folder, which it locks, and makes both where they are not there.
func Open(ctx context.Context, dir string) (s *Store, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(dir, "lock"), flock.SetPermissions(0o600))
	locked, err := lock.TryLock()
	switch {
	case err != nil:
		return nil, err
	case !locked:
		return nil, ErrInUse
	}
	db, err := openDatabase(ctx, filepath.Join(dir, fileName))
	if err != nil {
		return nil, errors.Join(err, lock.Unlock())
	}
	return &Store{db: db, lock: lock, step: func(string) {}}, nil
}

// OpenBeside opens the memory of a watch that may be running.
func OpenBeside(ctx context.Context, dir string) (*Store, error) {
	if !Exists(dir) {
		return nil, errors.New("nothing was ever watched into this archive: tearsheet watch does")
	}
	db, err := openDatabase(ctx, filepath.Join(dir, fileName))
	if err != nil {
		return nil, err
	}
	return &Store{db: db, step: func(string) {}}, nil
}

// Exists tells whether there is a memory in a folder.
func Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, fileName))
	return err == nil
}

func openDatabase(ctx context.Context, file string) (*sql.DB, error) {
	// SQLite would make it readable for all.
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // of a drive
	}
	address := url.URL{Scheme: "file", Path: path, RawQuery: url.Values{"_pragma": pragmas, "_txlock": {"immediate"}}.Encode()}
	db, err := sql.Open("sqlite", address.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if err := prepare(ctx, db); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", file, err), db.Close())
	}
	return db, nil
}

func prepare(ctx context.Context, db *sql.DB) error {
	var got int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&got); err != nil {
		return err
	}
	if got > version {
		return fmt.Errorf("it is of version %d, and this program knows %d: use the other program, or delete it", got, version)
	}
	for _, step := range steps[got:] {
		got++
		if _, err := db.ExecContext(ctx, "BEGIN IMMEDIATE;"+step+fmt.Sprintf("PRAGMA user_version = %d; COMMIT", got)); err != nil {
			return err
		}
	}
	return nil
}

// Steps has a function called between the steps of what is kept.
func (s *Store) Steps(step func(name string)) { s.step = step }

// Close closes the memory.
func (s *Store) Close() error {
	err := s.db.Close()
	if s.lock != nil {
		err = errors.Join(err, s.lock.Unlock())
	}
	return err
}

// in runs a function in one transaction.
func (s *Store) in(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// pack writes a value small: states are mostly text.
func pack(v any) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	err := errors.Join(json.NewEncoder(z).Encode(v), z.Close())
	return b.Bytes(), err
}

// unpack reads what pack wrote.
func unpack(data []byte, v any) error {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}
