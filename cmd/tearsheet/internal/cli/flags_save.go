package cli

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
)

// saveFlags say what a snapshot holds besides document, picture and article.
type saveFlags struct {
	formats   []string
	paper     string
	landscape bool
	header    bool
	secrets   bool
	redact    bool
}

// saves are the formats that --save names, and how a capture is told of each.
var saves = []struct {
	name string
	want func(*browser.Request, *pipeline.Save)
}{
	{"pdf", func(r *browser.Request, _ *pipeline.Save) { r.Also.PDF = true }},
	{"mhtml", func(r *browser.Request, _ *pipeline.Save) { r.Also.MHTML = true }},
	{"thumbnail", func(r *browser.Request, _ *pipeline.Save) { r.Also.Thumbnail = true }},
	{"console", func(r *browser.Request, _ *pipeline.Save) { r.Also.Console = true }},
	{"html", func(r *browser.Request, s *pipeline.Save) { r.Also.Styled, s.HTML = true, true }},
	{"wacz", func(_ *browser.Request, s *pipeline.Save) { s.WACZ = true }},
}

func saveNames() []string {
	var names []string
	for _, s := range saves {
		names = append(names, s.name)
	}
	return names
}

func (o *saveFlags) addFlags(flags *pflag.FlagSet) {
	flags.StringSliceVar(&o.formats, "save", nil, "what to keep besides: "+strings.Join(saveNames(), ", ")+" (several with commas)")
	flags.StringVar(&o.paper, "paper", "a4", "of a PDF: "+strings.Join(browser.Papers(), ", "))
	flags.BoolVar(&o.landscape, "landscape", false, "print a PDF on its side")
	flags.BoolVar(&o.header, "pdf-header", false, "print title, time, address and number on each sheet of a PDF")
	flags.BoolVar(&o.secrets, "keep-secrets", false, "keep the values of cookies, tokens and passwords in what is stored and told")
	flags.BoolVar(&o.redact, "redact-bodies", false, "take such values out of what servers answered, and of documents, too: they are then not as they were")
}

func (o *saveFlags) validate() error {
	for _, name := range o.formats {
		if err := (choice{"--save", name, saveNames()}).validate(); err != nil {
			return err
		}
	}
	return choice{"--paper", strings.ToLower(o.paper), browser.Papers()}.validate()
}

// with is a request that asks for the formats as well.
func (o *saveFlags) with(req browser.Request) browser.Request {
	o.each(&req, new(pipeline.Save))
	req.Also.Paper = browser.Paper{Size: o.paper, Landscape: o.landscape, Header: o.header}
	return req
}

// kept are the formats that are made of what a page loads.
func (o *saveFlags) kept() pipeline.Save {
	s := pipeline.Save{KeepSecrets: o.secrets, Redact: o.redact}
	o.each(new(browser.Request), &s)
	return s
}

func (o *saveFlags) each(req *browser.Request, save *pipeline.Save) {
	for _, s := range saves {
		if slices.Contains(o.formats, s.name) {
			s.want(req, save)
		}
	}
}
