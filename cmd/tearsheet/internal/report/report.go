package report

import (
	"time"

	"github.com/tearsheet/tearsheet/snapshots/diff"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// Report is what came of comparing pages with their baselines.
type Report struct {
	Title    string    `json:"title"`
	Tool     string    `json:"tool"`     // name and version
	Browser  string    `json:"browser"`  // product and version
	Platform string    `json:"platform"` // such as linux/amd64
	Started  time.Time `json:"started"`
	Millis   int64     `json:"duration_ms"`
	Notes    []string  `json:"notes,omitempty"` // what holds for the whole run, such as another browser's baselines
	Cases    []Case    `json:"cases"`
}

// Case is one page in one viewport.
type Case struct {
	Name     string   `json:"name"`
	URL      string   `json:"url,omitempty"`
	Viewport string   `json:"viewport,omitempty"` // such as 1280x800
	Tags     []string `json:"tags,omitempty"`
	Status   Status   `json:"status"`
	Flaky    bool     `json:"flaky,omitempty"`   // two captures in a row were not the same
	Message  string   `json:"message,omitempty"` // why it failed, or what to do
	Millis   int64    `json:"duration_ms"`
	Timings  []Timing `json:"timings,omitempty"`

	// File and Line are where the case is configured; annotations point there.
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`

	Want Picture `json:"want"`
	Got  Picture `json:"got"`
	Diff Picture `json:"diff"` // as diff.Picture.Diff draws it

	Changes diff.Result   `json:"changes"`
	Expect  []Expectation `json:"expect,omitempty"` // of the configuration, those that were not met
}

// Timing is how long one step took.
type Timing struct {
	Step   string `json:"step"`
	Millis int64  `json:"ms"`
}

// Expectation is something that a page should have had and had not.
type Expectation struct {
	Field string `json:"field"`
	Want  string `json:"want"` // such as: contains "harbour"
	Got   string `json:"got"`
}

// Picture is a PNG, JPEG or WebP file, in memory or on disk.
type Picture struct {
	Path string `json:"path,omitempty"` // read where there is no Data
	Data []byte `json:"-"`
}

// maxPicture is the most of a picture that is read.
const maxPicture = 512 << 20

// none tells whether there is no picture.
func (p Picture) none() bool { return p.Path == "" && len(p.Data) == 0 }

// bytes gives the file's content.
func (p Picture) bytes() ([]byte, error) {
	if len(p.Data) > 0 || p.Path == "" {
		return p.Data, nil
	}
	return regular.ReadFile(p.Path, maxPicture)
}

// ID names a case: its name, and the viewport where there is one.
func (c Case) ID() string {
	if c.Viewport == "" {
		return c.Name
	}
	return c.Name + " @ " + c.Viewport
}

// Lines says what there is to know of a case, a line each, without its name.
func (c Case) Lines() []string {
	var lines []string
	if c.Message != "" {
		lines = append(lines, c.Message)
	}
	for _, e := range c.Expect {
		lines = append(lines, "expected "+e.Field+" "+e.Want+", got "+quoted(e.Got))
	}
	return append(lines, c.Changes.Summary()...)
}
