package check

import (
	"math"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"github.com/tearsheet/tearsheet/snapshots/baseline"
)

// DefaultBaselines is the folder of the baselines, beside the config.
const DefaultBaselines = "tearsheet-baselines"

// configKeys are the keys at the top of a config.
func configKeys(c *Config, defaults *Page) mapping {
	return mapping{
		{"baselines", "Folder of the baselines, from the config's own folder on. Default: " + DefaultBaselines + ".", text{to: &c.Baselines}},
		{"viewports", "Windows in which pages are looked at, by name. Default: one called desktop, of 1280x800.", viewports{&c.Viewports}},
		{"defaults", "What holds for every page that does not say otherwise.", append(sourceKeys(&defaults.Source), optionKeys(&defaults.Options)...)},
		{"pages", "The pages to look at.", list{of: pageKeys(&Page{}), least: 1, each: func(r *reader, where string, n ast.Node) {
			p := Page{Options: defaults.clone()}
			line, _ := place(n)
			p.line = line
			pageKeys(&p).read(r, where, n)
			r.paths(p.Capture)
			r.checkViewports(p.Options, c.Viewports, where, n)
			r.finishPage(&p, defaults.Source, where, n)
			c.Pages = append(c.Pages, p)
		}}},
	}
}

// pageKeys are the keys of one page.
func pageKeys(p *Page) mapping {
	keys := mapping{
		{"name", "What the page is called here, in reports and in the baselines' folder.", text{&p.Name, checkName}},
		{"url", "Address of the page; with serve, start or replay a path on it will do.", text{to: &p.Source.URL}},
		{"tags", "Words by which --tag picks pages.", texts{to: &p.Tags, check: checkName}},
		{"expect", "What fields of the page must be, whatever the baseline says.", expectations(&p.Expect)},
	}
	return append(append(keys, sourceKeys(&p.Source)...), optionKeys(&p.Options)...)
}

// sourceKeys are where a page comes from.
func sourceKeys(s *Source) mapping {
	return mapping{
		{"serve", "Folder of files to serve on this machine.", text{to: &s.Serve}},
		{"start", "Command that starts a server, run by the shell in the config's folder and stopped at the end.", text{to: &s.Start}},
		{"dir", "Folder in which start is run.", text{to: &s.Dir}},
		{"ready", "Address that answers once the server is up.", text{&s.Ready, checkAddress}},
		{"replay", "Recorded page to look at instead of the net: a .wacz file, such as `tearsheet record` makes.", text{to: &s.Replay}},
	}
}

// optionKeys are how a page is captured and compared.
func optionKeys(o *Options) mapping {
	viewports := mapping{{"viewports", "Names of the viewports to use. Default: all.", texts{to: &o.Viewports}}}
	return slices.Concat(viewports, captureKeys(&o.Capture), mapping{
		{"actions", "What to do to the page before it is captured, in order.", actionList(&o.Actions)},
		{"compare", "What of the page is compared. Default: all.", words{&o.Compare, baseline.Parts}},
		{"same_browser", "Compare pictures only where the same browser version, platform and fonts made the baseline. Default: false.", yesno{&o.SameBrowser}},
		{"threshold", "How much of the picture may differ.", mapping{
			{"color", "Distance of two colours that count as the same, 0 to 1. Default: 0, none.", number[float64]{&o.Threshold.Color, 0, 1}},
			{"pixels", "Number of pixels that may differ. Default: 0.", number[int]{&o.Threshold.Pixels, 0, math.MaxInt32}},
			{"ratio", "Part of the picture that may differ, 0 to 1. Default: 0.", number[float64]{&o.Threshold.Ratio, 0, 1}},
			{"antialiasing", "Whether pixels count that differ by the smoothing of edges alone. Default: false.", yesno{&o.Threshold.Antialiasing}},
		}},
	})
}
