package check

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// Entry is a page that is added to a config: one that was recorded.
type Entry struct {
	Name      string
	URL       string
	Replay    string   // file, from the config's folder on
	Viewports []string // nil: all
}

// CanAdd tells why a page that is added to a config cannot have a name; config is nil
// where there is none yet.
func CanAdd(config *Config, name string) error {
	if says := checkName(name); says != "" {
		return errors.New(says)
	}
	if config == nil {
		return nil
	}
	for _, p := range config.Pages {
		if strings.EqualFold(p.Name, name) { // as file systems compare them
			return fmt.Errorf("%s has a page %q already, in line %d", filepath.Base(config.File), p.Name, p.line)
		}
	}
	return nil
}

// Add puts a page at the end of a config's pages and leaves all else as it is, comments
// too. Where there is no config it writes one. Names must be new.
func Add(file string, devices []string, e Entry) error {
	if says := checkName(e.Name); says != "" {
		return errors.New(says)
	}
	data, err := regular.ReadFile(file, maxConfig)
	if errors.Is(err, os.ErrNotExist) {
		data, err = []byte("pages:\n"), nil
	}
	if err != nil {
		return err
	}
	added, err := insert(data, e)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if _, err := Parse(added, file, devices); err != nil {
		return err // what is there is left alone
	}
	return regular.Replace(file, added, 0o644)
}

// insert puts the text of an entry behind the last page.
func insert(data []byte, e Entry) ([]byte, error) {
	parsed, err := parser.ParseBytes(data, 0)
	if err != nil || len(parsed.Docs) == 0 {
		return nil, errors.New("it cannot be read as YAML")
	}
	lines := strings.SplitAfter(strings.TrimRight(string(data), "\n")+"\n", "\n")
	lines = lines[:len(lines)-1] // behind the last line break
	indent, at, err := endOfPages(parsed.Docs[0].Body, len(lines))
	if err != nil {
		return nil, err
	}
	// Comments and empty lines before the next key belong to that.
	for at < len(lines) && at > 0 && isRemark(lines[at-1]) {
		at--
	}
	var b bytes.Buffer
	for _, line := range lines[:at] {
		b.WriteString(line)
	}
	pad := strings.Repeat(" ", indent)
	fmt.Fprintf(&b, "%s- name: %s\n%s  replay: %q\n%s  url: %q\n", pad, e.Name, pad, filepath.ToSlash(e.Replay), pad, e.URL)
	if e.Viewports != nil {
		fmt.Fprintf(&b, "%s  viewports: [%s]\n", pad, strings.Join(e.Viewports, ", "))
	}
	for _, line := range lines[at:] {
		b.WriteString(line)
	}
	return b.Bytes(), nil
}

// isRemark tells whether a line says nothing to the parser.
func isRemark(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || strings.HasPrefix(line, "#")
}

// endOfPages gives the indentation of pages, and the number of lines before the place
// where one more can stand.
func endOfPages(top ast.Node, lines int) (indent, at int, err error) {
	var values []*ast.MappingValueNode
	switch of := top.(type) {
	case *ast.MappingNode:
		values = of.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{of}
	}
	for i, v := range values {
		if textOf(keyNode(v.Key)) != "pages" {
			continue
		}
		at = lines
		if i+1 < len(values) {
			next, _ := place(values[i+1])
			at = next - 1
		}
		switch list := v.Value.(type) {
		case *ast.NullNode:
			return 2, at, nil
		case *ast.SequenceNode:
			if list.IsFlowStyle {
				return 0, 0, errors.New("pages are written in brackets: put each on lines of its own, with \"- \", so that one can be added")
			}
			return list.Start.Position.Column - 1, at, nil
		}
	}
	return 0, 0, errors.New("it has no list of pages to add to")
}
