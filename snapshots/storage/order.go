package storage

import (
	"cmp"
	"slices"
	"strings"
)

// InOrder gives what comes after a key, in order: some services tell of folders apart from
// objects, and begin a list at a key or before it.
func InOrder(page []Object, after string) []Object {
	slices.SortFunc(page, func(a, b Object) int { return cmp.Compare(a.Key, b.Key) })
	return slices.DeleteFunc(page, func(o Object) bool {
		return o.Key <= after && !(o.Folder() && strings.HasPrefix(after, o.Key))
	})
}
