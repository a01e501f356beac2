package storagetest

import (
	"slices"
	"strings"
	"testing"
)

func TestPage(t *testing.T) {
	all := slices.Values([]string{"b", "a/2", "a/1/x", "a/1/y", "a/3", "c/1"})
	for _, c := range []struct {
		list List
		want string
		next string
	}{
		{List{Most: 9}, "a/1/x a/1/y a/2 a/3 b c/1", ""},
		{List{Most: 9, Delimiter: "/"}, "a/ b c/", ""},
		{List{Most: 2, Delimiter: "/"}, "a/ b", "b"},
		{List{Most: 2, Delimiter: "/", After: "b"}, "c/", ""},
		{List{Most: 2, Prefix: "a/", Delimiter: "/"}, "a/1/ a/2", "a/2"},
		{List{Most: 9, Prefix: "a/", From: "a/1/y"}, "a/1/y a/2 a/3", ""},
		{List{Most: 9, Prefix: "d"}, "", ""},
	} {
		names, next := c.list.Page(all)
		if got := strings.Join(names, " "); got != c.want || next != c.next {
			t.Errorf("%+v: %q and %q, not %q and %q", c.list, got, next, c.want, c.next)
		}
		for _, name := range names {
			if c.list.IsFolder(name) != (c.list.Delimiter != "" && strings.HasSuffix(name, "/")) {
				t.Errorf("%+v: %q", c.list, name)
			}
		}
	}
}
