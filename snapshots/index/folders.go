package index

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
)

// The time at which a folder was last changed tells whether a name in it came or went
// since it was last read. Two changes in one tick of the file system's clock have the
// same time, so the time of a folder that was changed just before it was read says
// nothing yet, and the folder is read again until it does.
const (
	tick  = 3 * time.Second // longer than of any file system
	never = 0               // a time that no folder has
)

// known is what the database knows of the folders: hosts by name, and under no name
// the archive's own folder, whose pages are the hosts.
type known map[string]host

// host is a folder of pages.
type host struct {
	seen  int64
	pages []page
}

// page is a folder of snapshots and when it was changed, as far as it is known.
type page struct {
	name string
	seen int64
}

// encode writes pages for the database, where they are one value a host: there may be
// as many as snapshots, and they are asked for each time.
func encode(pages []page) []byte {
	b := []byte{} // no pages are not nothing to the database
	for _, p := range pages {
		b = binary.AppendUvarint(b, uint64(len(p.name)))
		b = append(b, p.name...)
		b = binary.AppendVarint(b, p.seen)
	}
	return b
}

var errPages = errors.New("the index has a list of pages that cannot be read")

func decode(b []byte) (pages []page, err error) {
	text := string(b) // once, so that the names need no memory of their own
	for at := 0; at < len(b); {
		length, n := binary.Uvarint(b[at:])
		if n <= 0 || length > uint64(len(b)-at-n) {
			return nil, errPages
		}
		at += n
		name := text[at : at+int(length)]
		at += int(length)
		seen, n := binary.Varint(b[at:])
		if n <= 0 {
			return nil, errPages
		}
		at += n
		pages = append(pages, page{name, seen})
	}
	return pages, nil
}

// load reads what is known.
func load(ctx context.Context, c querier) (known, error) {
	rows, err := c.QueryContext(ctx, "SELECT host, seen, pages FROM hosts")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	k := known{}
	for rows.Next() {
		var name string
		var h host
		var pages sql.RawBytes
		if err := rows.Scan(&name, &h.seen, &pages); err != nil {
			return nil, err
		}
		if h.pages, err = decode(pages); err != nil {
			return nil, err
		}
		k[name] = h
	}
	return k, rows.Err()
}

// survey is how the folders differ from what is known.
type survey struct {
	now    time.Time // when it began
	hosts  []surveyed
	errors []error // folders that cannot be read
}

// surveyed is one host's folder, where it or a page in it may differ.
type surveyed struct {
	name   string
	host                      // as it is now; without pages where it is gone
	looked map[string]listing // the pages that were read, by name; nothing in those that are gone
}

// listing is what is in the folder of a page.
type listing []snapshots.ID

// surveyor compares folders with what is known of them.
type surveyor struct {
	store *snapshots.Store
	known known
	now   time.Time
}

// survey looks at every folder but reads only those that were changed.
func (s surveyor) survey(ctx context.Context) survey {
	out := survey{now: s.now}
	top := s.known[""]
	seen, err := s.changed("", "")
	hosts := top.pages
	if err != nil || seen != top.seen || seen == never {
		names, err := s.store.Hosts()
		if err != nil {
			out.errors = append(out.errors, err)
			seen = never
		}
		hosts = pagesOf(names, nil)
		out.hosts = append(out.hosts, surveyed{host: host{s.trusted(seen), hosts}})
	}
	there := make(map[string]bool, len(hosts))
	queue := make(chan string, len(hosts))
	for _, h := range hosts {
		there[h.name] = true
		queue <- h.name
	}
	close(queue)
	for name := range s.known {
		if name != "" && !there[name] {
			out.hosts = append(out.hosts, surveyed{name: name})
		}
	}
	var mu sync.Mutex
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for name := range queue {
				if ctx.Err() != nil {
					return
				}
				h, differs, errs := s.host(name)
				mu.Lock()
				if differs {
					out.hosts = append(out.hosts, h)
				}
				out.errors = append(out.errors, errs...)
				mu.Unlock()
			}
		})
	}
	workers.Wait()
	return out
}

// host looks at the folder of a host and those of its pages.
func (s surveyor) host(name string) (h surveyed, differs bool, errs []error) {
	old := s.known[name]
	h = surveyed{name: name, host: old, looked: map[string]listing{}}
	seen, err := s.changed(name, "")
	if err != nil || seen != old.seen || seen == never {
		differs = true
		names, err := s.store.Pages(name)
		if err != nil {
			errs = append(errs, err)
		}
		if err != nil {
			seen = never
		}
		h.host = host{s.trusted(seen), pagesOf(names, old.pages)}
		for _, p := range gone(old.pages, h.pages) {
			h.looked[p.name] = nil
		}
	}
	shared := !differs // h.pages are those that are known, which stay as they are
	for i, p := range h.pages {
		seen, err := s.changed(name, p.name)
		if err == nil && seen == p.seen && seen != never {
			continue
		}
		if shared {
			h.pages, shared = append([]page(nil), h.pages...), false
		}
		differs = true
		ids, err := s.store.IDs(name, p.name)
		if err != nil {
			errs = append(errs, err)
			seen = never
		}
		h.pages[i].seen = s.trusted(seen)
		h.looked[p.name] = ids
	}
	return h, differs, errs
}

// changed gives when a folder was changed. A link is as good as the folder it leads to.
func (s surveyor) changed(host, page string) (int64, error) {
	info, err := os.Stat(s.store.Folder(host, page))
	if errors.Is(err, fs.ErrNotExist) {
		return never, nil
	}
	if err != nil {
		return never, err
	}
	return info.ModTime().UnixNano(), nil
}

// trusted gives the time of a folder that is read now, or never where it says nothing.
func (s surveyor) trusted(seen int64) int64 {
	if age := s.now.UnixNano() - seen; seen == never || age < tick.Nanoseconds() {
		return never
	}
	return seen
}

// pagesOf makes pages of names, with what is known of them.
func pagesOf(names []string, old []page) []page {
	seen := make(map[string]int64, len(old))
	for _, p := range old {
		seen[p.name] = p.seen
	}
	pages := make([]page, len(names))
	for i, name := range names {
		pages[i] = page{name, seen[name]}
	}
	return pages
}

// gone gives the pages that were there and are no longer.
func gone(old, now []page) (list []page) {
	there := make(map[string]bool, len(now))
	for _, p := range now {
		there[p.name] = true
	}
	for _, p := range old {
		if !there[p.name] {
			list = append(list, p)
		}
	}
	return list
}
