// Package tell tells people and programs of changes: by e-mail, by the services that
// github.com/nicholas-fedor/shoutrrr knows, by signed webhooks, by a command, in an Atom feed and
// as JSON lines.
//
//	message.go   what is told; text.go: in words, html.go: with marks
//	target.go    whom, by an address
//	webhook.go, mail.go, service.go, picture.go, command.go, feed.go, lines.go   the ways
//	quiet.go     when nobody is to be disturbed
//	sender.go    takes messages out of the queue, until they are told
package tell

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
)

// Event is a change of a page: the line that watch prints. Other programs rely on its fields.
type Event struct {
	ID      string           `json:"id"` // the same however often it is told
	URL     string           `json:"url"`
	Name    string           `json:"name,omitempty"` // of the page in watch.yaml
	Title   string           `json:"title,omitempty"`
	At      time.Time        `json:"at"`
	Before  string           `json:"before"` // folders of the snapshots; empty where there is none
	After   string           `json:"after"`
	Changes []changes.Change `json:"changes"`
	Stealth bool             `json:"stealth"`
	Report  string           `json:"report,omitempty"` // file with both sides, of what was edited in stealth
}

// Picture is a place in the picture of a page.
type Picture struct {
	Name    string // of a file
	Caption string
	PNG     []byte
}

// Item is one change in a message.
type Item struct {
	Event
	Text     string // in words
	Pictures []Picture
}

// Message is what is told at once: a change, or several in a digest.
type Message struct {
	ID    string // by which who is told twice knows it again
	At    time.Time
	Items []Item
}

// NewMessage makes a message.
func NewMessage(items []Item) Message {
	m := Message{ID: items[0].ID, Items: items, At: items[len(items)-1].At}
	if len(items) > 1 {
		h := sha256.New()
		for _, i := range items {
			h.Write([]byte(i.ID + "\n"))
		}
		m.ID = "digest_" + hex.EncodeToString(h.Sum(nil))[:24]
	}
	return m
}

// ParseEvent reads an event that was kept.
func ParseEvent(body []byte) (e Event, err error) {
	err = json.Unmarshal(body, &e)
	return e, err
}
