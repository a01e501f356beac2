package action

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// flowStep is a step of a recording of Chrome's Recorder.
type flowStep struct {
	Type       string            `json:"type"`
	URL        string            `json:"url"`
	Target     string            `json:"target"`
	Selectors  []json.RawMessage `json:"selectors"`
	Value      string            `json:"value"`
	Key        string            `json:"key"`
	Button     string            `json:"button"`
	X, Y       float64
	Expression string `json:"expression"`
	Visible    *bool  `json:"visible"`
	Timeout    int64  `json:"timeout"` // milliseconds
	Width      int    `json:"width"`
	Height     int    `json:"height"`
}

// flow is how far a recording has been read.
type flow struct {
	led  bool // to the page itself
	held []string
	y    float64 // down to which the page is scrolled
}

// readFlow reads a recording of Chrome's Recorder.
func readFlow(steps []json.RawMessage) (r Recorded, err error) {
	var f flow
	for i, text := range steps {
		var s flowStep
		if err := json.Unmarshal(text, &s); err != nil {
			return r, fmt.Errorf("step %d: %w", i+1, err)
		}
		actions, note, err := f.read(s)
		for j := range actions {
			actions[j].Timeout = time.Duration(s.Timeout) * time.Millisecond
		}
		if err := r.add(i+1, s.Type, actions, note, err); err != nil {
			return r, err
		}
	}
	return r, nil
}

// read gives the actions of a step, and what it says besides.
func (f *flow) read(s flowStep) (actions []Action, note string, err error) {
	if s.Target != "" && s.Target != "main" {
		return nil, "", fmt.Errorf("it is of another page, %s", s.Target)
	}
	switch s.Type {
	case "setViewport":
		return nil, fmt.Sprintf("the window is what the option viewport says; it was %dx%d", s.Width, s.Height), nil
	case "emulateNetworkConditions":
		return nil, "the network is what the option emulate says (network=)", nil
	case "close":
		return nil, "", nil
	case "navigate":
		if !f.led {
			f.led = true
			return nil, "the page is the one that is captured; it was " + s.URL, nil
		}
		return []Action{goTo(s.URL)}, "", nil
	case "keyDown":
		if heldKeys[s.Key] {
			f.held = append(f.held, s.Key)
			return nil, "", nil
		}
		return []Action{{Do: Press, Value: strings.Join(append(slices.Clone(f.held), s.Key), "+")}}, "", nil
	case "keyUp":
		f.held = slices.DeleteFunc(f.held, func(key string) bool { return key == s.Key })
		return nil, "", nil
	case "scroll":
		if len(s.Selectors) == 0 {
			by := s.Y - f.y
			f.y = s.Y
			return []Action{{Do: Scroll, Value: strconv.Itoa(int(by))}}, "", nil
		}
	case "waitForExpression":
		return []Action{{Do: Wait, Value: "js=" + s.Expression}}, "", nil
	}
	target, err := flowTarget(s.Selectors)
	if err != nil {
		return nil, "", err
	}
	switch s.Type {
	case "click":
		if s.Button != "" && s.Button != "primary" {
			return nil, "", fmt.Errorf("the button %s cannot be pressed", s.Button)
		}
		return []Action{{Do: Click, Target: target}}, "", nil
	case "change":
		return []Action{{Do: Fill, Target: target, Value: s.Value}}, "", nil
	case "hover":
		return []Action{{Do: Hover, Target: target}}, "", nil
	case "scroll":
		return []Action{{Do: Scroll, Value: target}}, "", nil
	case "waitForElement":
		if s.Visible != nil && !*s.Visible {
			return nil, "", errors.New("nobody waits until something is not there")
		}
		return []Action{{Do: Wait, Value: target}}, "", nil
	}
	return nil, "", errors.New("no action does that")
}

// ariaName is a name with its role, as the Recorder writes them.
var ariaName = regexp.MustCompile(`^(.*?)\[role="([a-z]+)"\]$`)

// flowTarget gives the best of the ways in which the Recorder names an element. One that leads
// through shadow roots is its last part: they are looked through anyway.
func flowTarget(ways []json.RawMessage) (string, error) {
	var byText, byRole string
	for _, way := range ways {
		var parts []string
		if json.Unmarshal(way, &parts) != nil {
			var one string
			if json.Unmarshal(way, &one) != nil {
				continue
			}
			parts = []string{one}
		}
		if len(parts) == 0 {
			continue
		}
		last := parts[len(parts)-1]
		kind, rest, ok := strings.Cut(last, "/")
		switch {
		case ok && kind == "pierce":
			return rest, nil
		case ok && kind == "text":
			byText = "text=" + rest
		case ok && kind == "aria":
			if m := ariaName.FindStringSubmatch(rest); m != nil {
				byRole = "role=" + m[2]
				if m[1] != "" {
					byRole += `[name="` + strings.ReplaceAll(m[1], `"`, "") + `"]`
				}
			} else if byText == "" {
				byText = "text=" + rest
			}
		case ok && strings.HasPrefix(kind, "xpath"):
		default:
			return last, nil
		}
	}
	for _, target := range []string{byRole, byText} {
		if target != "" {
			return target, nil
		}
	}
	if len(ways) == 0 {
		return "", errors.New("no action does that")
	}
	return "", errors.New("it names its element by a path alone, which is not understood")
}
