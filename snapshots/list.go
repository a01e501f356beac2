package snapshots

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Query chooses snapshots. The zero value chooses all; what is set must all hold.
type Query struct {
	Host      string    // "example.com", "localhost:8080": this host, not those below it
	URL       string    // snapshots of exactly this URL
	URLPrefix string    // snapshots of URLs that start so
	Since     time.Time // taken then or later
	Until     time.Time // taken before then
}

// List gives the snapshots that a query chooses, the newest first. A snapshot
// that cannot be read comes with an error and as much as is known of it (its ID
// and Dir, or nothing where a whole folder cannot be), and the list goes on; ctx
// ends it.
//
// The order comes from the folders' names. Manifests are read one by one as the
// loop asks for them, so that the newest ten of many cost ten reads, and no
// other file is opened.
func (s *Store) List(ctx context.Context, q Query) iter.Seq2[Snapshot, error] {
	return func(yield func(Snapshot, error) bool) {
		ids, errs := s.ids(ctx, q)
		for _, err := range errs {
			if !yield(Snapshot{}, err) {
				return
			}
		}
		for _, id := range ids {
			if ctx.Err() != nil {
				yield(Snapshot{}, context.Cause(ctx))
				return
			}
			snap, err := s.Get(id)
			if err == nil && !q.Matches(snap.URL) {
				continue
			}
			if !yield(snap, err) {
				return
			}
		}
	}
}

// Latest gives the newest snapshot of a URL.
func (s *Store) Latest(ctx context.Context, url string) (Snapshot, error) {
	for snap, err := range s.List(ctx, Query{URL: url}) {
		return snap, err
	}
	return Snapshot{}, newError(KindNotFound, "find snapshot", url, "the archive has none of this URL")
}

// Matches tells whether a snapshot of that URL is among those that the query
// chooses. URLs are compared as PageOf does, and secrets in them do not count.
func (q Query) Matches(url string) bool {
	if q.URL != "" && !samePage(q.URL, url) && !samePage(warc.Secrets.URL(q.URL), url) {
		return false
	}
	return strings.HasPrefix(url, withoutPassword(q.URLPrefix)) || strings.HasPrefix(url, warc.Secrets.URL(q.URLPrefix))
}

func samePage(a, b string) bool {
	u, err := splitURL(a)
	if err != nil {
		return false
	}
	v, err := splitURL(b)
	return err == nil && u == v
}

// ids finds the snapshots by folder names alone, the newest first. Names that
// are not the archive's are passed over; Verify tells of them. Folders that cannot
// be read give errors, and the others are listed.
func (s *Store) ids(ctx context.Context, q Query) (ids []ID, errs []error) {
	// found keeps the names in a folder, none where it cannot be read.
	found := func(list []string, err error) []string {
		if err != nil {
			errs = append(errs, err)
		}
		return list
	}
	host, page, err := q.Folders()
	if err == nil {
		err = s.Refresh(ctx)
	}
	if err != nil {
		return nil, []error{err}
	}
	hosts := []string{host}
	if host == "" {
		hosts = found(s.Hosts())
	}
	for _, host := range hosts {
		pages := q.pages(page)
		if page == "" {
			pages = found(s.Pages(host))
		}
		for _, page := range pages {
			if ctx.Err() != nil {
				return nil, append(errs, context.Cause(ctx))
			}
			list, err := s.IDs(host, page)
			if err != nil {
				errs = append(errs, err)
			}
			for _, id := range list {
				if q.includes(id.Time()) {
					ids = append(ids, id)
				}
			}
		}
	}
	slices.SortFunc(ids, CompareIDs)
	return ids, errs
}

// Hosts names the folders of hosts.
func (s *Store) Hosts() ([]string, error) {
	list, err := s.names(s.dir)
	return slices.DeleteFunc(list, func(name string) bool { return !isHostFolder(name) }), err
}

// Pages names the folders of a host's pages.
func (s *Store) Pages(host string) ([]string, error) {
	list, err := s.names(s.Folder(host, ""))
	return slices.DeleteFunc(list, func(name string) bool { return !isSafeName(name) }), err
}

// IDs gives the snapshots of a page, the oldest first, by the names of their folders
// alone.
func (s *Store) IDs(host, page string) ([]ID, error) {
	list, err := s.names(s.Folder(host, page))
	var ids []ID
	for _, stamp := range list {
		if id, err := ParseID(host + "/" + page + "/" + stamp); err == nil {
			ids = append(ids, id)
		}
	}
	return ids, err
}

// includes says that a moment is in the query's time.
func (q Query) includes(t time.Time) bool {
	return !t.Before(q.Since) && (q.Until.IsZero() || t.Before(q.Until))
}

// Folders narrows a query to the folders that can match: of a host, empty where it
// can be any, and of a page.
func (q Query) Folders() (host, page string, err error) {
	narrow := ""
	switch {
	case q.URL != "":
		narrow = q.URL
	case q.Host != "":
		narrow = "https://" + q.Host
	case strings.Count(q.URLPrefix, "/") > 2: // the whole host is in it
		narrow = q.URLPrefix
	}
	if narrow == "" {
		return "", "", nil
	}
	folders, err := PageOf(narrow)
	if err != nil {
		return "", "", err
	}
	host, page, _ = strings.Cut(folders, "/")
	if q.URL == "" || q.URL != warc.Secrets.URL(q.URL) { // it may be stored with its secrets or without
		page = ""
	}
	return host, page, nil
}

// pages names the folders of the one page of a query: of front pages there may be one
// with a former name.
func (q Query) pages(page string) []string {
	if u, err := splitURL(q.URL); err == nil {
		if former, ok := formerPage(u); ok {
			return []string{page, former}
		}
	}
	return []string{page}
}

// names lists a folder, whatever is in it; one that is not there, or is no folder, holds
// nothing.
func (s *Store) names(dir string) ([]string, error) {
	d, err := s.openFolder(dir)
	if d == nil && err == nil {
		return nil, nil
	}
	var list []string
	if err == nil {
		defer d.Close() // only read: nothing to lose
		list, err = d.Readdirnames(-1)
		slices.Sort(list)
	}
	if err != nil {
		return list, storageError("list", dir, err)
	}
	return list, nil
}
