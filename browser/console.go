package browser

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// Message is a line of a page's console: what its scripts wrote there, an exception that
// nobody caught, or a request that came to nothing.
type Message struct {
	Time   time.Time `json:"time"`
	Kind   string    `json:"kind"`           // log, info, warning, error, debug ...; exception; request
	Text   string    `json:"text"`           // one line of it or more
	URL    string    `json:"url,omitempty"`  // of the script, or of what was requested
	Line   int64     `json:"line,omitempty"` // in the script, from 1
	Column int64     `json:"column,omitempty"`
	Status int       `json:"status,omitempty"` // of HTTP, where a request was answered
}

// Of what is kept: a page can write without end.
const (
	messagesMax    = 2000
	messageTextMax = 4000 // bytes
)

// console gathers a page's messages. Its zero value is ready.
type console struct {
	mu       sync.Mutex
	asked    map[network.RequestID]string // address of each request
	messages []Message
	cookies  []string // values that came or went, so that a reader can tell them in a message
}

// event takes one event of the protocol.
func (c *console) event(ev any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch ev := ev.(type) {
	case *runtime.EventConsoleAPICalled:
		m := Message{Kind: string(ev.Type), Text: written(ev.Args)}
		m.at(ev.StackTrace)
		c.add(m)
	case *runtime.EventExceptionThrown:
		d := ev.ExceptionDetails
		m := Message{Kind: "exception", Text: d.Text, URL: d.URL, Line: d.LineNumber + 1, Column: d.ColumnNumber + 1}
		if d.Exception != nil {
			m.Text += " " + shown(d.Exception)
		}
		c.add(m)
	case *network.EventRequestWillBeSent:
		if c.asked == nil {
			c.asked = map[network.RequestID]string{}
		}
		c.asked[ev.RequestID] = ev.Request.URL
	case *network.EventRequestWillBeSentExtraInfo:
		for _, one := range ev.AssociatedCookies {
			c.cookie(one.Cookie.Value)
		}
	case *network.EventResponseReceivedExtraInfo:
		for name, lines := range ev.Headers {
			text, _ := lines.(string)
			if !strings.EqualFold(name, "Set-Cookie") {
				continue
			}
			for line := range strings.SplitSeq(text, "\n") {
				pair, _, _ := strings.Cut(line, ";")
				_, value, _ := strings.Cut(pair, "=")
				c.cookie(value)
			}
		}
	case *network.EventResponseReceived:
		if ev.Response.Status >= 400 {
			c.add(Message{Kind: "request", Text: strings.TrimSpace(ev.Response.StatusText), URL: ev.Response.URL, Status: int(ev.Response.Status)})
		}
	case *network.EventLoadingFinished:
		delete(c.asked, ev.RequestID)
	case *network.EventLoadingFailed:
		if !ev.Canceled {
			c.add(Message{Kind: "request", Text: ev.ErrorText, URL: c.asked[ev.RequestID]})
		}
		delete(c.asked, ev.RequestID)
	}
}

func (c *console) add(m Message) {
	if len(c.messages) >= messagesMax {
		return
	}
	m.Time = time.Now().UTC().Truncate(time.Millisecond)
	m.Text, m.URL = clip(m.Text, messageTextMax), clip(m.URL, messageTextMax)
	c.messages = append(c.messages, m)
}

// cookie notes the value of a cookie.
func (c *console) cookie(value string) {
	const most = 1000
	if value != "" && len(c.cookies) < most && !slices.Contains(c.cookies, value) {
		c.cookies = append(c.cookies, value)
	}
}

// list gives what was written so far, and the values of cookies.
func (c *console) list() (messages []Message, cookies []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]Message{}, c.messages...), slices.Clone(c.cookies)
}

// at says where a message was written: the innermost script that has an address, which
// ours have not.
func (m *Message) at(stack *runtime.StackTrace) {
	if stack == nil {
		return
	}
	for _, frame := range stack.CallFrames {
		if frame.URL != "" {
			m.URL, m.Line, m.Column = frame.URL, frame.LineNumber+1, frame.ColumnNumber+1
			return
		}
	}
}

// written is how a console shows what was handed to it.
func written(values []*runtime.RemoteObject) string {
	parts := make([]string, len(values))
	for i, value := range values {
		parts[i] = shown(value)
	}
	return strings.Join(parts, " ")
}

// shown is the text of one value.
func shown(value *runtime.RemoteObject) string {
	var text string
	switch {
	case value.Type == runtime.RemoteObjectTypeString && json.Unmarshal(value.Value, &text) == nil:
		return text
	case value.UnserializableValue != "":
		return string(value.UnserializableValue)
	case value.Description != "":
		return value.Description
	case len(value.Value) > 0:
		return string(value.Value)
	}
	return string(value.Type)
}
