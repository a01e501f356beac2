package queue

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/frontier"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
)

// Job is an address to capture, with what is asked for.
type Job struct {
	ID       string              `json:"id"`
	URL      string              `json:"url"`
	Run      string              `json:"run,omitempty"`
	Name     string              `json:"name,omitempty"`
	Group    string              `json:"group,omitempty"`
	Host     string              `json:"host"` // by which visits are counted
	Priority Priority            `json:"priority"`
	Options  map[string][]string `json:"options,omitempty"` // by their names in the table of package option
	Actions  json.RawMessage     `json:"actions,omitempty"` // what is done to the page, as who does it reads it
	Retries  int                 `json:"retries,omitempty"`
	PerHost  int                 `json:"per_host,omitempty"`
	Delay    politeness.Span     `json:"delay,omitempty"`
	Robots   bool                `json:"robots,omitempty"`
	Added    time.Time           `json:"added"`
}

// Priority is how urgent a job is: of a host's jobs the urgent ones come first.
type Priority int

// The priorities.
const (
	High Priority = iota
	Normal
	Low
)

var priorities = [...]string{"high", "normal", "low"}

// Priorities are their names.
func Priorities() []string { return priorities[:] }

// ParsePriority reads the name of one.
func ParsePriority(name string) (Priority, error) {
	for i, known := range priorities {
		if name == known {
			return Priority(i), nil
		}
	}
	return 0, fmt.Errorf("%q: use %s", name, strings.Join(priorities[:], ", "))
}

// String is its name.
func (p Priority) String() string { return priorities[min(max(p, 0), Low)] }

// NewID makes the name of a job: those that were made later come later.
func NewID() string {
	var b [15]byte
	binary.BigEndian.PutUint64(b[:8], uint64(time.Now().UnixMilli())<<16)
	_, _ = rand.Read(b[6:]) // it never fails
	return strings.ToLower(base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:]))
}

// runName is what runs can be called: it becomes part of a subject.
var runName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$`)

// CheckRun says what is wrong with the name of a run; empty is the run of all that have none.
func CheckRun(name string) error {
	if name != "" && !runName.MatchString(name) {
		return fmt.Errorf("%q: use up to 64 letters, digits, - and _", name)
	}
	return nil
}

// noRun stands for jobs of no run, and all for every run.
const (
	noRun = "_"
	all   = "__"
)

func runToken(run string) string {
	if run == "" {
		return noRun
	}
	return run
}

func runOfToken(token string) string {
	if token == noRun {
		return ""
	}
	return token
}

// KeyOf is what stands for a host in subjects.
func KeyOf(host string) string {
	sum := sha256.Sum256([]byte(host))
	return hex.EncodeToString(sum[:8])
}

func (q *Queue) subjectOf(j Job) string {
	key := KeyOf(j.Host)
	return fmt.Sprintf("%s.jobs.%s.%s.%d.%s", q.prefix, frontier.ShardOf(key), key, j.Priority, runToken(j.Run))
}

// laneSubject is the subject of a lane of a host.
func (q *Queue) laneSubject(key, lane string) string {
	return fmt.Sprintf("%s.jobs.%s.%s.%s", q.prefix, frontier.ShardOf(key), key, lane)
}

// lane reads a subject of jobs.
func (q *Queue) lane(subject string) (key, lane string) {
	parts := strings.Split(strings.TrimPrefix(subject, q.prefix+"."), ".")
	if len(parts) != 5 {
		return "", ""
	}
	return parts[2], frontier.Lane(parts[3], parts[4])
}

// readJob reads a message of the jobs.
func (q *Queue) readJob(subject string, seq uint64, data []byte) (frontier.Job, error) {
	var j Job
	if err := json.Unmarshal(data, &j); err != nil {
		return frontier.Job{}, fmt.Errorf("job at %d: %w", seq, err)
	}
	_, lane := q.lane(subject)
	return frontier.Job{
		Seq: seq, ID: j.ID, Run: j.Run, Lane: lane, Retries: j.Retries, Body: data,
		Wish: politeness.Wish{AtOnce: j.PerHost, Apart: j.Delay.Duration(), Robots: j.Robots},
	}, nil
}
