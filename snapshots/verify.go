package snapshots

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/proof"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// Fault says what is wrong with a part of an archive.
type Fault string

// The faults that Verify finds.
const (
	Changed    Fault = "changed"    // a file's bytes are not those that were stored
	Missing    Fault = "missing"    // a file is gone
	Extra      Fault = "extra"      // a file or folder that no snapshot knows
	Unreadable Fault = "unreadable" // the system does not let it be read
	Misplaced  Fault = "misplaced"  // a snapshot in a folder that is not its own
	Leftover   Fault = "leftover"   // a draft of a process that died: harmless, the next writer removes it
)

// Problem is one thing that Verify found.
type Problem struct {
	Path   string `json:"path"` // from the archive down, with forward slashes
	What   Fault  `json:"what"`
	Detail string `json:"detail"`
}

// Broken says that something is wrong, and not just untidy.
func (p Problem) Broken() bool { return p.What != Leftover }

// Report is what Verify says of one snapshot or, where ID is empty, of what
// lies outside of all, or of a file.
type Report struct {
	ID    ID     `json:"id"`
	Dir   string `json:"dir"`
	File  string `json:"file,omitempty"`
	Files int    `json:"files"` // that were read and compared
	Bytes int64  `json:"bytes"`
	// Of the proof beside the manifest: the keys that have signed, in base64, and by whom
	// and when time was stamped on it.
	Signed   []string         `json:"signed,omitempty"`
	Stamped  []proof.Attested `json:"stamped,omitempty"`
	Domains  []string         `json:"domains,omitempty"`  // that have signed a file
	Proved   []string         `json:"proved,omitempty"`   // of a file, in words
	Unproved []string         `json:"unproved,omitempty"` // what nothing, or nobody trusted, speaks for
	Problems []Problem        `json:"problems"`

	log logState
}

// OK says that nothing is broken.
func (r Report) OK() bool { return !slices.ContainsFunc(r.Problems, Problem.Broken) }

func (r *Report) add(path string, what Fault, format string, args ...any) {
	r.Problems = append(r.Problems, Problem{Path: path, What: what, Detail: fmt.Sprintf(format, args...)})
}

// Verify reads every byte of the archive and compares it with what was stored.
// There is a report for each snapshot, in the order of their folders, and a last
// one for what is in the archive and belongs to none. An error means that the
// rest was not looked at.
func (s *Store) Verify(ctx context.Context) iter.Seq2[Report, error] {
	return func(yield func(Report, error) bool) {
		s, err := s.asStored(ctx)
		if err != nil {
			yield(Report{}, err)
			return
		}
		outside := Report{Dir: s.dir, Problems: []Problem{}}
		if state, err := s.inspect(); err != nil || state != ours {
			outside.add(markerName, Missing, "the archive's marker cannot be read: %v", err)
		}
		s.verifyMarker(&outside)
		for id := range s.found(&outside) {
			report := s.VerifySnapshot(ctx, id)
			if ctx.Err() != nil {
				yield(Report{}, context.Cause(ctx))
				return
			}
			if !yield(report, nil) {
				return
			}
		}
		s.verifyLog(ctx, &outside, nil)
		if s.direct {
			s.reportGarbage(ctx, &outside)
		} else {
			s.reportLeftovers(&outside)
			s.reportUnshared(&outside)
		}
		yield(outside, nil)
	}
}

// found gives the snapshots that lie in the archive, in the order of their folders. What
// else lies there is reported.
func (s *Store) found(r *Report) iter.Seq[ID] {
	return func(yield func(ID) bool) {
		for host := range s.folders(r, "", func(name string) bool { return isHostFolder(name) }) {
			for page := range s.folders(r, host, isSafeName) {
				isID := func(name string) bool { _, err := ParseID(page + "/" + name); return err == nil }
				for id := range s.folders(r, page, isID) {
					if s.direct && !exists(s.snapshotDir(ID(id))) {
						continue // reportGarbage tells of it
					}
					if !yield(ID(id)) {
						return
					}
				}
			}
		}
	}
}

// verifyMarker compares the marker, which no digest covers, with what is written there.
func (s *Store) verifyMarker(r *Report) {
	m, err := s.readMarker()
	if err != nil || m.Format < 1 || m.Format > FormatVersion {
		return // that is told of already
	}
	want, err := marker{Format: m.Format, Log: m.Log, Share: m.Share}.text()
	got, readErr := s.read(s.markerPath(), 1<<20)
	if err == nil && readErr == nil && !bytes.Equal(got, want) {
		r.add(markerName, Changed, "is not as it was written")
	}
}

// folders gives the folders in one, by their path from the archive down. What
// else lies there is reported as extra; at the top, names with a leading dot
// belong to tools.
func (s *Store) folders(r *Report, at string, want func(name string) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		entries, err := s.entries(filepath.Join(s.dir, filepath.FromSlash(at)))
		if err != nil {
			r.add(at, Unreadable, "%v", cause(err))
		}
		for _, e := range entries {
			path := strings.TrimPrefix(at+"/"+e.Name(), "/")
			switch {
			case at == "" && (e.Name() == markerName || e.Name() == logName || strings.HasPrefix(e.Name(), ".")):
			case !e.IsDir() || !want(e.Name()):
				r.add(path, Extra, "belongs to no snapshot")
			case !yield(path):
				return
			}
		}
	}
}

// reportLeftovers tells of sessions whose process is dead.
func (s *Store) reportLeftovers(r *Report) {
	for _, session := range s.sessions() {
		lock := newLock(session)
		if !exists(lock.Path()) {
			continue // being made or removed just now
		}
		if free, err := lock.TryLock(); err == nil && free {
			path := tempName + "/" + filepath.Base(session)
			r.add(path, Leftover, "left by a process that died, with %d drafts; the next capture removes it", s.countDrafts(session))
		}
		_ = lock.Close() // nothing hangs on a lock that was only asked for
	}
}

// VerifySnapshot reads every byte of one snapshot.
func (s *Store) VerifySnapshot(ctx context.Context, id ID) Report {
	r := Report{ID: id, Dir: s.snapshotDir(id), Problems: []Problem{}}
	if !s.direct && s.remote != nil {
		if err := s.Refresh(ctx); err != nil {
			r.add(string(id), Unreadable, "%v", cause(err))
			return r
		}
		s = s.inBucket()
	}
	manifest := string(id) + "/" + ManifestName
	snap, err := s.Get(id)
	if err != nil {
		r.add(manifest, whatIs(err), "%v", cause(errors.Unwrap(err)))
		return r // without it nothing is known of the rest
	}
	r.Files++
	if !id.belongs(snap.URL) {
		page, _ := PageOf(snap.URL)
		r.add(manifest, Misplaced, "snapshots of %s belong in %s", snap.URL, page)
	}
	if !snap.named().Equal(id.Time()) {
		r.add(manifest, Misplaced, "was captured at %s", snap.named())
	}
	for _, f := range snap.Files {
		s.verifyFile(ctx, &r, f)
	}
	known := snap.FileNames()
	listed := make(map[string]bool, len(known)+1)
	listed[ProofName] = s.verifyProof(&r, snap)
	for _, name := range known {
		listed[name] = true
	}
	entries, err := s.entries(r.Dir)
	if err != nil {
		r.add(string(id), Unreadable, "%v", cause(err))
	}
	for _, e := range entries {
		if !listed[e.Name()] {
			r.add(string(id)+"/"+e.Name(), Extra, "is not in the manifest")
		}
	}
	return r
}

// whatIs says what an error of Get means for the manifest.
func whatIs(err error) Fault {
	var e *Error
	if !errors.As(err, &e) {
		return Unreadable
	}
	switch {
	case e.kind == KindNotFound, errors.Is(err, fs.ErrNotExist):
		return Missing
	case e.kind == KindBroken:
		return Changed
	}
	return Unreadable
}

// verifyFile compares one file with its entry in the manifest.
func (s *Store) verifyFile(ctx context.Context, r *Report, want File) {
	path := string(r.ID) + "/" + want.Name
	size, sum, err := s.sumFile(ctx, filepath.Join(r.Dir, want.Name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.add(path, Missing, "the manifest lists it with %d bytes", want.Size)
	case errors.Is(err, regular.ErrNotRegular):
		r.add(path, Changed, "%v", err)
	case err != nil:
		r.add(path, Unreadable, "%v", cause(err))
	case size != want.Size:
		r.add(path, Changed, "has %d bytes, %d were stored", size, want.Size)
	case sum != want.SHA256:
		r.add(path, Changed, "has SHA-256 %s, %s was stored", sum, want.SHA256)
	default:
		r.Files++
		r.Bytes += size
		s.verifyPackage(r, want)
	}
}

// sumFile reads a file to its end, or until ctx is done.
func (s *Store) sumFile(ctx context.Context, path string) (size int64, sum Digest, err error) {
	// A link is not what was stored, wherever it leads.
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return 0, sum, regular.ErrNotRegular
	}
	f, err := s.open(path)
	if err != nil {
		return 0, sum, err
	}
	defer f.Close() // only read: nothing to lose
	h := sha256.New()
	size, err = io.Copy(h, contextReader{ctx, f})
	return size, Digest(h.Sum(nil)), err
}

// contextReader stops reading when its context is done.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (r contextReader) Read(p []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	return r.r.Read(p)
}
