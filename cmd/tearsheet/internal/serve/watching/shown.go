package watching

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// hidden stands for what is secret in what is shown of a page. Where it is given back with it, it
// stands for what was kept.
const hidden = "…"

// addresses are the keys of which one says what is looked at.
var addresses = []string{"url", "feed", "sitemap"}

// shown is what was asked of a page, without what is secret in it.
func shown(asked map[string]any) map[string]any {
	v := maps.Clone(asked)
	for _, key := range addresses {
		if address, ok := v[key].(string); ok {
			v[key] = warc.Secrets.URL(address)
		}
	}
	if targets := Texts(v["notify"]); len(targets) > 0 {
		list := make([]any, len(targets))
		for i, target := range targets {
			list[i] = shownTarget(target)
		}
		v["notify"] = list
	}
	if headers, ok := v["headers"].(map[string]any); ok {
		without := map[string]any{}
		for name := range headers {
			without[name] = hidden
		}
		v["headers"] = without
	}
	return v
}

// namesHost are the schemes whose addresses name a server, which is no secret.
var namesHost = map[string]bool{"http": true, "https": true, "ntfy": true, "matrix": true}

// shownTarget says whom a target tells, without what opens it.
func shownTarget(target string) string {
	scheme, rest, _ := strings.Cut(target, ":")
	u, err := url.Parse(target)
	switch {
	case err == nil && namesHost[scheme] && u.Hostname() != "":
		if strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.User == nil {
			return target
		}
		return scheme + "://" + u.Host + "/" + hidden
	case err == nil && u.Query().Get("to") != "": // of a mail
		return scheme + "://" + hidden + "@" + u.Hostname() + "/?to=" + u.Query().Get("to")
	case strings.HasPrefix(rest, "//"):
		return scheme + "://" + hidden
	}
	return scheme + ":" + hidden
}

// restore puts what was kept in the place of what is given back as it was shown.
func restore(asked, kept map[string]any) {
	same := true
	for _, key := range addresses {
		old, _ := kept[key].(string)
		if text, ok := asked[key].(string); ok && old != "" && text == warc.Secrets.URL(old) {
			asked[key] = old
		}
		now, _ := asked[key].(string)
		same = same && now == old
	}
	if targets := Texts(asked["notify"]); len(targets) > 0 {
		old := Texts(kept["notify"])
		list := make([]any, len(targets))
		for i, target := range targets {
			if at := slices.IndexFunc(old, func(one string) bool { return shownTarget(one) == target }); at >= 0 {
				target = old[at]
				old = slices.Delete(old, at, at+1) // another one may be shown alike
			}
			list[i] = target
		}
		asked["notify"] = list
	}
	headers, _ := asked["headers"].(map[string]any)
	old, _ := kept["headers"].(map[string]any)
	for name, value := range headers {
		if before, ok := old[name]; ok && value == hidden && same { // else another site would be sent it
			headers[name] = before
		}
	}
}

// Texts are the texts of a list, or the one alone.
func Texts(v any) (list []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, one := range v {
			text, ok := one.(string)
			if !ok {
				return nil
			}
			list = append(list, text)
		}
	}
	return list
}
