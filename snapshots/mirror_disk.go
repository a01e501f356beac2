package snapshots

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

// bucketDisk is what a Writer does where the archive is in a bucket: drafts are made in the
// mirror, and what would be renamed into an archive on disk is sent to the bucket.
//
// A snapshot is in the archive when its line is in the log. Before that come its files, the
// first of which says whose the name is, and then its manifest. So at every moment what the
// log tells of is whole, and what it does not tell of is nobody's: see Garbage.
type bucketDisk struct {
	disk // of the mirror
	m    *mirror
	s    *Store

	mu      sync.Mutex
	pending map[string]sent // whole in the bucket and not in the log, by the snapshot's folder
}

// sent is a draft that was sent.
type sent struct {
	draft string // its folder
	at    time.Time
	files []File
}

const (
	filesAtOnce = 4
	// lineWithin is how long after a draft's first byte was sent its line may still be
	// written: what is older and has no line may be removed as garbage.
	lineWithin = 6 * time.Hour
)

// errNameTaken says that there is something of another snapshot under a name.
var errNameTaken = errors.New("the name is another snapshot's")

// errBehind says that another writer has written the line of the log that was to be written.
var errBehind = errors.New("somebody else wrote to the log")

func (m *mirror) disk(s *Store) func(*os.Root) disk {
	return func(root *os.Root) disk {
		return &bucketDisk{disk: newOSDisk(root), m: m, s: s, pending: map[string]sent{}}
	}
}

// Create makes a file of the mirror, which need not outlive a power cut.
func (d *bucketDisk) Create(path string) (diskFile, error) {
	f, err := d.disk.Create(path)
	if err != nil {
		return nil, err
	}
	return unsynced{f}, nil
}

type unsynced struct{ diskFile }

func (unsynced) Sync() error { return nil }

// SyncDir does nothing, likewise.
func (d *bucketDisk) SyncDir(string) error { return nil }

// Rename sends what is to be in the archive, and removes what no longer is.
func (d *bucketDisk) Rename(from, to string) error {
	ctx := context.Background()
	if to == d.s.markerPath() {
		return d.mark(ctx, from)
	}
	if id, ok := d.id(to); ok {
		return d.send(ctx, id, from, to)
	}
	if id, ok := d.id(from); ok {
		d.mu.Lock()
		_, isPending := d.pending[from]
		delete(d.pending, from)
		d.mu.Unlock()
		if isPending {
			return nil // the draft is still in its place; what was sent is nobody's
		}
		if err := d.m.remove(ctx, id); err != nil {
			return err
		}
	}
	return d.disk.Rename(from, to)
}

func (d *bucketDisk) id(path string) (ID, bool) {
	rel, err := filepath.Rel(d.s.dir, path)
	if err != nil {
		return "", false
	}
	id, err := ParseID(filepath.ToSlash(rel))
	return id, err == nil
}

// mark makes the archive, unless somebody else did so just now.
func (d *bucketDisk) mark(ctx context.Context, from string) error {
	err := d.create(ctx, from, markerName, rand.Text(), File{MediaType: "application/json"})
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return d.disk.Rename(from, d.s.markerPath())
}

// create sends a file of the mirror. Where its digest is not known it is made.
func (d *bucketDisk) create(ctx context.Context, path, key, token string, f File) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close() // only read: nothing to lose
	if f.SHA256 == (Digest{}) {
		h := sha256.New()
		if f.Size, err = io.Copy(h, file); err != nil {
			return err
		}
		f.SHA256 = Digest(h.Sum(nil))
	}
	return d.m.bucket.Create(ctx, key, storage.New{Body: file, Size: f.Size, SHA256: f.SHA256, MediaType: f.MediaType, Token: token})
}

// send brings a draft into the bucket: its files, then the proof, then the manifest.
func (d *bucketDisk) send(ctx context.Context, id ID, from, to string) error {
	data, err := os.ReadFile(filepath.Join(from, ManifestName))
	if err != nil {
		return err
	}
	m, err := ParseManifest(data)
	if err != nil {
		return err
	}
	s := sent{draft: from, at: time.Now(), files: m.Files}
	upload := &upload{d: d, id: id, from: from, token: rand.Text()}
	if err := upload.all(ctx, m.Files); err != nil {
		// Best effort: what stays is found by Garbage.
		upload.takeBack(ctx)
		if errors.Is(err, fs.ErrExist) {
			return errors.Join(errNameTaken, d.m.locked(func() error { return d.m.pull(ctx, d.s) }))
		}
		return err
	}
	d.mu.Lock()
	d.pending[to] = s
	d.mu.Unlock()
	return nil
}

// upload is a draft on its way.
type upload struct {
	d     *bucketDisk
	id    ID
	from  string
	token string

	mu   sync.Mutex
	keys []string // that are there
}

func (u *upload) all(ctx context.Context, files []File) error {
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(filesAtOnce)
	for i, f := range files {
		if i == 0 { // says whose the name is
			if err := u.one(ctx, f); err != nil {
				return err
			}
			continue
		}
		group.Go(func() error { return u.one(within, f) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for _, name := range []string{ProofName, ManifestName} {
		if !exists(filepath.Join(u.from, name)) {
			continue
		}
		if err := u.one(ctx, File{Name: name, MediaType: "application/json"}); err != nil {
			return err
		}
	}
	return nil
}

func (u *upload) one(ctx context.Context, f File) error {
	key := string(u.id) + "/" + f.Name
	if err := u.d.create(ctx, filepath.Join(u.from, f.Name), key, u.token, f); err != nil {
		return err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.keys = append(u.keys, key)
	return nil
}

func (u *upload) takeBack(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for _, key := range u.keys {
		if u.d.m.bucket.Remove(ctx, key) != nil {
			return
		}
	}
}

// remove removes a snapshot from the bucket: its manifest first, so that what is left of it
// is nothing.
func (m *mirror) remove(ctx context.Context, id ID) error {
	if err := m.bucket.Remove(ctx, string(id)+"/"+ManifestName); err != nil {
		return err
	}
	var keys []string
	for o, err := range m.bucket.List(ctx, string(id)+"/", "", false) {
		if err != nil {
			return err
		}
		keys = append(keys, o.Key)
	}
	return m.each(ctx, len(keys), func(ctx context.Context, i int) error { return m.bucket.Remove(ctx, keys[i]) })
}

// Extend opens the log, to which a line can be added. What would be cut off is none of it.
func (d *bucketDisk) Extend(path string, size int64) (diskFile, error) {
	if path != d.s.logPath() {
		return d.disk.Extend(path, size)
	}
	return &lineFile{d: d, size: size}, nil
}

// lineFile is a line on its way into the log. The lock of the mirror is held.
type lineFile struct {
	d    *bucketDisk
	size int64 // of the log before it
	line bytes.Buffer
}

func (f *lineFile) Write(p []byte) (int, error) { return f.line.Write(p) }

func (f *lineFile) Stat() (fs.FileInfo, error) {
	return lineInfo{size: f.size + int64(f.line.Len())}, nil
}

func (f *lineFile) Close() error { return nil }

// Sync writes the line, unless another has its number.
func (f *lineFile) Sync() error {
	if f.line.Len() == 0 {
		return nil
	}
	d, ctx := f.d, context.Background()
	line, text := logLine{}, f.line.Bytes()
	if err := json.Unmarshal(text, &line); err != nil {
		return err
	}
	target := d.s.snapshotDir(line.Snapshot)
	d.mu.Lock()
	draft, isPending := d.pending[target]
	d.mu.Unlock()
	if isPending && time.Since(draft.at) > lineWithin {
		return fmt.Errorf("it took longer than %s to send %s", lineWithin, line.Snapshot)
	}
	err := d.m.bucket.Create(ctx, lineKey(line.N), storage.New{
		Body: bytes.NewReader(text), Size: int64(len(text)), SHA256: DigestOf(text), MediaType: "application/json", Token: rand.Text(),
	})
	if errors.Is(err, fs.ErrExist) {
		if err := d.m.pull(ctx, d.s); err != nil {
			return err
		}
		return errBehind
	}
	if err != nil {
		return err
	}
	// From here on it is stored. What fails in the mirror is mended by the next look.
	if isPending {
		d.mu.Lock()
		delete(d.pending, target)
		d.mu.Unlock()
		if d.keep(draft, target) != nil {
			return nil
		}
	}
	_ = appendFile(d.s.logPath(), f.size, text)
	return nil
}

// keep leaves a snapshot that was stored in the mirror.
func (d *bucketDisk) keep(s sent, target string) error {
	for _, f := range s.files {
		path := filepath.Join(s.draft, f.Name)
		if err := d.m.files.add(path, f); err != nil {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return place(s.draft, target)
}

// lineInfo is what there is to know of the log with a new line.
type lineInfo struct {
	fs.FileInfo
	size int64
}

func (i lineInfo) Size() int64 { return i.size }
