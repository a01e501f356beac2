package snapshots

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Draft is a snapshot in the making. Nothing of it is in the archive until
// Commit, and then all of it at once. Several files can be written at the same
// time.
//
//	draft, err := w.Begin()
//	...
//	defer draft.Abort() // does nothing after Commit
//	err = draft.WriteFile("dom", "dom.html", page)
//	...
//	snap, err := draft.Commit(ctx, snapshots.Manifest{URL: ...})
type Draft struct {
	w   *Writer
	dir string

	mu    sync.Mutex
	files []File // written so far, and being written
	open  int    // files not closed yet
	err   error  // the first failure: from then on there is nothing to commit

	// Seal makes the proof that lies beside the manifest, of its digest; nil: there is
	// none. Set it before Commit.
	Seal func(Digest) ([]byte, error)
	// Sign signs the line in the archive's log; nil: nobody does. ok is false where there is
	// no key.
	Sign Sign
	// Once makes it the one snapshot of its cause; nil: each draft is one of its own.
	Once *Once

	sealed []byte // what Seal made
}

var errEnded = errors.New("the draft was committed or aborted before")

// Begin starts a draft.
func (w *Writer) Begin() (*Draft, error) {
	dir := filepath.Join(w.session, strconv.FormatInt(w.drafts.Add(1), 10))
	if err := w.disk.Mkdir(dir); err != nil {
		return nil, writeError("begin snapshot", dir, err)
	}
	return &Draft{w: w, dir: dir}, nil
}

// Create adds a file and gives where to write it. Kind is what the file is
// ("dom"), name what it is called ("dom.html"): lower-case letters, digits, '.',
// '-' and '_'. The file counts once it is closed without an error.
func (d *Draft) Create(kind, name string) (io.WriteCloser, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.err != nil {
		return nil, d.failure("add file", d.err)
	}
	f := File{Name: name, Kind: kind, MediaType: mediaTypeOf(name)}
	if err := checkFiles(append(slices.Clone(d.files), f)); err != nil {
		return nil, &Error{kind: KindMisuse, Op: "add file", Path: name, Err: err}
	}
	path := filepath.Join(d.dir, name)
	out, err := d.w.disk.Create(path)
	if err != nil {
		d.err = err
		return nil, d.failure("add file", err)
	}
	d.files = append(d.files, f)
	d.open++
	return &fileWriter{draft: d, index: len(d.files) - 1, path: path, file: out, hash: sha256.New()}, nil
}

// WriteFile adds a file that is in memory; see Create.
func (d *Draft) WriteFile(kind, name string, data []byte) error {
	f, err := d.Create(kind, name)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

// Abort drops the draft. After Commit or another Abort it does nothing, so that
// it can be deferred.
func (d *Draft) Abort() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if errors.Is(d.err, errEnded) {
		return nil
	}
	d.err = errEnded
	if err := d.w.disk.RemoveAll(d.dir); err != nil {
		return writeError("abort snapshot", d.dir, err)
	}
	return nil
}

// Commit puts the draft into the archive as the snapshot of m.URL. When it
// returns without an error the snapshot is on disk and stays there through a
// power cut; when it returns one, nothing is in the archive. CapturedAt is now
// where it is not set.
func (d *Draft) Commit(ctx context.Context, m Manifest) (Snapshot, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.err != nil:
		return Snapshot{}, d.failure("commit snapshot", d.err)
	case d.open > 0:
		return Snapshot{}, newError(KindMisuse, "commit snapshot", m.URL, fmt.Sprintf("%d of its files are not closed", d.open))
	case ctx.Err() != nil:
		return Snapshot{}, d.failure("commit snapshot", context.Cause(ctx))
	}
	page, err := PageOf(m.URL)
	if err != nil {
		return Snapshot{}, err
	}
	if m.CapturedAt.IsZero() {
		m.CapturedAt = time.Now()
	}
	if err := m.storable(); err != nil {
		return Snapshot{}, &Error{kind: KindMisuse, Op: "commit snapshot", Path: m.URL, Err: err}
	}
	m.Format = FormatVersion
	m.Files = slices.SortedFunc(slices.Values(d.files), func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	m.URL, m.FinalURL = withoutPassword(m.URL), withoutPassword(m.FinalURL)
	m.CapturedAt = m.CapturedAt.UTC().Truncate(time.Millisecond)
	if moment := d.Once.moment(m); !moment.Equal(m.CapturedAt) {
		m.BegunAt = moment
	}

	if err := d.share(); err != nil {
		d.err = err
		return Snapshot{}, d.failure("commit snapshot", err)
	}
	snap, err := d.publish(page, m)
	if err != nil {
		d.err = err
		return Snapshot{}, d.failure("commit snapshot", err)
	}
	d.err = errEnded
	if exists(d.dir) { // it was there already
		_ = d.w.disk.RemoveAll(d.dir) // or the next writer's sweep does it
	}
	return snap, nil
}

// publish moves the draft to the first free name of its moment. The manifest
// says the name, so it is written anew for each.
func (d *Draft) publish(page string, m Manifest) (Snapshot, error) {
	parent, err := d.w.makePage(page)
	if err != nil {
		return Snapshot{}, err
	}
	for n := 1; ; n++ {
		name := stamp(d.Once.moment(m), n)
		target := filepath.Join(parent, name)
		m.ID = ID(page + "/" + name)
		if exists(target) {
			if snap, ok := d.Once.there(d.w.Store, m.ID); ok {
				return snap, d.w.disk.SyncDir(parent)
			}
			continue
		}
		if m.Digest, err = d.writeManifest(m); err != nil {
			return Snapshot{}, err
		}
		err := d.w.disk.Rename(d.dir, target)
		if err != nil && exists(target) {
			n--
			continue // another writer took the name just now
		}
		if errors.Is(err, errNameTaken) {
			continue // another machine has it, and has not come to its end
		}
		if err != nil {
			return Snapshot{}, err
		}
		if err := d.w.disk.SyncDir(parent); err != nil {
			// It may or may not survive a power cut, so it cannot be called stored.
			return Snapshot{}, errors.Join(err, d.w.disk.Rename(target, d.dir))
		}
		if err := d.log(m); err != nil {
			if snap, ok := d.Once.besides(d.w.Store, m.ID); ok && errors.Is(err, errTaken) {
				return snap, d.w.disk.Rename(target, d.dir)
			}
			return Snapshot{}, errors.Join(err, d.w.disk.Rename(target, d.dir))
		}
		return Snapshot{Dir: target, Manifest: m, store: d.w.Store}, nil
	}
}

func (d *Draft) writeManifest(m Manifest) (digest string, err error) {
	data, digest, err := m.encode()
	if err != nil {
		return "", err
	}
	path := filepath.Join(d.dir, ManifestName)
	if exists(path) {
		if err := d.w.disk.Remove(path); err != nil {
			return "", err
		}
	}
	if err := writeFile(d.w.disk, path, data); err != nil {
		return "", err
	}
	if err := d.writeProof(digest); err != nil {
		return "", err
	}
	return digest, d.w.disk.SyncDir(d.dir)
}

// writeProof puts the proof of a manifest beside it.
func (d *Draft) writeProof(digest string) error {
	if d.Seal == nil {
		return nil
	}
	sum, err := ParseDigest(digest)
	if err != nil {
		return err
	}
	data, err := d.Seal(sum)
	if err != nil {
		return err
	}
	path := filepath.Join(d.dir, ProofName)
	if exists(path) {
		if err := d.w.disk.Remove(path); err != nil {
			return err
		}
	}
	d.sealed = data
	return writeFile(d.w.disk, path, data)
}

// makePage makes the folders of a page. They are synced also where they are
// there: another process may have made them and died before its sync.
func (w *Writer) makePage(page string) (string, error) {
	dir := w.dir
	for part := range strings.SplitSeq(page, "/") {
		parent := dir
		dir = filepath.Join(parent, part)
		if err := w.disk.Mkdir(dir); err != nil && !errors.Is(err, fs.ErrExist) {
			return "", err
		}
		if err := w.disk.SyncDir(parent); err != nil {
			return "", err
		}
	}
	return dir, nil
}

func (d *Draft) failure(op string, err error) error {
	if errors.Is(err, errEnded) {
		return &Error{kind: KindMisuse, Op: op, Err: err}
	}
	return writeError(op, d.w.dir, err)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// fileWriter writes one file of a draft and sums it on the way.
type fileWriter struct {
	draft *Draft
	index int // in draft.files
	path  string
	file  diskFile
	hash  hash.Hash
	size  int64
	err   error // the first failure
	done  bool
}

func (f *fileWriter) Write(p []byte) (int, error) {
	if f.done {
		return 0, &Error{kind: KindMisuse, Op: "write file", Path: f.path, Err: fs.ErrClosed}
	}
	n, err := f.file.Write(p)
	f.hash.Write(p[:n]) // a hash never fails
	f.size += int64(n)
	if err != nil {
		f.err = errors.Join(f.err, err)
		return n, writeError("write file", f.path, err)
	}
	return n, nil
}

// Close makes the file durable and enters it in the draft.
func (f *fileWriter) Close() error {
	if f.done {
		return nil
	}
	f.done = true
	err := errors.Join(f.err, finish(f.file, f.size))

	d := f.draft
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open--
	if err != nil {
		d.err = err
		return writeError("write file", f.path, err)
	}
	d.files[f.index].Size = f.size
	d.files[f.index].SHA256 = Digest(f.hash.Sum(nil))
	return nil
}
