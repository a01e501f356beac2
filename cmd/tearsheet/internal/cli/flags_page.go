package cli

import (
	"cmp"
	"path/filepath"
	"strings"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/filter"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/browser/overlay"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
)

// pageFlags say how a page is captured.
type pageFlags struct {
	optionFlags
	actions actionFlags
	lists   *filter.List // of --filter-list; nil if there are none
	rules   []overlay.Rule
	own     browser.Own // of --script and --style
	notes   []string    // what in the lists has no effect

	profiles *openProfiles
	identity browser.Identity // of --cookies, --storage-state, --save-state and --auth
	headers  []string         // of --header, with the values of variables
}

func (o *pageFlags) validate() error {
	if err := o.optionFlags.validate(); err != nil {
		return err
	}
	if name := last(o.given("device")); name != "" {
		if _, ok := browser.Device(name); !ok {
			return usagef("--device %q is not known; use one of: %s", name, strings.Join(browser.Devices(), ", "))
		}
	}
	for _, text := range o.given("views") {
		if _, err := pipeline.View(text); err != nil {
			return usagef("--view %w", err)
		}
	}
	return o.read()
}

// request is the capture of one address as the flags ask for it.
func (o *pageFlags) request(address string) browser.Request {
	req := browser.Request{URL: address}
	o.apply(&req)
	beDevice(&req, last(o.given("device")))
	req.Overlays.Rules, req.Network.Filter = o.rules, o.lists
	req.Actions = o.actions.list
	eval := req.Own.Eval
	req.Own = o.own
	req.Own.Eval = eval
	loggedIn := req.Identity.LoggedIn
	req.Identity = o.identity
	req.Identity.LoggedIn = cmp.Or(loggedIn, o.identity.LoggedIn)
	if o.headers != nil {
		option.In(&req).Set("headers", o.headers...)
	}
	// Where they lie on this machine is nobody's business.
	req.Overlays.RulesOf = base(req.Overlays.RulesOf)
	for i, name := range req.Network.FilterOf {
		req.Network.FilterOf[i] = base(name)
	}
	return req
}

// beDevice makes a page believe that it is on a phone or tablet, if there is one of that name.
func beDevice(req *browser.Request, name string) {
	device, ok := browser.Device(name)
	if !ok {
		return
	}
	req.View.Width, req.View.Height, req.View.Scale, req.View.Mobile = device.Width, device.Height, device.Scale, device.Mobile
	if req.View.UserAgent == "" {
		req.View.UserAgent = device.UserAgent
	}
}

func base(path string) string {
	if path == "" {
		return ""
	}
	return filepath.Base(path)
}

// last is the text that counts of those that a flag was given.
func last(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return texts[len(texts)-1]
}
