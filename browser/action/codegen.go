package action

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// codegenStep is a line of what Playwright's codegen writes with --target jsonl.
type codegenStep struct {
	Name       string   `json:"name"`
	Browser    string   `json:"browserName"`
	Page       string   `json:"pageAlias"`
	URL        string   `json:"url"`
	Selector   string   `json:"selector"`
	Text       string   `json:"text"`
	Value      string   `json:"value"`
	Key        string   `json:"key"`
	Button     string   `json:"button"`
	ClickCount int      `json:"clickCount"`
	Modifiers  int      `json:"modifiers"`
	Options    []string `json:"options"`
	Files      []string `json:"files"`
}

// readCodegen reads lines of Playwright's codegen.
func readCodegen(data []byte) (r Recorded, err error) {
	lines := json.NewDecoder(bytes.NewReader(data))
	led := false
	for number := 1; ; number++ {
		var s codegenStep
		switch err := lines.Decode(&s); {
		case errors.Is(err, io.EOF):
			return r, nil
		case err != nil:
			return r, fmt.Errorf("step %d: %w", number, err)
		case s.Browser != "":
			number = 0 // what the browser was is no step
			continue
		}
		var actions []Action
		var note string
		if s.Name == "navigate" && !led {
			led, note = true, "the page is the one that is captured; it was "+s.URL
		} else {
			actions, err = s.read()
		}
		if err := r.add(number, s.Name, actions, note, err); err != nil {
			return r, err
		}
	}
}

// fieldRoles are the roles of what a label stands beside, by what is done.
var fieldRoles = map[string]string{"fill": "textbox", "press": "textbox", "check": "checkbox", "uncheck": "checkbox", "select": "combobox"}

// modifierKeys are the keys that are held, by their bits.
var modifierKeys = []struct {
	bit  int
	name string
}{{1, "Alt+"}, {2, "Control+"}, {4, "Meta+"}, {8, "Shift+"}}

// read gives the actions of a line.
func (s codegenStep) read() ([]Action, error) {
	if s.Page != "" && s.Page != "page" {
		return nil, fmt.Errorf("it is of another page, %s", s.Page)
	}
	switch s.Name {
	case "openPage", "closePage":
		return nil, nil
	case "navigate":
		return []Action{goTo(s.URL)}, nil
	}
	target, err := playwrightTarget(s.Selector, fieldRoles[s.Name])
	if err != nil {
		return nil, err
	}
	one := func(a Action) ([]Action, error) { return []Action{a}, nil }
	switch s.Name {
	case "click", "check", "uncheck":
		if s.Button != "" && s.Button != "left" || s.ClickCount > 1 || s.Modifiers != 0 {
			return nil, errors.New("only a click with the left button and without other keys can be done")
		}
		return one(Action{Do: Click, Target: target})
	case "fill":
		return one(Action{Do: Fill, Target: target, Value: s.Text})
	case "select":
		if len(s.Options) != 1 {
			return nil, fmt.Errorf("%d options cannot be chosen at once", len(s.Options))
		}
		return one(Action{Do: Fill, Target: target, Value: s.Options[0]})
	case "press":
		key := s.Key
		for _, held := range modifierKeys {
			if s.Modifiers&held.bit != 0 {
				key = held.name + key
			}
		}
		return one(Action{Do: Press, Target: target, Value: key})
	case "hover":
		return one(Action{Do: Hover, Target: target})
	case "setInputFiles":
		if len(s.Files) != 1 {
			return nil, fmt.Errorf("%d files cannot be chosen at once", len(s.Files))
		}
		return one(Action{Do: Upload, Target: target, Value: s.Files[0]})
	case "assertVisible":
		return one(Action{Do: Wait, Value: target})
	case "assertText":
		return one(Action{Do: Wait, Value: "text=" + s.Text})
	}
	return nil, errors.New("no action does that")
}

// What Playwright's own selectors are like.
var (
	internalRole = regexp.MustCompile(`^internal:role=([a-z]+)(?:\[name=("(?:[^"\\]|\\.)*")[is]?\])?$`)
	internalText = regexp.MustCompile(`^internal:(text|label)=("(?:[^"\\]|\\.)*")[is]?$`)
	internalAttr = regexp.MustCompile(`^internal:(?:attr|testid)=\[([a-z-]+)=("(?:[^"\\]|\\.)*")[is]?\]$`)
)

// playwrightTarget gives what a selector of Playwright means; role is that of a field that it
// names by its label.
func playwrightTarget(selector, role string) (string, error) {
	parts := strings.Split(selector, " >> ")
	// Frames and shadow roots are looked through anyway, and of several the first is taken.
	var rest []string
	for _, part := range parts {
		if part != "nth=0" && part != "internal:control=enter-frame" && !strings.HasPrefix(part, "visible=") {
			rest = append(rest, part)
		}
	}
	if len(parts) > 2 && parts[len(parts)-2] == "internal:control=enter-frame" {
		rest = rest[len(rest)-1:]
	}
	if len(rest) != 1 {
		return "", fmt.Errorf("the selector %s leads through others, which is not understood", selector)
	}
	one := rest[0]
	words := func(quoted string) (text string) {
		if json.Unmarshal([]byte(quoted), &text) != nil {
			text = strings.Trim(quoted, `"`)
		}
		return text
	}
	if m := internalRole.FindStringSubmatch(one); m != nil {
		if m[2] == "" {
			return "role=" + m[1], nil
		}
		return "role=" + m[1] + `[name="` + strings.ReplaceAll(words(m[2]), `"`, "") + `"]`, nil
	}
	if m := internalText.FindStringSubmatch(one); m != nil {
		if m[1] == "text" {
			return "text=" + words(m[2]), nil
		}
		if role == "" {
			return "", fmt.Errorf("the selector %s does not say what its label is beside", selector)
		}
		return "role=" + role + `[name="` + strings.ReplaceAll(words(m[2]), `"`, "") + `"]`, nil
	}
	if m := internalAttr.FindStringSubmatch(one); m != nil {
		return "[" + m[1] + "=" + m[2] + " i]", nil
	}
	if strings.HasPrefix(one, "internal:") || strings.HasPrefix(one, "xpath=") || strings.HasPrefix(one, "//") {
		return "", fmt.Errorf("the selector %s is not understood", selector)
	}
	return strings.TrimPrefix(one, "css="), nil
}
