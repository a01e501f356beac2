package client

import (
	"encoding/json"
	"time"
)

// Job is a capture that was asked for.
type Job struct {
	ID        string    `json:"id"`
	Status    string    `json:"status"` // queued, running, done or failed
	Stage     string    `json:"stage"`  // of one that runs: loading, storing
	URL       string    `json:"url"`
	CreatedAt time.Time `json:"created_at"`
	StartedAt time.Time `json:"started_at"`
	EndedAt   time.Time `json:"ended_at"`
	Result    *Result   `json:"result"` // nil until it has ended
}

// Ended tells whether nothing more will become of the job.
func (j Job) Ended() bool { return j.Status == "done" || j.Status == "failed" }

// Result is what came of a capture: the line that tearsheet capture --json prints.
type Result struct {
	URL       string            `json:"url"`
	FinalURL  string            `json:"final_url"`
	Status    int               `json:"status"`
	Title     string            `json:"title"`
	Dir       string            `json:"dir"`   // on the server's machine
	Files     map[string]string `json:"files"` // kind -> name
	Article   *Article          `json:"article"`
	Overlays  json.RawMessage   `json:"overlays"`
	Coverage  json.RawMessage   `json:"coverage"`
	Truncated []string          `json:"truncated"`
	Partial   bool              `json:"partial"`
	Error     *Failure          `json:"error"`
}

// Failure is why a page was not captured.
type Failure struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
}

// Article is the article of a page.
type Article struct {
	URL          string   `json:"url"`
	CanonicalURL string   `json:"canonical_url"`
	Title        string   `json:"title"`
	Subtitle     string   `json:"subtitle"`
	Authors      []string `json:"authors"`
	Agency       string   `json:"agency"`
	Dateline     string   `json:"dateline"`
	Published    string   `json:"published"`
	Modified     string   `json:"modified"`
	SiteName     string   `json:"site_name"`
	Section      string   `json:"section"`
	Breadcrumbs  []string `json:"breadcrumbs"`
	Tags         []string `json:"tags"`
	Language     string   `json:"language"`
	Direction    string   `json:"direction"`
	Description  string   `json:"description"`
	Notes        []string `json:"notes"`
	Paywalled    bool     `json:"paywalled"`
	Pages        int      `json:"pages"`
	WordCount    int      `json:"word_count"`
	Text         string   `json:"text"`
	Markdown     string   `json:"markdown"`
	HTML         string   `json:"html"`
}

// Snapshot is what a list shows of a capture that is kept.
type Snapshot struct {
	ID         string            `json:"id"` // host/page/time
	URL        string            `json:"url"`
	FinalURL   string            `json:"final_url"`
	Status     int               `json:"status"`
	Title      string            `json:"title"`
	CapturedAt time.Time         `json:"captured_at"`
	Partial    bool              `json:"partial"`
	Files      map[string]string `json:"files"`
	Error      string            `json:"error"` // why it cannot be read
}

// Hit is a snapshot that a search found.
type Hit struct {
	ID         string    `json:"id"`
	URL        string    `json:"url"`
	Status     int       `json:"status"`
	Title      string    `json:"title"`
	CapturedAt time.Time `json:"captured_at"`
	Score      float64   `json:"score"`
	Older      int       `json:"older"`
	Snippet    string    `json:"snippet"`
}

// Verified is whether a snapshot is as it was stored.
type Verified struct {
	ID       string `json:"id"`
	OK       bool   `json:"ok"`
	Files    int    `json:"files"`
	Bytes    int64  `json:"bytes"`
	Problems []struct {
		Path   string `json:"path"`
		What   string `json:"what"`
		Detail string `json:"detail"`
	} `json:"problems"`
}
