// Package storagetest is what services of objects in the process of a test have in common.
package storagetest

import (
	"iter"
	"slices"
	"strings"
)

// List asks for names.
type List struct {
	Prefix    string
	Delimiter string // names are folded at the first one behind the prefix; empty: they are not
	From      string // the first name that may come
	After     string // the last of the page before
	Most      int    // names of a page
}

// Page gives the names of a page, in order and each once, and the last of them where there are more.
func (l List) Page(all iter.Seq[string]) (names []string, next string) {
	for name := range all {
		rest, ok := strings.CutPrefix(name, l.Prefix)
		if !ok || name < l.From {
			continue
		}
		if before, _, ok := strings.Cut(rest, l.Delimiter); ok && l.Delimiter != "" {
			name = l.Prefix + before + l.Delimiter
		}
		if name > l.After {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) > l.Most {
		names = names[:l.Most]
		next = names[l.Most-1]
	}
	return names, next
}

// IsFolder tells whether a name stands for all that begin with it.
func (l List) IsFolder(name string) bool {
	return l.Delimiter != "" && strings.HasSuffix(name, l.Delimiter) && len(name) > len(l.Prefix)
}
