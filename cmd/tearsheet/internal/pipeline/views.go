package pipeline

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
)

// notOfShots is what names of pictures do not have.
var notOfShots = regexp.MustCompile(`[^a-z0-9]+`)

// View gives the window that a text names, a size or a device.
func View(text string) (browser.View, error) {
	if view, ok := browser.Device(text); ok {
		return view, nil
	}
	var req browser.Request
	viewport, _ := option.Find("viewport")
	if err := viewport.Check(text); err != nil {
		return req.View, fmt.Errorf("%q is neither a size such as 1280x800 nor a device", text)
	}
	option.In(&req).Set("viewport", text)
	return req.View, nil
}

// views loads a page anew in each of the further windows, for its picture. One that fails
// leaves the others, and the notes say so.
func (p *Pipeline) views(ctx context.Context, req browser.Request) (shots []browser.Shot, notes []string) {
	var names []string
	for _, text := range p.Views {
		view, err := View(text)
		if err != nil {
			notes = append(notes, "there is no picture of a view: "+err.Error())
			continue
		}
		name := "view-" + strings.Trim(notOfShots.ReplaceAllString(strings.ToLower(text), "-"), "-")
		if slices.Contains(names, name) {
			continue
		}
		names = append(names, name)
		one := req
		one.View.Width, one.View.Height, one.View.Scale, one.View.Mobile = view.Width, view.Height, view.Scale, view.Mobile
		if view.UserAgent != "" {
			one.View.UserAgent = view.UserAgent
		}
		one.Record, one.Outputs, one.Evidence, one.Own.Eval, one.Identity.Keep = nil, browser.Outputs{}, false, "", false
		page, err := p.capture(ctx, one)
		if err != nil || page.Picture == nil {
			notes = append(notes, fmt.Sprintf("there is no picture of the view %s: %v", text, err))
			continue
		}
		shots = append(shots, browser.Shot{Name: name, Format: page.PictureFormat, Data: page.Picture})
		if page.Partial {
			notes = append(notes, fmt.Sprintf("the picture of the view %s is of a page that was not complete", text))
		}
	}
	return shots, notes
}
