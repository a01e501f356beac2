package snapshots

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/tearsheet/tearsheet/snapshots/proof"
	"github.com/tearsheet/tearsheet/snapshots/regular"
	"github.com/tearsheet/tearsheet/snapshots/storage"
)

// Store reads an archive. It holds nothing open and is safe for concurrent use,
// also while other processes write.
type Store struct {
	dir string // absolute

	// Trust says whose time stamps Verify believes: those whom the system trusts, unless it is set.
	Trust proof.Trust

	// State is the folder of what goes on beside the archive and is nowhere else: captures that
	// a server was asked for, and what is known of watched pages. Empty: the archive's own. For
	// one in a bucket Open says a folder of this machine.
	State string

	remote *mirror // where the archive is in a bucket; dir is its mirror then
	direct bool    // everything is read from the bucket, nothing from the mirror
}

// Snapshot is one capture as it lies on disk.
type Snapshot struct {
	Dir string // the folder, absolute; of one in a bucket the mirror's, with the manifest alone
	Manifest

	store *Store // that gave it
}

// Path gives where the file of a kind is; "manifest" is a kind too.
func (s Snapshot) Path(kind string) (string, bool) {
	name, ok := s.FileNames()[kind]
	return filepath.Join(s.Dir, name), ok
}

// marker is the content of the file that makes a folder an archive.
type marker struct {
	About  string `json:"about"`
	Format int    `json:"format"`
	Log    bool   `json:"log,omitempty"`   // there is a log of what was stored, since the beginning
	Share  bool   `json:"share,omitempty"` // files of the same bytes are one
}

// text is the marker as it is written.
func (m marker) text() ([]byte, error) {
	m.About = "An archive of web page snapshots made by tearsheet. Each folder below holds one and opens without any tool."
	data, err := json.MarshalIndent(m, "", "  ")
	return append(data, '\n'), err
}

// Open opens an archive for reading: in a folder, where it changes nothing, or in a bucket
// (s3://, gs:// or azblob://BUCKET/PREFIX), of which it keeps what it has read in the user's cache folder.
func Open(dir string) (*Store, error) {
	if storage.IsURL(dir) {
		return openBucket(dir, false)
	}
	s, err := newStore(dir)
	if err != nil {
		return nil, err
	}
	state, err := s.inspect()
	switch {
	case err != nil:
		return nil, err
	case state == absent:
		return nil, newError(KindNotFound, "open archive", s.dir, "there is no archive here; the first capture makes one")
	}
	return s, nil
}

// Dir is the archive's folder, absolute.
func (s *Store) Dir() string { return s.dir }

// Get reads one snapshot. Of one that is there and cannot be read it gives the ID
// and Dir beside the error.
func (s *Store) Get(id ID) (Snapshot, error) {
	if _, err := ParseID(string(id)); err != nil {
		return Snapshot{}, err
	}
	snap := Snapshot{Dir: s.snapshotDir(id), Manifest: Manifest{ID: id}, store: s}
	path := filepath.Join(snap.Dir, ManifestName)
	data, err := s.read(path, maxManifest)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !s.has(id):
		return Snapshot{}, newError(KindNotFound, "read snapshot", string(id), "there is no such snapshot")
	case errors.Is(err, fs.ErrNotExist):
		return snap, &Error{kind: KindBroken, Op: "read snapshot", Path: path, Err: err}
	case err != nil:
		return snap, storageError("read snapshot", path, err)
	}
	m, err := ParseManifest(data)
	if err == nil && m.ID != id {
		err = fmt.Errorf("says that it is snapshot %s", m.ID)
	}
	if err != nil {
		return snap, &Error{kind: KindBroken, Op: "read snapshot", Path: path, Err: err}
	}
	snap.Manifest = m
	return snap, nil
}

// Open opens the file of a kind.
func (s *Store) Open(snap Snapshot, kind string) (*os.File, error) {
	path, ok := snap.Path(kind)
	if !ok {
		return nil, newError(KindNotFound, "open file", string(snap.ID), fmt.Sprintf("the snapshot has no %q", kind))
	}
	if s.remote != nil && kind != "manifest" {
		return s.openRemote(snap, kind)
	}
	f, err := s.open(path)
	if err != nil {
		return nil, storageError("open file", path, err)
	}
	return f, nil
}

// Open opens the file of a kind. No link leads out of the snapshot's folder.
func (s Snapshot) Open(kind string) (*os.File, error) {
	name, ok := s.FileNames()[kind]
	if s.store != nil && s.store.remote != nil {
		return s.store.Open(s, kind)
	}
	if !ok {
		return nil, newError(KindNotFound, "open file", string(s.ID), fmt.Sprintf("the snapshot has no %q", kind))
	}
	f, err := regular.OpenUnder(s.Dir, name)
	if err != nil {
		return nil, storageError("open file", filepath.Join(s.Dir, name), err)
	}
	return f, nil
}

func newStore(dir string) (*Store, error) {
	if dir == "" {
		return nil, newError(KindNoArchive, "open archive", "", "no folder given")
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, storageError("open archive", dir, err)
	}
	return &Store{dir: abs}, nil
}

// state is what an archive's folder can be, apart from an error.
type state int

const (
	absent state = iota // nothing there, or nothing but what systems put in empty folders
	ours
)

// clutter is what an empty folder may hold.
var clutter = []string{tempName, logName, ".DS_Store", ".gitignore", ".gitkeep", ".localized", "Thumbs.db", "desktop.ini", "lost+found"}

// inspect tells an archive from an empty folder, and refuses any other.
func (s *Store) inspect() (state, error) {
	m, err := s.readMarker()
	if errors.Is(err, fs.ErrNotExist) {
		return absent, s.checkEmpty()
	}
	if err != nil && !errors.Is(err, errNoMarker) {
		return absent, storageError("open archive", s.dir, err)
	}
	if err != nil || m.Format < 1 {
		return absent, newError(KindBroken, "open archive", s.markerPath(), "is not the marker of an archive; FORMAT.md says what belongs there")
	}
	if m.Format > FormatVersion {
		return absent, newError(KindStorage, "open archive", s.dir,
			fmt.Sprintf("the archive has format %d and this version of tearsheet reads up to %d: use a newer one", m.Format, FormatVersion))
	}
	return ours, nil
}

var errNoMarker = errors.New("is no marker")

// readMarker reads the marker.
func (s *Store) readMarker() (m marker, err error) {
	data, err := s.read(s.markerPath(), 1<<20)
	if err == nil && json.Unmarshal(data, &m) != nil {
		err = errNoMarker
	}
	return m, err
}

func (s *Store) checkEmpty() error {
	entries, err := s.entries(s.dir)
	if err != nil {
		return storageError("open archive", s.dir, err)
	}
	for _, e := range entries {
		if !slices.Contains(clutter, e.Name()) {
			return newError(KindStorage, "open archive", s.dir,
				fmt.Sprintf("the folder is not an archive and not empty (it holds %s): use another folder", e.Name()))
		}
	}
	return nil
}
