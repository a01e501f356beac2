package tell

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// hook is an address to which messages are sent, signed as Standard Webhooks has it.
type hook struct {
	address string
	ways    Ways
}

// hooked is what a webhook is told.
type hooked struct {
	Type      string       `json:"type"`
	Timestamp time.Time    `json:"timestamp"`
	Data      any          `json:"data"`
	Pictures  []hookedShot `json:"pictures,omitempty"`
}

// hookedShot is a picture of a place.
type hookedShot struct {
	Change  string `json:"change"` // ID
	Caption string `json:"caption"`
	PNG     []byte `json:"png"` // base64
}

// hookMost is how many bytes of pictures are sent along.
const hookMost = 2 << 20

func (h hook) Tell(ctx context.Context, m Message) error {
	told := hooked{Type: "page.changed", Timestamp: m.At, Data: m.Items[0].Event}
	if len(m.Items) > 1 {
		events := make([]Event, len(m.Items))
		for i, item := range m.Items {
			events[i] = item.Event
		}
		told.Type, told.Data = "page.digest", map[string]any{"changes": events}
	}
	size := 0
	for _, i := range m.Items {
		for _, p := range i.Pictures {
			if size += len(p.PNG); size <= hookMost {
				told.Pictures = append(told.Pictures, hookedShot{i.ID, p.Caption, p.PNG})
			}
		}
	}
	body, err := json.Marshal(told)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.address, bytes.NewReader(body))
	if err != nil {
		return err
	}
	now, id := time.Now(), "msg_"+m.ID
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "tearsheet")
	req.Header.Set("Webhook-Id", id)
	req.Header.Set("Webhook-Timestamp", strconv.FormatInt(now.Unix(), 10))
	req.Header.Set("Webhook-Signature", h.ways.Secret.Sign(id, now, body))
	return answered(h.ways.Client.Do(req))
}

// answered tells whether an answer is one that says yes.
func answered(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	said, _ := io.ReadAll(io.LimitReader(resp.Body, 200)) // of a failure
	_, _ = io.CopyN(io.Discard, resp.Body, 64<<10)        // so that the connection can be used again
	if resp.StatusCode/100 != 2 {
		return saying(fmt.Errorf("it answered %d", resp.StatusCode), said)
	}
	return nil
}
