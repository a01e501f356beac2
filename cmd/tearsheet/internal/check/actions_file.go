package check

import (
	"path/filepath"

	"github.com/goccy/go-yaml/ast"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// LoadActions reads a file of actions: a list, as under "actions" in a config. Its mistakes
// are Problems; paths in it go from its own folder on.
func LoadActions(file string) ([]Action, error) {
	data, err := regular.ReadFile(file, maxConfig)
	if err != nil {
		return nil, err
	}
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
