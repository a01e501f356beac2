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
	"path/filepath"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/proof"
)

// The log has a line for each snapshot that was stored, and for what became of it, which names
// the line before it by its digest. So a snapshot or a proof that is gone, or was exchanged for another, is found:
// what stands beside a snapshot can be removed with it, a line of the log cannot without
// breaking all that follow.

// logLine is a line of the log.
type logLine struct {
	N         int              `json:"n"` // from 1
	At        time.Time        `json:"at"`
	Event     Happening        `json:"event,omitempty"` // what became of the snapshot; empty: it was stored
	Snapshot  ID               `json:"snapshot"`
	Manifest  string           `json:"manifest_sha256"`
	Proof     string           `json:"proof_sha256,omitempty"` // of snapshot.proof.json, where there is one
	Look      *Look            `json:"look,omitempty"`         // of Unchanged
	Previous  string           `json:"previous_sha256"`        // of the line before, without its end; zeros in the first
	Signature *proof.Signature `json:"signature,omitempty"`    // of the line without this
}

// maxLogLine is more than a line has.
const maxLogLine = 64 << 10

// text is the line as it stands in the file, without its end.
func (l logLine) text() ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(l)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// message is what a line's signature is made of.
func (l logLine) message() (string, error) {
	l.Signature = nil
	text, err := l.text()
	return "tearsheet log " + DigestOf(text).String() + "\n", err
}

// log writes the line of a snapshot that was stored.
func (d *Draft) log(m Manifest) error {
	line := logLine{Snapshot: m.ID, Manifest: m.Digest}
	if d.sealed != nil {
		line.Proof = DigestOf(d.sealed).String()
	}
	return d.w.gated(func() error {
		if _, ok := d.Once.besides(d.w.Store, m.ID); ok {
			return errTaken
		}
		_, err := d.w.addLine(line, d.Sign)
		return err
	})
}

// gated does something while nobody else writes to the log. Where another machine was first
// with a line it is done anew, with what that line says.
func (w *Writer) gated(do func() error) (err error) {
	gate := newLock(w.tempDir())
	if err := gate.Lock(); err != nil {
		return fmt.Errorf("lock the archive: %w", err)
	}
	defer func() { err = errors.Join(err, gate.Close()) }()
	for err = do(); errors.Is(err, errBehind); {
		err = do()
	}
	return err
}

// addLine puts a line behind the last one, and gives what the log's size was before: who
// cannot do what the line says cuts it off again. Only for those who are gated.
func (w *Writer) addLine(line logLine, sign Sign) (before int64, err error) {
	end, size, err := w.logEnd()
	if err != nil {
		return size, err
	}
	line.N, line.At, line.Previous = 1, time.Now().UTC().Truncate(time.Millisecond), Digest{}.String()
	if len(end) > 0 {
		var last logLine
		if err := json.Unmarshal(end, &last); err != nil {
			return size, fmt.Errorf("the last line of %s is none: %w", logName, err)
		}
		line.N, line.Previous = last.N+1, DigestOf(end).String()
	}
	if sign != nil {
		message, err := line.message()
		if err != nil {
			return size, err
		}
		if signature, ok := sign(message); ok {
			line.Signature = &signature
		}
	}
	text, err := line.text()
	if err != nil {
		return size, err
	}
	text = summed(text)
	if len(text) >= maxLogLine {
		return size, fmt.Errorf("a line of %s would have %d bytes, more than is read", logName, len(text))
	}
	if err = w.extendLog(size, append(text, '\n')); err != nil {
		// Who does not store a snapshot does not say so either.
		err = errors.Join(err, w.extendLog(size, nil))
	}
	return size, err
}

// extendLog writes behind so many bytes of the log, and what was there is gone.
func (w *Writer) extendLog(size int64, text []byte) error {
	out, err := w.disk.Extend(w.logPath(), size)
	if err != nil {
		return err
	}
	_, err = out.Write(text)
	err = errors.Join(err, finish(out, size+int64(len(text))))
	if size == 0 && err == nil {
		err = w.disk.SyncDir(w.dir)
	}
	return err
}

// logEnd gives the last whole line of the log and where it ends. What a process that died
// left behind it is no line.
func (s *Store) logEnd() (line []byte, size int64, err error) {
	f, err := s.open(s.logPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	defer f.Close() // only read: nothing to lose
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	from := max(0, info.Size()-2*maxLogLine)
	tail := make([]byte, info.Size()-from)
	if _, err := f.ReadAt(tail, from); err != nil && !errors.Is(err, io.EOF) {
		return nil, 0, err
	}
	end := bytes.LastIndexByte(tail, '\n')
	if end < 0 {
		if from > 0 {
			return nil, 0, fmt.Errorf("the end of %s is no line", logName)
		}
		return nil, 0, nil
	}
	begin := bytes.LastIndexByte(tail[:end], '\n') + 1
	return tail[begin:end], from + int64(end) + 1, nil
}

// logState is what was found of the log.
type logState struct {
	lines  int
	number int             // that the last one says it has
	signed map[string]int  // lines that a key has signed
	heads  map[Digest]bool // the digest of each line
	last   Digest

	said    []logged   // what lines say of the snapshots that are looked at
	removed map[ID]int // the number of the line that says so
	gone    int        // removals after which the snapshot was not stored anew
}

// logged is what a line says of a snapshot.
type logged struct {
	n               int
	at              time.Time
	id              ID
	manifest, proof string
}

// verifyLog walks the log and compares it with what is there. Only the snapshots named are
// looked at, or all where none is.
func (s *Store) verifyLog(ctx context.Context, r *Report, only map[ID]bool) {
	f, err := s.open(s.logPath())
	if errors.Is(err, fs.ErrNotExist) {
		if m, err := s.readMarker(); err == nil && m.Log {
			r.add(logName, Missing, "the archive had a log of what was stored, and has none: what is gone cannot be told")
		}
		return
	}
	if err != nil {
		r.add(logName, Unreadable, "%v", cause(err))
		return
	}
	defer f.Close() // only read: nothing to lose
	r.log = logState{signed: map[string]int{}, heads: map[Digest]bool{}, removed: map[ID]int{}}
	defer s.verifyAllLogged(ctx, r)
	in := bufio.NewReaderSize(f, maxLogLine)
	for ctx.Err() == nil {
		text, err := in.ReadSlice('\n')
		if errors.Is(err, io.EOF) && len(text) == 0 {
			return
		}
		if errors.Is(err, io.EOF) {
			r.add(logName, Leftover, "its last line is not whole: a process died while it wrote, and the next capture removes it")
			return
		}
		if err != nil {
			r.add(logName, Changed, "line %d cannot be read: %v", r.log.lines+1, err)
			return
		}
		s.verifyLine(r, bytes.TrimSuffix(text, []byte("\n")), only)
	}
}

// verifyLine looks at a line of the log.
func (s *Store) verifyLine(r *Report, text []byte, only map[ID]bool) {
	state := &r.log
	state.lines++
	before := state.last
	state.last = DigestOf(text)
	state.heads[state.last] = true
	line, err := readLine(text)
	state.number++
	if err != nil {
		r.add(logName, Changed, "line %d is none: %v", state.lines, err)
		return
	}
	if line.N != state.number || line.Previous != before.String() {
		r.add(logName, Changed, "line %d does not follow the one before it: lines were changed, removed or added", state.lines)
	}
	state.number = line.N // so that what was done in one place is told once
	if line.Signature != nil {
		message, err := line.message()
		if err == nil {
			err = line.Signature.Check(message)
		}
		if err != nil {
			r.add(logName, Changed, "the signature of line %d %v", state.lines, err)
		} else {
			state.signed[line.Signature.Key]++
		}
	}
	if _, err := ParseID(string(line.Snapshot)); err != nil {
		r.add(logName, Changed, "line %d names no snapshot", state.lines)
		return
	}
	if line.Look != nil && line.Look.Stamp != nil {
		digest, err := line.Look.digest()
		if err == nil {
			_, err = line.Look.Stamp.Check(s.Trust, digest)
		}
		if err != nil {
			r.add(logName, Changed, "the time stamp of line %d %v", state.lines, err)
		}
	}
	if only == nil || only[line.Snapshot] {
		state.note(line)
	}
}

// note keeps what a line says. One that only names a snapshot that was stored says nothing of
// it that the line of that does not.
func (l *logState) note(line logLine) {
	switch line.Event {
	case "":
		l.said = append(l.said, logged{line.N, line.At, line.Snapshot, line.Manifest, line.Proof})
	case Removed:
		l.removed[line.Snapshot] = line.N
		l.said = append(l.said, logged{n: line.N, at: line.At, id: line.Snapshot})
	}
}

// verifyAllLogged compares the snapshots with what the log says of them in the end: what was
// stored and then removed may be gone.
func (s *Store) verifyAllLogged(ctx context.Context, r *Report) {
	stored := map[ID]int{}
	for _, line := range r.log.said {
		if line.manifest != "" {
			stored[line.id] = line.n
		}
	}
	for id, n := range r.log.removed {
		if stored[id] < n {
			r.log.gone++
		}
	}
	for _, line := range r.log.said {
		removed := r.log.removed[line.id]
		switch {
		case ctx.Err() != nil:
			return
		case line.manifest != "" && line.n > removed:
			s.verifyLogged(r, line)
		case line.n == removed && stored[line.id] < removed && s.has(line.id):
			r.add(string(line.id), Leftover, "was to be removed on %s and is there: a removal did not come to its end, or somebody put it back", line.at.Format(time.RFC3339))
		}
	}
	r.log.said, r.log.removed = nil, nil
}

// verifyLogged compares a snapshot with its line in the log.
func (s *Store) verifyLogged(r *Report, line logged) {
	stored := line.at.Format(time.RFC3339)
	snap, err := s.Get(line.id)
	switch {
	case err != nil && !s.has(line.id):
		r.add(string(line.id), Missing, "was stored on %s and is gone", stored)
		return
	case err != nil:
		return // its own report says what is wrong with it
	case snap.Digest != line.manifest:
		r.add(string(line.id)+"/"+ManifestName, Changed, "is not the one that was stored on %s", stored)
	}
	if line.proof == "" {
		return
	}
	path := string(line.id) + "/" + ProofName
	data, err := s.read(filepath.Join(snap.Dir, ProofName), proof.MaxSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.add(path, Missing, "was stored on %s and is gone", stored)
	case err == nil && DigestOf(data).String() != line.proof:
		r.add(path, Changed, "is not the one that was stored on %s", stored)
	}
}

// VerifyLog compares snapshots with the log of what was stored.
func (s *Store) VerifyLog(ctx context.Context, ids ...ID) Report {
	r := Report{Dir: s.dir, Problems: []Problem{}}
	only := map[ID]bool{}
	for _, id := range ids {
		only[id] = true
	}
	s.verifyLog(ctx, &r, only)
	return r
}

// LogHead is the digest of the log's last line, and how many it has. Whoever notes it can
// ask later whether the log still holds it.
func (r *Report) LogHead() (digest string, lines int) {
	if r.log.lines == 0 {
		return "", 0
	}
	return r.log.last.String(), r.log.lines
}

// LogRemoved is how many snapshots were removed, as the log says.
func (r *Report) LogRemoved() int { return r.log.gone }

// RequireLogHead adds a problem unless the log holds a line of this digest.
func (r *Report) RequireLogHead(digest string) {
	sum, err := ParseDigest(strings.ToLower(digest))
	if err != nil || !r.log.heads[sum] {
		r.add(logName, Changed, "it no longer holds the line with the digest %s", digest)
	}
}
