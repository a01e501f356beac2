package snapshots

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/proof"
)

// Happening says what became of a snapshot.
type Happening string

// What the log may say of a snapshot.
const (
	Stored    Happening = "stored"
	Removed   Happening = "removed"   // by gc
	Pinned    Happening = "pinned"    // gc is to leave it
	Unpinned  Happening = "unpinned"  // and no longer
	Unchanged Happening = "unchanged" // the page was looked at, and was as the snapshot has it
)

// Sign signs a line of the log; nil: nobody does. ok is false where there is no key.
type Sign func(text string) (signature proof.Signature, ok bool)

// Event is a line of the log: what became of a snapshot, and when.
type Event struct {
	N        int       `json:"n"` // number of the line, from 1
	At       time.Time `json:"at"`
	What     Happening `json:"event"`
	Snapshot ID        `json:"snapshot"`
	Look     *Look     `json:"look,omitempty"` // of Unchanged: what was seen
	Signed   bool      `json:"signed"`

	end int64 // where the line ends
}

// Look is a capture that is not kept, since it was the same as a snapshot. The digests say
// what was seen: who has the same bytes can show that they were what was there.
type Look struct {
	CapturedAt time.Time         `json:"captured_at"`
	FinalURL   string            `json:"final_url"`
	Status     int               `json:"status"`
	Files      map[string]Digest `json:"files"` // by kind
	// Stamp is an authority's word that all of this was known at a time; nil: nobody was asked.
	Stamp *proof.Stamp `json:"timestamp,omitempty"`
}

// digest is what time is stamped on: that of the look's JSON without its stamp.
func (l Look) digest() (Digest, error) {
	l.Stamp = nil
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(l)
	return DigestOf(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), err
}

// events gives what the log says became of snapshots since they were stored, in its order, from
// a byte on, and where each line ends. Lines of what was stored are many, and say no more here
// than where they end and whether they are signed. A line that is none ends it with an error;
// what a process that died left at the end is no line.
func (s *Store) events(ctx context.Context, from int64) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		f, err := s.open(s.logPath())
		if errors.Is(err, fs.ErrNotExist) {
			return
		}
		if err == nil {
			defer f.Close() // only read: nothing to lose
			_, err = f.Seek(from, io.SeekStart)
		}
		if err != nil {
			yield(Event{}, storageError("read the log", s.logPath(), err))
			return
		}
		for in := bufio.NewReaderSize(f, maxLogLine); ; {
			text, err := in.ReadSlice('\n')
			if errors.Is(err, io.EOF) {
				return
			}
			var e Event
			if err == nil {
				e, err = eventOf(text)
				from += int64(len(text))
				e.end = from
			}
			switch {
			case ctx.Err() != nil:
				yield(Event{}, context.Cause(ctx))
				return
			case err != nil:
				yield(Event{}, &Error{kind: KindBroken, Op: "read the log", Path: s.logPath(), Err: fmt.Errorf("the line behind byte %d is none: %w", from, err)})
				return
			case !yield(e, nil):
				return
			}
		}
	}
}

// eventOf reads a line of the log.
func eventOf(text []byte) (Event, error) {
	if !bytes.Contains(text, []byte(`"event":"`)) { // no text in a line can hold it, since quotes are escaped there
		return Event{What: Stored, Signed: bytes.Contains(text, []byte(`"signature":{`))}, nil
	}
	var line logLine
	err := json.Unmarshal(text, &line)
	if err == nil {
		_, err = ParseID(string(line.Snapshot)) // it may be anybody's log
	}
	return Event{N: line.N, At: line.At, What: line.Event, Snapshot: line.Snapshot, Look: line.Look, Signed: line.Signature != nil}, err
}

// Pin tells gc to leave a snapshot, or no longer to.
func (w *Writer) Pin(id ID, pinned bool, sign Sign) error {
	snap, err := w.Get(id)
	if err != nil {
		return err
	}
	event := Pinned
	if !pinned {
		event = Unpinned
	}
	return w.note(logLine{Event: event, Snapshot: id, Manifest: snap.Digest}, sign)
}

// Unchanged notes that a page was looked at and was as a snapshot has it. Stamp has the time
// stamped on what was seen; nil, or where it gives none: nobody does.
func (w *Writer) Unchanged(snap Snapshot, look Look, sign Sign, stamp func(Digest) *proof.Stamp) error {
	look.CapturedAt = look.CapturedAt.UTC().Truncate(time.Millisecond)
	look.FinalURL = withoutPassword(look.FinalURL)
	if stamp != nil {
		digest, err := look.digest()
		if err != nil {
			return &Error{kind: KindMisuse, Op: "note in the log", Path: string(snap.ID), Err: err}
		}
		look.Stamp = stamp(digest)
	}
	return w.note(logLine{Event: Unchanged, Snapshot: snap.ID, Manifest: snap.Digest, Look: &look}, sign)
}

// note writes a line that changes nothing else. A snapshot that is being removed just now
// gets none.
func (w *Writer) note(line logLine, sign Sign) error {
	err := w.gated(func() error {
		if !exists(w.snapshotDir(line.Snapshot)) {
			return fs.ErrNotExist
		}
		_, err := w.addLine(line, sign)
		return err
	})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return newError(KindNotFound, "note in the log", string(line.Snapshot), "the snapshot was removed meanwhile")
	case err != nil:
		return writeError("note in the log", w.logPath(), err)
	}
	return nil
}
