package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/browser"
)

// pageFlags say how a page is captured.
type pageFlags struct {
	timeout time.Duration

	viewport    string
	scale       float64
	device      string
	userAgent   string
	locale      string
	timezone    string
	media       string
	colorScheme string

	format     string
	quality    int
	selector   string
	noFullPage bool
	mask       []string
	hide       []string
	evidence   bool

	settle      string
	waitFor     []string
	wait        time.Duration
	scrollPages int
	clock       string

	overlays string
	consent  string

	deterministic bool

	headers   []string
	insecure  bool
	allowFile bool

	block blockFlags

	view browser.View // of viewport, scale, device and user agent
}

func (o *pageFlags) addFlags(flags *pflag.FlagSet) {
	flags.DurationVar(&o.timeout, "timeout", 45*time.Second, "time for one page; what exists by then is kept")

	flags.StringVar(&o.viewport, "viewport", "1280x800", "window of the page, WIDTHxHEIGHT in CSS pixels")
	flags.Float64Var(&o.scale, "scale", 1, "device pixels to a CSS pixel")
	flags.StringVar(&o.device, "device", "", `phone or tablet to be, such as "iPhone 13" ("list" lists them)`)
	flags.StringVar(&o.userAgent, "user-agent", "", "what the browser calls itself")

	flags.StringVar(&o.locale, "locale", "", "language tag that scripts and servers see, such as de-AT")
	flags.StringVar(&o.timezone, "timezone", "", "time zone that scripts see, such as Europe/Berlin")
	flags.StringVar(&o.media, "media", "screen", "CSS media type: screen or print")
	flags.StringVar(&o.colorScheme, "color-scheme", "auto", "what the page is told to prefer: light, dark or auto")
	flags.BoolVar(&o.deterministic, "deterministic", false, "same page, same bytes: date and chance stand still, en-US, UTC, no motion")

	flags.StringVar(&o.format, "format", "png", "of the picture: png, jpeg or webp")
	flags.IntVar(&o.quality, "quality", 85, "of a jpeg or webp picture, 1 to 100")
	flags.StringVar(&o.selector, "selector", "", "CSS selector of the one element to show in the picture")
	flags.BoolVar(&o.noFullPage, "no-full-page", false, "picture of the window only")

	flags.StringArrayVar(&o.mask, "mask", nil, "CSS selector of what a flat colour covers in the picture (repeatable)")
	flags.StringArrayVar(&o.hide, "hide", nil, "CSS selector of what the picture leaves out (repeatable)")
	flags.BoolVar(&o.evidence, "evidence", false, "keep a picture from before anything was cleared as well")

	flags.StringVar(&o.settle, "settle", "normal", "how patient to be: fast, normal or patient")
	flags.StringArrayVar(&o.waitFor, "wait-for", nil, "what must be there first: a CSS selector, text=WORDS or js=EXPRESSION (repeatable)")
	flags.DurationVar(&o.wait, "wait", 0, "time to wait in addition, once the page has settled")
	flags.IntVar(&o.scrollPages, "scroll-pages", 20, "windows of infinite scroll to follow")

	flags.StringVar(&o.clock, "clock", "auto", "timers of the page: auto (its clock is moved ahead to them while nothing else goes on) or real")

	flags.StringVar(&o.overlays, "overlays", "dismiss", "what to do with what lies over the page: dismiss, hide or keep")
	flags.StringVar(&o.consent, "consent", "reject", "what to answer to cookie notices: reject, accept, hide or keep")

	flags.StringArrayVarP(&o.headers, "header", "H", nil, `header to send with every request, "Name: value" (repeatable)`)
	flags.BoolVar(&o.insecure, "insecure", false, "accept certificates that are not valid")
	o.block.addFlags(flags)
	flags.BoolVar(&o.allowFile, "allow-file", false, "open file:// addresses")
}

// choices are the flags that take one word of a few.
func (o *pageFlags) choices() []choice {
	return []choice{
		{"--format", o.format, []string{"png", "jpeg", "webp"}},
		{"--media", o.media, []string{"screen", "print"}},
		{"--color-scheme", o.colorScheme, []string{"auto", "light", "dark"}},
		{"--settle", o.settle, []string{"fast", "normal", "patient"}},
		{"--clock", o.clock, []string{"auto", "real"}},
		{"--overlays", o.overlays, []string{browser.Dismiss, browser.Hide, browser.Keep}},
		{"--consent", o.consent, []string{browser.Reject, browser.Accept, browser.Hide, browser.Keep}},
	}
}

// choice is the value of a flag and what it may be.
type choice struct {
	flag, value string
	of          []string
}

func (c choice) validate() error {
	if slices.Contains(c.of, c.value) {
		return nil
	}
	return usagef("%s %q: use %s", c.flag, c.value, strings.Join(c.of, ", "))
}

func (o *pageFlags) validate() error {
	for _, c := range o.choices() {
		if err := c.validate(); err != nil {
			return err
		}
	}
	switch {
	case o.timeout < time.Second:
		return usagef("--timeout %s: use 1s or more", o.timeout)
	case o.quality < 1 || o.quality > 100:
		return usagef("--quality %d: use 1 to 100", o.quality)
	case o.scale < 0.1 || o.scale > 5:
		return usagef("--scale %g: use 0.1 to 5", o.scale)
	case o.scrollPages < 0:
		return usagef("--scroll-pages %d: use 0 or more", o.scrollPages)
	case o.wait < 0:
		return usagef("--wait %s: use 0s or more", o.wait)
	}
	for _, h := range o.headers {
		if name, _, ok := strings.Cut(h, ":"); !ok || strings.TrimSpace(name) == "" {
			return usagef(`--header %q: use "Name: value"`, h)
		}
	}
	if err := o.block.read(); err != nil {
		return err
	}
	return o.setView()
}

// setView works the window out of device, viewport, scale and user agent.
func (o *pageFlags) setView() error {
	if o.device != "" {
		view, ok := browser.Device(o.device)
		if !ok {
			return usagef("--device %q is not known; use one of: %s", o.device, strings.Join(browser.Devices(), ", "))
		}
		o.view = view
	} else {
		var rest string
		n, _ := fmt.Sscanf(o.viewport, "%dx%d%s", &o.view.Width, &o.view.Height, &rest)
		if n != 2 || o.view.Width < 50 || o.view.Height < 50 || o.view.Width > 10000 || o.view.Height > 10000 {
			return usagef("--viewport %q: use WIDTHxHEIGHT such as 1280x800, 50 to 10000 each", o.viewport)
		}
		o.view.Scale = o.scale
	}
	if o.userAgent != "" {
		o.view.UserAgent = o.userAgent
	}
	o.view.Locale, o.view.Timezone = o.locale, o.timezone
	if o.media != "screen" {
		o.view.Media = o.media
	}
	if o.colorScheme != "auto" {
		o.view.ColorScheme = o.colorScheme
	}
	return nil
}

// request is the capture of one address as the flags ask for it.
func (o *pageFlags) request(address string) browser.Request {
	pace := browser.Pace(o.settle)
	if pace == "normal" {
		pace = browser.PaceNormal
	}
	clock := browser.ClockAuto
	if o.clock == "real" {
		clock = browser.ClockReal
	}
	headers := map[string]string{}
	for _, h := range o.headers {
		name, value, _ := strings.Cut(h, ":")
		headers[strings.TrimSpace(name)] = strings.TrimSpace(value)
	}
	return browser.Request{
		URL: address, Timeout: o.timeout, View: o.view, AllowFile: o.allowFile, Deterministic: o.deterministic, Evidence: o.evidence,
		Picture:  browser.Picture{Format: o.format, Quality: o.quality, Selector: o.selector, Viewport: o.noFullPage},
		Cover:    browser.Cover{Mask: o.mask, Hide: o.hide},
		Settle:   browser.Settle{Pace: pace, For: o.waitFor, Extra: o.wait, Clock: clock, ScrollPages: o.scrollPages},
		Overlays: browser.Overlays{Policy: o.overlays, Consent: o.consent, Rules: o.block.rules},
		Network:  browser.Network{Headers: headers, Insecure: o.insecure, Filter: o.block.list},
	}
}
