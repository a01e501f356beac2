// Package order reads what a client asks for: an address, and the options of a capture as
// the table of package option has them. Their names are those of the flags, with
// underscores, in the body of a request and in its query.
package order

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/agnivade/levenshtein"

	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
)

// Order is one capture that was asked for.
type Order struct {
	URL     string              `json:"url"`
	Options map[string][]string `json:"options,omitempty"` // by their names in the table
	Retries int                 `json:"retries,omitempty"` // tries after the first, for what may pass
}

// Apply gives structs the values of the order's options, by their tags.
func (o Order) Apply(targets ...any) {
	values := option.In(targets...)
	for name, texts := range o.Options {
		values.Set(name, texts...)
	}
}

// Last is the text of an option that counts; empty where it was not asked for.
func (o Order) Last(name string) string {
	if texts := o.Options[name]; len(texts) > 0 {
		return texts[len(texts)-1]
	}
	return ""
}

// MaxURL is the most of an address that is taken, in bytes.
const MaxURL = 64 << 10

// most is what the server lets be asked for, below what a command line may.
var most = map[string]string{
	"timeout": "10m", "wait": "10m", "follow_pages": "100", "download_max": "1GiB",
}

// kept are options that only who starts the server decides on, and why.
var kept = map[string]string{
	"overlay_rules": "it names a folder of the server's machine",
	"filter_list":   "it names a file of the server's machine",
	"allow_file":    "it opens files of the server's machine",
	"auth":          "it may name a file or a variable of the server's machine; send the header",
	"profile":       "profiles are those of who runs the server",
	"logged_in":     "it is asked of a profile",
	"share_session": shared,
}

// reserved says why only who starts the server decides on an option; empty: it can be asked for.
func reserved(o option.Option) string {
	if o.File && kept[o.Name] == "" {
		return aFile
	}
	return kept[o.Name]
}

// Refused says why an option cannot have these texts where somebody asks for it over the net;
// empty: it can.
func Refused(o option.Option, texts []string) string {
	why := reserved(o)
	switch limit, limited := most[o.Name]; {
	case why != "":
		return "it cannot be asked for over HTTP: " + why
	case limited && len(texts) > 0 && exceeds(o.Name, texts[len(texts)-1], limit):
		return fmt.Sprintf("%s: this server takes at most %s", texts[len(texts)-1], limit)
	}
	return ""
}

const aFile = "it names a file of the server's machine"

// shared is why the options of a browser are not those of a capture.
const shared = "it is of the browser, which all captures share"

// Field is one name that an order may have.
type Field struct {
	option.Option
	Name string // of its flag, with underscores
}

// Negated tells whether the field says the opposite of its option, as its flag does.
func (f Field) Negated() bool {
	_, ok := f.Type.(option.Bool)
	return ok && f.Default == "true"
}

// Fields are the options that can be asked for, in the order of the table.
var Fields = fields()

func fields() (list []Field) {
	for _, o := range option.Of(option.Page, option.Save, option.Run) {
		if reserved(o) == "" && o.FlagName() != "" {
			list = append(list, Field{o, nameOf(o)})
		}
	}
	return list
}

func nameOf(o option.Option) string { return strings.ReplaceAll(o.FlagName(), "-", "_") }

// reader collects what an order says, and what is wrong with it.
type reader struct {
	order  Order
	faults []problem.Fault
}

func (r *reader) fault(where, format string, args ...any) {
	r.faults = append(r.faults, problem.Fault{Where: where, Says: fmt.Sprintf(format, args...)})
}

// set gives an option the texts that it was asked for.
func (r *reader) set(f Field, texts []string) {
	for _, text := range texts {
		if err := f.Check(text); err != nil {
			r.fault(f.Name, "%s", says(err))
			return
		}
	}
	if limit, ok := most[f.Option.Name]; ok && exceeds(f.Option.Name, texts[len(texts)-1], limit) {
		r.fault(f.Name, "%s: this server takes at most %s", texts[len(texts)-1], limit)
		return
	}
	if f.Negated() {
		yes, _ := strconv.ParseBool(texts[len(texts)-1]) // which Check has seen
		texts = []string{strconv.FormatBool(!yes)}
	}
	if r.order.Options == nil {
		r.order.Options = map[string][]string{}
	}
	r.order.Options[f.Option.Name] = texts
}

// says is what an option says of a value, without its name.
func says(err error) string {
	if wrong, ok := errors.AsType[*option.Error](err); ok {
		return wrong.Says
	}
	return err.Error()
}

// limited are the options that this server has limits for.
type limited struct {
	Timeout  time.Duration `option:"timeout"`
	Wait     time.Duration `option:"wait"`
	Pages    int           `option:"follow_pages"`
	Download int64         `option:"download_max"`
}

// exceeds tells whether the value of an option is above its limit.
func exceeds(name, text, limit string) bool {
	var got, most limited
	option.In(&got).Set(name, text)
	option.In(&most).Set(name, limit)
	return got.Timeout > most.Timeout || got.Wait > most.Wait || got.Pages > most.Pages || got.Download > most.Download
}

// address takes the address of the page.
func (r *reader) address(text string) {
	switch {
	case text == "":
		r.fault("url", "say which page to capture")
	case len(text) > MaxURL:
		r.fault("url", "it has %d bytes; this server takes at most %d", len(text), MaxURL)
	}
	r.order.URL = text
}

// retries takes how often to try again.
func (r *reader) retries(text string) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 20 {
		r.fault("retries", "%s: use 0 to 20", text)
	}
	r.order.Retries = n
}

// unknown says of a name that is none what may have been meant.
func (r *reader) unknown(name string, besides []string) {
	for _, o := range option.Table {
		why := reserved(o)
		if o.Group == option.Chrome {
			why = shared
		}
		if why != "" && (name == nameOf(o) || name == o.Name) {
			r.fault(name, "it cannot be asked for over HTTP: %s", why)
			return
		}
		if name == o.Name && nameOf(o) != name { // the name in manifests
			r.fault(name, "there is no such field; did you mean %s?", nameOf(o))
			return
		}
	}
	names := slices.Clone(besides)
	for _, f := range Fields {
		names = append(names, f.Name)
	}
	best, least := "", 4
	for _, known := range names {
		if d := levenshtein.ComputeDistance(strings.ToLower(clip(name)), known); d < least && d < len(known) {
			best, least = known, d
		}
	}
	if best != "" {
		r.fault(clip(name), "there is no such field; did you mean %s?", best)
		return
	}
	r.fault(clip(name), "there is no such field")
}

// clip shortens what a client wrote to what can be told.
func clip(text string) string {
	const longest = 60
	if len(text) > longest {
		return strings.ToValidUTF8(text[:longest], "") + "..."
	}
	return text
}

// done gives the order, or what is wrong with it.
func (r *reader) done() (Order, error) {
	if len(r.faults) == 0 {
		return r.order, nil
	}
	kind := problem.InvalidRequest
	if !slices.ContainsFunc(r.faults, func(f problem.Fault) bool { return f.Where != "url" }) {
		kind = problem.InvalidURL
	}
	return Order{}, problem.Faults(422, kind, r.faults)
}
