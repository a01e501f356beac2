package client

import "time"

// WatchedPage is a page that the server watches.
type WatchedPage struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	URL      string `json:"url"`
	Kind     string `json:"kind"` // page, feed or sitemap
	Schedule struct {
		Every  string `json:"every"`
		Cron   string `json:"cron"`
		Zone   string `json:"zone"`
		Jitter string `json:"jitter"`
	} `json:"schedule"`
	When     string     `json:"when"` // the condition under which a change is told
	Looks    int        `json:"looks"`
	LookedAt *time.Time `json:"looked_at"`
	DueAt    *time.Time `json:"due_at"`
	State    string     `json:"state"` // new, ok or trouble
	Trouble  string     `json:"trouble"`
	Title    string     `json:"title"`
	Snapshot string     `json:"snapshot"`
	Added    bool       `json:"added"` // over HTTP or in the gallery; else a watch.yaml has it
	Asked    Options    `json:"asked"` // of one that was added, where it alone is asked for
	Volatile []struct { // parts that are not looked at
		Key     string `json:"key"`
		Example string `json:"example"`
		Why     string `json:"why"`
	} `json:"volatile"`
}

// PageChange is that a watched page changed.
type PageChange struct {
	ID      string      `json:"id"`
	Cursor  string      `json:"cursor"` // Changes goes on after this one with it
	Page    string      `json:"page"`
	URL     string      `json:"url"`
	Name    string      `json:"name"`
	Title   string      `json:"title"`
	At      time.Time   `json:"at"`
	Before  string      `json:"before"` // snapshots
	After   string      `json:"after"`
	Kinds   []string    `json:"kinds"` // in the order of what they mean
	Changes []OneChange `json:"changes"`
	Stealth bool        `json:"stealth"` // an article was edited and says that it was not
	Told    bool        `json:"told"`
}

// OneChange is one thing that changed.
type OneChange struct {
	What         string `json:"what"` // field, paragraph, link, number, picture, header or status
	How          string `json:"how"`  // added, removed, edited or moved
	Name         string `json:"name"`
	Before       string `json:"before"`
	After        string `json:"after"`
	Was          []Span `json:"was"` // the words, those marked that differ
	Is           []Span `json:"is"`
	WordsAdded   int    `json:"words_added"`
	WordsRemoved int    `json:"words_removed"`
}

// Span are words that differ from those of the other side, or do not.
type Span struct {
	Text    string `json:"text"`
	Changed bool   `json:"changed"`
}
