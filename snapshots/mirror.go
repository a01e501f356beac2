package snapshots

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/tearsheet/tearsheet/snapshots/regular"
	"github.com/tearsheet/tearsheet/snapshots/storage"
)

// An archive in a bucket is read and written through its mirror: a folder of this machine
// that has the manifests, the proofs and the log of what is stored, as an archive on disk
// has them, and fetches files when they are asked for. So everything that reads an archive
// reads one in a bucket, and the index lies beside the manifests.
//
// The mirror is a cache. It follows the log, of which each line is an object in the bucket,
// and is made anew from it when it is gone or does not fit.
type mirror struct {
	bucket storage.Bucket
	dir    string
	files  fileCache

	mu    sync.Mutex
	asked time.Time // when the log was last looked at
}

const (
	logFolder = ".log/"         // of the log's lines, in a bucket
	fresh     = 2 * time.Second // how long a look at the log holds
	entered   = "entered-"      // folders of snapshots on their way into the mirror
	atOnce    = 16              // small objects asked for at the same time
)

// lineKey is where the n-th line of the log is: keys sort as the numbers do.
func lineKey(n int) string { return fmt.Sprintf("%s%012d", logFolder, n) }

// mirrors is the folder of all mirrors of a user.
func mirrors() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no place for what is known of an archive in a bucket: %w", err)
	}
	return filepath.Join(dir, "tearsheet", "buckets"), nil
}

// openBucket opens the mirror of an archive by its address. A writer may find nothing there.
func openBucket(address string, writes bool) (*Store, error) {
	bucket, err := storage.Open(address)
	if err != nil {
		return nil, &Error{kind: KindNoArchive, Op: "open archive", Path: address, Err: err}
	}
	dir, err := mirrors()
	if err != nil {
		return nil, storageError("open archive", address, err)
	}
	name := shortHash(bucket.Identity())
	s, err := openMirror(bucket, filepath.Join(dir, name), writes)
	if err != nil {
		return nil, err
	}
	s.State = filepath.Join(states(dir), name)
	return s, nil
}

// states is the folder of what this machine does beside archives in buckets. It is not the
// mirrors', which may be deleted at any time, unless the user has no other.
func states(mirrors string) string {
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "tearsheet", "buckets")
	}
	home, err := os.UserHomeDir()
	switch {
	case err != nil:
		return filepath.Join(filepath.Dir(mirrors), "state")
	case runtime.GOOS == "darwin" || runtime.GOOS == "windows":
		if dir, err := os.UserConfigDir(); err == nil {
			return filepath.Join(dir, "tearsheet", "buckets")
		}
	}
	return filepath.Join(home, ".local", "state", "tearsheet", "buckets")
}

func openMirror(bucket storage.Bucket, dir string, writes bool) (*Store, error) {
	m := &mirror{bucket: bucket, dir: dir, files: fileCache{dir: filepath.Join(dir, filesName)}}
	s := &Store{dir: dir, remote: m}
	ctx := context.Background()
	if err := os.MkdirAll(filepath.Join(dir, tempName), 0o700); err != nil {
		return nil, storageError("open archive", dir, err)
	}
	data, err := readObject(ctx, bucket, markerName, 1<<20)
	if errors.Is(err, fs.ErrNotExist) {
		if err := m.checkEmpty(ctx); err != nil {
			return nil, err
		}
		if err := m.locked(m.clear); err != nil {
			return nil, storageError("open archive", dir, err)
		}
		if !writes {
			return nil, newError(KindNotFound, "open archive", bucket.URL(), "there is no archive here; the first capture makes one")
		}
		return s, nil
	}
	if err == nil {
		err = replaceFile(s.markerPath(), data)
	}
	if err != nil {
		return nil, storageError("open archive", bucket.URL(), err)
	}
	if _, err := s.inspect(); err != nil {
		return nil, err
	}
	if err := s.Refresh(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// checkEmpty refuses a prefix that holds something else.
func (m *mirror) checkEmpty(ctx context.Context) error {
	for o, err := range m.bucket.List(ctx, "", "", true) {
		if err != nil {
			return storageError("open archive", m.bucket.URL(), err)
		}
		if o.Key == tryFolder { // of a process that died
			continue
		}
		return newError(KindStorage, "open archive", m.bucket.URL(),
			fmt.Sprintf("is not an archive and not empty (it holds %s): use another prefix", o.Key))
	}
	return nil
}

// clear forgets everything. The folder of drafts stays, where writers may be at work.
func (m *mirror) clear() error {
	entries, err := os.ReadDir(m.dir)
	for _, e := range entries {
		if e.Name() != tempName {
			err = errors.Join(err, os.RemoveAll(filepath.Join(m.dir, e.Name())))
		}
	}
	return err
}

// locked does something while nobody else changes what the mirror knows of the log.
func (m *mirror) locked(do func() error) (err error) {
	gate := newLock(filepath.Join(m.dir, tempName))
	if err := gate.Lock(); err != nil {
		return fmt.Errorf("lock the mirror: %w", err)
	}
	defer func() { err = errors.Join(err, gate.Close()) }()
	return do()
}

// Refresh looks whether others have stored something in an archive that is in a bucket. Of
// one on disk everything is seen at once.
func (s *Store) Refresh(ctx context.Context) error {
	m := s.remote
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if time.Since(m.asked) < fresh {
		return nil
	}
	begun := time.Now()
	if err := m.locked(func() error { return m.pull(ctx, s) }); err != nil {
		return storageError("read the log", m.bucket.URL(), err)
	}
	m.asked = begun
	return nil
}

// errForeign is a mirror that does not fit the bucket: of an archive that was there before.
var errForeign = errors.New("the log is not the one that was followed")

// pull brings the mirror up to date. The lock is held.
func (m *mirror) pull(ctx context.Context, s *Store) error {
	// What is there of them now is of a process that died.
	left, _ := filepath.Glob(filepath.Join(m.dir, tempName, entered+"*"))
	for _, dir := range left {
		_ = os.RemoveAll(dir) // it harms nobody
	}
	err := m.follow(ctx, s)
	if !errors.Is(err, errForeign) {
		return err
	}
	marker, err := os.ReadFile(s.markerPath())
	if err == nil {
		err = errors.Join(m.clear(), replaceFile(s.markerPath(), marker))
	}
	if err != nil {
		return err
	}
	return m.follow(ctx, s)
}

// follow reads the lines behind the last one that is known.
func (m *mirror) follow(ctx context.Context, s *Store) error {
	end, size, err := s.logEnd()
	if err != nil {
		return err
	}
	known, previous := 0, Digest{}.String()
	if len(end) > 0 {
		var last logLine
		if err := json.Unmarshal(end, &last); err != nil {
			return errForeign
		}
		known, previous = last.N, DigestOf(end).String()
	}
	var lines []int
	isThere := known == 0
	take := func() (err error) {
		size, previous, err = m.take(ctx, s, lines, size, previous)
		lines = lines[:0]
		return err
	}
	for o, err := range m.bucket.List(ctx, logFolder, lineKey(known-1), false) {
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(strings.TrimPrefix(o.Key, logFolder))
		if err != nil || o.Key != lineKey(n) {
			continue // which Verify tells of
		}
		if n == known {
			isThere = true
			continue
		}
		if !isThere {
			return errForeign
		}
		if lines = append(lines, n); len(lines) == 1000 {
			if err := take(); err != nil {
				return err
			}
		}
	}
	if !isThere {
		return errForeign
	}
	return take()
}

// take takes lines into the mirror, and the snapshots that they tell of.
func (m *mirror) take(ctx context.Context, s *Store, numbers []int, size int64, previous string) (int64, string, error) {
	texts := make([][]byte, len(numbers))
	err := m.each(ctx, len(numbers), func(ctx context.Context, i int) (err error) {
		texts[i], err = readObject(ctx, m.bucket, lineKey(numbers[i]), maxLogLine)
		return err
	})
	if err != nil {
		return size, previous, err
	}
	var log bytes.Buffer
	last := map[ID]entry{}
	for i, text := range texts {
		text = bytes.TrimSuffix(text, []byte("\n"))
		var e entry
		if err := json.Unmarshal(text, &e); err != nil {
			return size, previous, fmt.Errorf("line %d of the log is none: %w", numbers[i], err)
		}
		if e.Previous != previous && i == 0 && numbers[i] > 1 {
			return size, previous, errForeign // if it is wrong there too, Verify tells of it
		}
		if _, err := ParseID(string(e.Snapshot)); err != nil {
			return size, previous, err
		}
		if e.stores() || e.removes() {
			last[e.Snapshot] = e
		}
		previous = DigestOf(text).String()
		log.Write(text)
		log.WriteByte('\n')
	}
	ids := make([]ID, 0, len(last))
	for id := range last {
		ids = append(ids, id)
	}
	err = m.each(ctx, len(ids), func(ctx context.Context, i int) error {
		if e := last[ids[i]]; e.stores() {
			return m.enter(ctx, s, e)
		}
		return os.RemoveAll(s.snapshotDir(ids[i]))
	})
	if err != nil || log.Len() == 0 {
		return size, previous, err
	}
	return size + int64(log.Len()), previous, appendFile(s.logPath(), size, log.Bytes())
}

// entry is what a mirror reads in a line of the log.
type entry struct {
	Event    string `json:"event"`
	Snapshot ID     `json:"snapshot"`
	Proof    string `json:"proof_sha256"`
	Previous string `json:"previous_sha256"`
}

func (e entry) stores() bool  { return e.Event == "" }
func (e entry) removes() bool { return e.Event == "removed" }

// each calls f for 0 to n-1, some at the same time.
func (m *mirror) each(ctx context.Context, n int, f func(ctx context.Context, i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i := range n {
		group.Go(func() error { return f(ctx, i) })
	}
	return group.Wait()
}

// enter brings the manifest and the proof of a snapshot into the mirror. One that is gone
// from the bucket, and of which the log does not say so, has a folder without a manifest.
func (m *mirror) enter(ctx context.Context, s *Store, e entry) error {
	if exists(s.snapshotDir(e.Snapshot)) {
		return nil
	}
	names := []string{ManifestName}
	if e.Proof != "" {
		names = append(names, ProofName)
	}
	temp, err := os.MkdirTemp(filepath.Join(m.dir, tempName), entered+"*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp) // it is gone where all went well
	for _, name := range names {
		data, err := readObject(ctx, m.bucket, string(e.Snapshot)+"/"+name, maxManifest)
		if errors.Is(err, fs.ErrNotExist) {
			continue // Verify tells of it
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(temp, name), data, 0o600)
		}
		if err != nil {
			return err
		}
	}
	return place(temp, s.snapshotDir(e.Snapshot))
}

// place moves a folder to where a snapshot is.
func place(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	err := os.Rename(from, to)
	if err != nil && exists(to) {
		return nil
	}
	return err
}

// readObject reads an object of at most so many bytes.
func readObject(ctx context.Context, b storage.Bucket, key string, most int64) ([]byte, error) {
	body, err := b.Open(ctx, key)
	if err != nil {
		return nil, err
	}
	defer body.Close() // only read: nothing to lose
	data, err := io.ReadAll(io.LimitReader(body, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("%s has more than %d bytes", key, most)
	}
	return data, err
}

// replaceFile writes a file of a cache, unless it says that already.
func replaceFile(path string, data []byte) error {
	if old, err := os.ReadFile(path); err == nil && slices.Equal(old, data) {
		return nil
	}
	return regular.Replace(path, data, 0o644)
}

// appendFile writes behind so many bytes of a file, and what was there is gone.
func appendFile(path string, size int64, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	if err = f.Truncate(size); err == nil {
		_, err = f.WriteAt(data, size)
	}
	return errors.Join(err, f.Close())
}
