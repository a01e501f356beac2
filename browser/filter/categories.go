package filter

import (
	"fmt"
	"slices"
	"strings"
)

// Category is a kind of request that can be blocked without a list.
type Category struct {
	Name string
	rule string
}

// Categories are the kinds that Block knows. No exception in a list undoes them, and
// none of them is about the page itself.
var Categories = []Category{
	{"images", "*$image,important"},
	{"fonts", "*$font,important"},
	{"media", "*$media,important"},
	{"stylesheets", "*$stylesheet,important"},
	{"scripts", "*$script,important"},
	{"third-party", "*$third-party,important"},
}

// Block makes a list that blocks kinds of request by the names of Categories.
func Block(names ...string) (*List, error) {
	var rules []*rule
	for _, name := range names {
		i := slices.IndexFunc(Categories, func(c Category) bool { return c.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("nothing to block is called %q: choose from %s", name, strings.Join(categoryNames(), ", "))
		}
		r, why := parseRule(Categories[i].rule)
		if why != "" {
			return nil, fmt.Errorf("category %s: %s", name, why)
		}
		r.text = "block " + name
		rules = append(rules, r)
	}
	return newList(rules, nil), nil
}

func categoryNames() []string {
	names := make([]string, len(Categories))
	for i, c := range Categories {
		names[i] = c.Name
	}
	return names
}
