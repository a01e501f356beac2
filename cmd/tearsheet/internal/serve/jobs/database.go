package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
	_ "modernc.org/sqlite" // the driver
)

const fileName = "jobs.db"

// version is that of the table; a file of another one is not touched.
const version = 1

// Times are milliseconds since 1970. An order that holds secrets is taken out when its job
// has ended: the digest stays, to tell the same order from another.
const schema = `
CREATE TABLE jobs (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
	owner TEXT NOT NULL, key TEXT, digest TEXT NOT NULL, url TEXT NOT NULL, request BLOB NOT NULL,
	state TEXT NOT NULL, stage TEXT NOT NULL DEFAULT '', tries INTEGER NOT NULL DEFAULT 0,
	created INTEGER NOT NULL, started INTEGER NOT NULL DEFAULT 0, ended INTEGER NOT NULL DEFAULT 0,
	result BLOB, hook TEXT NOT NULL DEFAULT '', hook_tries INTEGER NOT NULL DEFAULT 0, hook_due INTEGER);
CREATE UNIQUE INDEX keys ON jobs (owner, key) WHERE key IS NOT NULL;
CREATE INDEX open ON jobs (state, n) WHERE state IN ('queued', 'running');
CREATE INDEX ended ON jobs (ended) WHERE ended > 0;
CREATE INDEX hooks ON jobs (hook_due) WHERE hook_due IS NOT NULL;
`

var pragmas = []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "secure_delete(ON)"}

// ErrInUse says that another process works on the same jobs.
var ErrInUse = errors.New("another server works on this archive: stop it, or use another archive")

// openDatabase opens the database in a folder, which it locks, and makes both where they
// are not there.
func openDatabase(ctx context.Context, dir string) (db *sql.DB, lock *flock.Flock, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, nil, err
	}
	held := flock.New(filepath.Join(dir, "lock"), flock.SetPermissions(0o600))
	locked, err := held.TryLock()
	switch {
	case err != nil:
		return nil, nil, err
	case !locked:
		return nil, nil, ErrInUse
	}
	defer func() {
		if err != nil {
			_ = held.Unlock() // it goes with the process
		}
	}()
	file := filepath.Join(dir, fileName)
	// SQLite would make it readable for all.
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, nil, err
	}
	if err := f.Close(); err != nil {
		return nil, nil, err
	}
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // of a drive
	}
	address := url.URL{Scheme: "file", Path: path, RawQuery: url.Values{"_pragma": pragmas, "_txlock": {"immediate"}}.Encode()}
	if db, err = sql.Open("sqlite", address.String()); err != nil {
		return nil, nil, err
	}
	db.SetMaxOpenConns(1) // there is one writer, and reading a job takes no time
	if err := prepare(ctx, db); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("%s: %w", file, err), db.Close())
	}
	return db, held, nil
}

func prepare(ctx context.Context, db *sql.DB) error {
	var got int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&got); err != nil {
		return err
	}
	switch got {
	case version:
		return nil
	case 0:
		_, err := db.ExecContext(ctx, "BEGIN IMMEDIATE;"+schema+fmt.Sprintf("PRAGMA user_version = %d; COMMIT", version))
		return err
	}
	return fmt.Errorf("it is of version %d, and this program knows %d: use the other program, or delete it", got, version)
}
