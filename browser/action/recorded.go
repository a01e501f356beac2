package action

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// ErrNoRecording is the error for data that is no recording of another program.
var ErrNoRecording = errors.New("it is no recording")

// Recorded are actions that another program has recorded, and what in the recording says how
// the page is to be, and not what is done to it.
type Recorded struct {
	Actions []Action
	Notes   []string
}

// ReadRecording reads what Chrome's Recorder exports as JSON, and the lines of JSON that
// Playwright's codegen writes. A step that no action can do is an error, which names it: what
// comes after it would be done to another page.
func ReadRecording(data []byte) (r Recorded, err error) {
	data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("\xef\xbb\xbf"))
	if !bytes.HasPrefix(data, []byte("{")) {
		return r, ErrNoRecording
	}
	var flow struct {
		Steps []json.RawMessage `json:"steps"`
	}
	if json.Unmarshal(data, &flow) == nil && flow.Steps != nil {
		return readFlow(flow.Steps)
	}
	var first struct {
		Browser string `json:"browserName"`
		Name    string `json:"name"`
	}
	if json.NewDecoder(bytes.NewReader(data)).Decode(&first) == nil && first.Browser+first.Name != "" {
		return readCodegen(data)
	}
	return r, ErrNoRecording
}

// add adds the actions of one step, or says which it is that cannot be done.
func (r *Recorded) add(number int, kind string, actions []Action, note string, err error) error {
	for i := range actions {
		if err == nil {
			err = actions[i].Check()
		}
	}
	if err != nil {
		return fmt.Errorf("step %d (%s): %w", number, kind, err)
	}
	if note != "" {
		r.Notes = append(r.Notes, fmt.Sprintf("step %d (%s): %s", number, kind, note))
	}
	r.Actions = append(r.Actions, actions...)
	return nil
}

// heldKeys are keys that are held while others are pressed.
var heldKeys = map[string]bool{"Shift": true, "Control": true, "Alt": true, "Meta": true}

// goTo leads the page to an address.
func goTo(address string) Action {
	text, err := json.Marshal(address)
	if err != nil {
		text = []byte(`""`)
	}
	return Action{Do: Script, Value: "location.assign(" + string(text) + ")"}
}
