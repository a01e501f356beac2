package browser

import (
	_ "embed"
	"strings"

	"github.com/chromedp/cdproto/emulation"
)

//go:embed js/still.js
var stillScript string

// emulation gives the commands that make the tab the device, place and medium that the
// request asks for.
func (t *tab) emulation() []func() error {
	v := t.req.View
	var steps []func() error
	add := func(wanted bool, step func() error) {
		if wanted {
			steps = append(steps, step)
		}
	}
	add(t.page == nil && !t.chrome.visible, func() error { return t.setViewport(v.Width, v.Height) })
	add(t.page == nil, func() error {
		_, err := call(t, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
		return err
	})
	add(t.req.Deterministic, func() error { return t.addScript(stillScript, "") })
	for _, script := range t.req.Own.Scripts {
		add(!t.req.bare, func() error { return t.addScript(script, "") })
	}
	add(t.req.bare, func() error {
		_, err := call(t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
	add(v.Mobile, func() error {
		_, err := call(t, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
		return err
	})
	add(v.UserAgent != "" || v.Locale != "", func() error {
		agent := v.UserAgent
		if agent == "" {
			agent = t.chrome.userAgent
		}
		_, err := call(t, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: agent, AcceptLanguage: v.Locale})
		return err
	})
	add(v.Locale != "", func() error {
		_, err := call(t, emulation.SetLocaleOverride, emulation.SetLocaleOverrideParams{Locale: v.Locale})
		return err
	})
	add(v.Timezone != "", func() error {
		_, err := call(t, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: v.Timezone})
		return err
	})
	steps = append(steps, t.likes()...)
	features := t.mediaFeatures()
	add(v.Media != "" || len(features) > 0, func() error {
		_, err := call(t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: v.Media, Features: features})
		return err
	})
	return steps
}

// mediaFeatures are the CSS media features that differ from Chrome's own.
func (t *tab) mediaFeatures() []*emulation.MediaFeature {
	var list []*emulation.MediaFeature
	if scheme := t.req.View.ColorScheme; scheme != "" {
		list = append(list, &emulation.MediaFeature{Name: "prefers-color-scheme", Value: scheme})
	}
	motion := t.req.Deterministic
	for _, like := range t.req.Emulate {
		switch name, value, _ := strings.Cut(like, "="); name {
		case "reduced-motion":
			motion = true
		case "contrast":
			list = append(list, &emulation.MediaFeature{Name: "prefers-contrast", Value: value})
		case "forced-colors":
			list = append(list, &emulation.MediaFeature{Name: "forced-colors", Value: "active"})
		}
	}
	if motion {
		list = append(list, &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"})
	}
	return list
}
