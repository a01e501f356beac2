package check

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/goccy/go-yaml/ast"

	"github.com/tearsheet/tearsheet/browser/action"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// LoadActions reads a file of actions: a list, as under "actions" in a config, or a recording
// of another program, in which the notes are what no action does. Its mistakes are Problems;
// paths in it go from its own folder on.
func LoadActions(file string) (list []Action, notes []string, err error) {
	data, err := regular.ReadFile(file, maxConfig)
	if err != nil {
		return nil, nil, err
	}
	recorded, err := action.ReadRecording(data)
	if !errors.Is(err, action.ErrNoRecording) {
		if err != nil {
			err = fmt.Errorf("%s: %w", file, err)
		}
		for i, a := range recorded.Actions {
			if a.Do == action.Upload && !filepath.IsAbs(a.Value) {
				recorded.Actions[i].Value = filepath.Join(filepath.Dir(file), a.Value)
			}
		}
		return recorded.Actions, recorded.Notes, err
	}
	list, err = loadActions(file, data)
	return list, nil, err
}

// loadActions reads a list.
func loadActions(file string, data []byte) ([]Action, error) {
	r, err := newReader(file)
	if err != nil {
		return nil, err
	}
	top, err := r.document(data, "there are no actions: list them, such as \"- click: '#more'\"")
	if err != nil {
		return nil, err
	}
	var actions []Action
	actionList(&actions).read(r, "", top)
	if len(r.problems) > 0 {
		return nil, r.sorted()
	}
	return actions, nil
}

// newReader gives what reads a file.
func newReader(file string) (*reader, error) {
	dir, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		return nil, err
	}
	return &reader{file: file, dir: dir, anchors: map[string]ast.Node{}}, nil
}
