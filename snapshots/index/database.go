package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"modernc.org/sqlite"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// A database's file is named for the version of its tables and by chance. One that is
// to be forgotten is deleted and followed by one of another name, so that processes
// that still have the old one open never mix with those that have the new.
const (
	filePrefix = "v3-"
	fileSuffix = ".db"
)

// applicationID marks a database whose tables are complete.
const applicationID = 0x7465_6172

// Rows are numbered by time, so that the newest come first without sorting; see key.
// What is in words has no text beside it: the snapshots have that.
const schema = `
CREATE TABLE hosts (host TEXT PRIMARY KEY, seen INTEGER NOT NULL, pages BLOB NOT NULL);
CREATE TABLE snapshots (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, url TEXT NOT NULL,
	title TEXT NOT NULL, status INTEGER NOT NULL, written TEXT NOT NULL, read INTEGER NOT NULL DEFAULT 0);
CREATE INDEX unread ON snapshots (n) WHERE read = 0;
CREATE VIRTUAL TABLE words USING fts5 (title, text, authors, site, url, host, facets,
	content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, col);
`

var pragmas = []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(NORMAL)", "cache_size(-16000)", "temp_store(MEMORY)"}

// openDatabase opens the database in a folder and makes both where they are not there.
func openDatabase(ctx context.Context, dir string) (*sql.DB, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	file, err := databaseFile(dir)
	if err != nil {
		return nil, err
	}
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // of a drive
	}
	address := url.URL{Scheme: "file", Path: path, RawQuery: url.Values{"_pragma": pragmas}.Encode()}
	db, err := sql.Open("sqlite", address.String())
	if err != nil {
		return nil, err
	}
	if err := prepare(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// databaseFile gives the database of a folder, new and empty where there is none.
func databaseFile(dir string) (string, error) {
	files, err := databaseFiles(dir)
	if err != nil {
		return "", err
	}
	if len(files) > 0 {
		return files[0], nil
	}
	if err := forgetOthers(dir); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, filePrefix+"*"+fileSuffix)
	if err != nil {
		return "", err
	}
	return f.Name(), errors.Join(f.Chmod(0o644), f.Close())
}

// databaseFiles lists the databases of a folder in the order in which all processes
// choose. There is more than one where two processes made theirs at the same time.
func databaseFiles(dir string) ([]string, error) {
	entries, err := own(dir)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if !e.Type().IsRegular() { // SQLite would follow a link, and write where it leads
			return nil, fmt.Errorf("%s: %w", filepath.Join(dir, e.Name()), regular.ErrNotRegular)
		}
		if strings.HasPrefix(e.Name(), filePrefix) && strings.HasSuffix(e.Name(), fileSuffix) {
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	slices.Sort(files)
	return files, nil
}

// forget deletes what is in a folder of databases. Whoever has one open keeps it.
func forget(dir string) error {
	entries, err := own(dir)
	for _, e := range entries {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, e.Name())))
	}
	return err
}

// forgetOthers deletes the databases of other versions.
func forgetOthers(dir string) error {
	entries, err := own(dir)
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), filePrefix) && e.Type().IsRegular() {
			err = errors.Join(err, os.Remove(filepath.Join(dir, e.Name())))
		}
	}
	return err
}

// own lists a folder that is one, and no link to another.
func own(dir string) ([]os.DirEntry, error) {
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
		return nil, errors.Join(err, fmt.Errorf("%s is no folder", dir))
	}
	return os.ReadDir(dir)
}

// errForeign is a file in the place of a database that is none of ours.
var errForeign = errors.New("the index is not one of tearsheet")

// prepare makes the tables of a new database.
func prepare(ctx context.Context, db *sql.DB) error {
	var id, tables int
	look := func(c querier) error {
		if err := c.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
			return err
		}
		return c.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables)
	}
	if err := look(db); err != nil || id == applicationID {
		return err
	}
	return transact(ctx, db, writing, func(c *sql.Conn) error {
		if err := look(c); err != nil || id == applicationID {
			return err // another process was faster
		}
		if id != 0 || tables > 0 {
			return errForeign
		}
		_, err := c.ExecContext(ctx, fmt.Sprintf("%s; PRAGMA application_id = %d", schema, applicationID))
		return err
	})
}

// querier is what databases and their connections have in common.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// How a transaction begins.
const (
	reading = "BEGIN"
	writing = "BEGIN IMMEDIATE"
)

// transact does something in one transaction: all of it or nothing.
func transact(ctx context.Context, db *sql.DB, how string, f func(c *sql.Conn) error) (err error) {
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close() // goes back to the pool
	if _, err := c.ExecContext(ctx, how); err != nil {
		return err
	}
	err = f(c)
	if err == nil {
		_, err = c.ExecContext(ctx, "COMMIT")
	}
	if err != nil {
		// The error that led here is the one to tell of.
		_, _ = c.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	}
	return err
}

// Codes of SQLite for a file that is damaged or is no database.
const (
	codeCorrupt = 11
	codeNotADB  = 26
)

// isDamaged tells whether an error means that the database has to be made anew.
func isDamaged(err error) bool {
	if errors.Is(err, errForeign) {
		return true
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	primary := e.Code() & 0xff
	return primary == codeCorrupt || primary == codeNotADB
}
