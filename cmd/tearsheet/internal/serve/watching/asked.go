package watching

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
)

// MostAsked is the most that is read of what is asked of a page, in bytes.
const MostAsked = 64 << 10

// The limits of what is asked of one page.
const (
	mostNotify = 10
	mostValues = 50
	mostWhen   = 1000 // bytes of a condition
	mostWait   = 366 * 24 * time.Hour
)

// refused are the keys of a watch.yaml that cannot be asked for over the net, and why.
var refused = map[string]string{
	"template": "templates are of who runs the server",
	"upload":   "it names a file of the server's machine",
	"file":     "it names a file of the server's machine",
}

// code are the keys whose texts may have ${...} in them as the languages have it.
var code = map[string]bool{"eval": true, "js": true, "values": true, "when": true}

// variable is what stands in a file for a variable of the server's environment.
var variable = regexp.MustCompile(`\$\{[A-Za-z_][A-Za-z0-9_]*\}`)

// objectOf reads what is asked of a page.
func objectOf(text []byte) (map[string]any, error) {
	if len(text) > MostAsked {
		return nil, problem.New(413, problem.TooLarge, "it has %d bytes; a page takes at most %d", len(text), MostAsked)
	}
	object, err := order.Object(text)
	if err != nil {
		return nil, problem.New(400, problem.InvalidRequest, "the body is no JSON object: %v", err)
	}
	return object, nil
}

// read makes a page of what was asked for, or says what of it cannot be.
func (b *Board) read(asked []byte) (*watch.Page, error) {
	object, err := objectOf(asked)
	if err != nil {
		return nil, err
	}
	if b.options.Prepare == nil {
		return nil, conflict("no page can be added here")
	}
	var faults []problem.Fault
	reach("", "", object, func(where, says string) { faults = append(faults, problem.Fault{Where: where, Says: says}) })
	if len(faults) > 0 {
		return nil, wrong(faults)
	}
	w, err := check.ParseWatched(object, source)
	if problems, ok := errors.AsType[check.Problems](err); ok {
		for _, p := range problems {
			faults = append(faults, problem.Fault{Where: clipped(p.Where), Says: clipped(p.Says)})
		}
		return nil, wrong(faults)
	}
	if faults = beyond(w); len(faults) > 0 {
		return nil, wrong(faults)
	}
	for i, target := range w.Notify {
		w.Notify[i] = tell.Guarded + target
	}
	p, err := b.options.Prepare(w)
	if err != nil {
		return nil, unprepared(err)
	}
	return p, nil
}

// source stands in messages for where the page is written.
const source = "page"

// reach tells of what would reach this machine: its files, and the variables of its environment.
func reach(where, key string, v any, tell func(where, says string)) {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			at := strings.TrimPrefix(where+"."+clipped(name), ".")
			inner := name
			if code[key] {
				inner = key // it is a name of the user's own
			}
			if why := refused[name]; why != "" && key != "values" && key != "headers" {
				tell(at, "it cannot be asked for over HTTP: "+why)
				continue
			}
			reach(at, inner, v[name], tell)
		}
	case []any:
		for i, one := range v {
			reach(fmt.Sprintf("%s[%d]", where, i), key, one, tell)
		}
	case string:
		whole := variable.FindString(v) == strings.TrimSpace(v) && v != ""
		if whole || !code[key] && variable.MatchString(v) {
			tell(where, "variables of the server's environment cannot be asked for over HTTP")
		}
	}
}

// beyond tells of what is asked that who runs the server alone decides on, or that is too much.
func beyond(w check.Watched) (faults []problem.Fault) {
	say := func(where, format string, args ...any) {
		faults = append(faults, problem.Fault{Where: where, Says: fmt.Sprintf(format, args...)})
	}
	for _, name := range slices.Sorted(maps.Keys(w.Capture)) {
		o, _ := option.Find(name)
		if why := order.Refused(o, w.Capture[name]); why != "" {
			say(name, "%s", why)
		}
	}
	if n := len(w.Address()); n > order.MaxURL/8 {
		say("url", "it has %d bytes; this server takes at most %d", n, order.MaxURL/8)
	}
	if n := len(w.Notify); n > mostNotify {
		say("notify", "these are %d: name at most %d", n, mostNotify)
	}
	for i, target := range w.Notify {
		if strings.Contains(target, hidden) {
			say(fmt.Sprintf("notify[%d]", i), "this is what is shown of an address, and it is not known of which: give it whole")
		}
	}
	for _, line := range w.Capture["headers"] {
		if strings.HasSuffix(line, hidden) {
			say("headers", "a value is hidden, and the page is another one: give it whole")
		}
	}
	if n := len(w.Values); n > mostValues {
		say("values", "these are %d: follow at most %d", n, mostValues)
	}
	if n := len(w.When); n > mostWhen {
		say("when", "it has %d bytes; this server takes at most %d", n, mostWhen)
	}
	digest, _ := time.ParseDuration(w.Digest)
	for _, span := range []struct {
		name        string
		asked, most time.Duration
	}{{"every", w.Every, mostWait}, {"digest", digest, mostWait}, {"jitter", w.Jitter, jitterOf(w)}} {
		if span.asked > span.most {
			say(span.name, "%s is too long: use %s or less", span.asked, span.most)
		}
	}
	return faults
}

// jitterOf is the longest jitter of a page: longer than the interval makes no sense.
func jitterOf(w check.Watched) time.Duration {
	if w.Every > 0 {
		return w.Every
	}
	return 24 * time.Hour
}

// place is how what could not be prepared names where it stands.
var place = regexp.MustCompile(`^([a-z_]+(?:\[\d+\]|\.[A-Za-z0-9_]+)?): `)

// unprepared is what cannot be made a page.
func unprepared(err error) error {
	var kinded interface{ Kind() string }
	if errors.As(err, &kinded) {
		return err
	}
	var faults []problem.Fault
	for line := range strings.SplitSeq(err.Error(), "\n") {
		line = strings.TrimPrefix(line, source+": ")
		f := problem.Fault{Where: source, Says: clipped(line)}
		if m := place.FindStringSubmatch(line); m != nil {
			f = problem.Fault{Where: m[1], Says: clipped(line[len(m[0]):])}
		}
		faults = append(faults, f)
	}
	return wrong(faults)
}

func wrong(faults []problem.Fault) error {
	const enough = 20
	return problem.Faults(422, problem.InvalidRequest, faults[:min(len(faults), enough)])
}

func fault(where, says string) error { return wrong([]problem.Fault{{Where: where, Says: says}}) }

// clipped shortens what a client wrote to what can be told.
func clipped(text string) string {
	const longest = 200
	if len(text) > longest {
		return strings.ToValidUTF8(text[:longest], "") + "..."
	}
	return text
}
