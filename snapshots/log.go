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

// The log has a line for each snapshot that was stored, which names the line before it by
// its digest. So a snapshot or a proof that is gone, or was exchanged for another, is found:
// what stands beside a snapshot can be removed with it, a line of the log cannot without
// breaking all that follow.

// logLine is a line of the log.
type logLine struct {
	N         int              `json:"n"` // from 1
	At        time.Time        `json:"at"`
	Snapshot  ID               `json:"snapshot"`
	Manifest  string           `json:"manifest_sha256"`
	Proof     string           `json:"proof_sha256,omitempty"` // of snapshot.proof.json, where there is one
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
func (d *Draft) log(m Manifest) (err error) {
	w := d.w
	gate := newLock(w.tempDir())
	if err := gate.Lock(); err != nil {
		return fmt.Errorf("lock the archive: %w", err)
	}
	defer func() { err = errors.Join(err, gate.Close()) }()
	end, size, err := w.logEnd()
	if err != nil {
		return err
	}
	line := logLine{N: 1, At: time.Now().UTC().Truncate(time.Millisecond), Snapshot: m.ID, Manifest: m.Digest, Previous: Digest{}.String()}
	if len(end) > 0 {
		var last logLine
		if err := json.Unmarshal(end, &last); err != nil {
			return fmt.Errorf("the last line of %s is none: %w", logName, err)
		}
		line.N, line.Previous = last.N+1, DigestOf(end).String()
	}
	if d.sealed != nil {
		line.Proof = DigestOf(d.sealed).String()
	}
	if d.Sign != nil {
		message, err := line.message()
		if err != nil {
			return err
		}
		if signature, ok := d.Sign(message); ok {
			line.Signature = &signature
		}
	}
	text, err := line.text()
	if err != nil {
		return err
	}
	if err = w.extendLog(size, append(text, '\n')); err != nil {
		// Who does not store a snapshot does not say so either.
		err = errors.Join(err, w.extendLog(size, nil))
	}
	return err
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
	signed map[string]int  // lines that a key has signed
	heads  map[Digest]bool // the digest of each line
	last   Digest
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
	r.log = logState{signed: map[string]int{}, heads: map[Digest]bool{}}
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
	var line logLine
	if err := json.Unmarshal(text, &line); err != nil {
		r.add(logName, Changed, "line %d is none: %v", state.lines, err)
		return
	}
	if line.N != state.lines || line.Previous != before.String() {
		r.add(logName, Changed, "line %d does not follow the one before it: lines were changed, removed or added", state.lines)
	}
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
	if only == nil || only[line.Snapshot] {
		s.verifyLogged(r, line)
	}
}

// verifyLogged compares a snapshot with its line in the log.
func (s *Store) verifyLogged(r *Report, line logLine) {
	stored := line.At.Format(time.RFC3339)
	snap, err := s.Get(line.Snapshot)
	switch {
	case err != nil && !s.has(line.Snapshot):
		r.add(string(line.Snapshot), Missing, "was stored on %s and is gone", stored)
		return
	case err != nil:
		return // its own report says what is wrong with it
	case snap.Digest != line.Manifest:
		r.add(string(line.Snapshot)+"/"+ManifestName, Changed, "is not the one that was stored on %s", stored)
	}
	if line.Proof == "" {
		return
	}
	path := string(line.Snapshot) + "/" + ProofName
	data, err := s.read(filepath.Join(snap.Dir, ProofName), proof.MaxSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.add(path, Missing, "was stored on %s and is gone", stored)
	case err == nil && DigestOf(data).String() != line.Proof:
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

// RequireLogHead adds a problem unless the log holds a line of this digest.
func (r *Report) RequireLogHead(digest string) {
	sum, err := ParseDigest(strings.ToLower(digest))
	if err != nil || !r.log.heads[sum] {
		r.add(logName, Changed, "it no longer holds the line with the digest %s", digest)
	}
}
