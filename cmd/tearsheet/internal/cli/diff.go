package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// diffOptions are the flags of diff.
type diffOptions struct {
	archive string
	json    bool
	html    string
	picture string
	compare compareFlags
	page    pageFlags
	chrome  optionFlags
}

func newDiffCmd(a *app) *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff [flags] A B | URL",
		Short: "Tell what differs between two captures",
		Long: `diff compares A, as it was or should be, with B: the picture as a person would see it,
the text, the fields of the article, the elements of the document, and what is known of
resources, headers and the console.

A and B are snapshots (their folder, or the id that list prints), HTML files, pictures, or
addresses, which are captured on the spot: beside a snapshot as that was captured, else
with the date and chance standing still. One address alone stands for its two newest snapshots in the
archive. Two of different kinds are compared in what both have.

Headers that differ with every answer, such as date, are left out.

Exit codes: 0 nothing differs, 1 something does or one of them cannot be had, 2 wrong usage.`,
		Example: `  tearsheet diff https://example.com/
  tearsheet diff https://example.com/ https://staging.example.com/ --html diff.html
  tearsheet diff tearsheets/example.com/index/20261123T081502.123Z https://example.com/
  tearsheet diff before.png after.png --ratio 0.001 --picture difference.png
  tearsheet diff --json old.html new.html --skip word_count`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.validate(args); err != nil {
				return err
			}
			return o.run(cmd.Context(), a, args)
		},
	}
	flags := cmd.Flags()
	addArchiveFlag(flags, &o.archive)
	flags.BoolVar(&o.json, "json", false, `print what differs as one JSON line: {"want","got","equal","changes"}`)
	flags.StringVar(&o.html, "html", "", "write a page to this file that shows it all")
	flags.StringVar(&o.picture, "picture", "", "write the picture of the difference to this file, as PNG")
	o.compare.addFlags(flags)
	o.page.addFlags(flags, option.Page)
	o.chrome.addFlags(flags, option.Chrome)
	return cmd
}

func (o *diffOptions) validate(args []string) error {
	switch {
	case len(args) == 0 || len(args) > 2:
		return usagef("diff compares two: name two snapshots, files or addresses, or one address that is in the archive")
	case len(args) == 1 && !isAddress(args[0]):
		return usagef("%s: with what should it be compared? Name two, or one address that is in the archive", args[0])
	}
	if err := o.compare.validate(); err != nil {
		return err
	}
	if err := o.chrome.validate(); err != nil {
		return err
	}
	return o.page.validate()
}

// compared is the line that --json prints. Other programs rely on its fields.
type compared struct {
	Want    string      `json:"want"`
	Got     string      `json:"got"`
	Equal   bool        `json:"equal"`
	Changes diff.Result `json:"changes"`
}

func (o *diffOptions) run(ctx context.Context, a *app, args []string) error {
	began := time.Now()
	want, got, err := o.sides(ctx, a, args)
	if err != nil {
		return err
	}
	if err := inCommon(&want, &got); err != nil {
		return err
	}
	result, err := diff.Compare(want.Side, got.Side, o.compare.options())
	if err != nil {
		return err
	}
	if o.html != "" {
		if err := writeReport(o.html, asReport(want, got, result, time.Since(began))); err != nil {
			return err
		}
	}
	if o.picture != "" && result.Picture != nil && result.Picture.Diff != nil {
		if err := os.WriteFile(o.picture, result.Picture.Diff, 0o644); err != nil {
			return err
		}
	}
	if err := o.tell(a, compared{want.name, got.name, result.Equal(), result}); err != nil {
		return err
	}
	if !result.Equal() {
		return errFailed
	}
	return nil
}

// tell prints what differs.
func (o *diffOptions) tell(a *app, c compared) error {
	if o.json {
		encoder := json.NewEncoder(plain.JSON(a.Out))
		encoder.SetEscapeHTML(false)
		return encoder.Encode(c)
	}
	if c.Equal {
		says := "nothing differs"
		if may := c.Changes.Allowed(); may != "" {
			says += " but " + may + ", as may be"
		}
		_, err := fmt.Fprintln(a.Out, says)
		return err
	}
	out, ok := a.Out.(*os.File)
	look := report.LookOf(os.Getenv, ok && isatty.IsTerminal(out.Fd()))
	if _, err := fmt.Fprintf(a.Out, "- %s\n+ %s\n", plain.Line(c.Want), plain.Line(c.Got)); err != nil {
		return err
	}
	return report.Differences(a.Out, c.Changes, look)
}

// asReport is one comparison as a report.
func asReport(want, got side, result diff.Result, took time.Duration) report.Report {
	c := report.Case{
		Name: got.name, Status: report.Passed, Changes: result, Millis: took.Milliseconds(),
		Want: report.Picture{Data: want.Picture}, Got: report.Picture{Data: got.Picture},
	}
	if result.Picture != nil {
		c.Diff.Data = result.Picture.Diff
	}
	if !result.Equal() {
		c.Status = report.Changed
	}
	if want.name != got.name {
		c.Message = "compared with " + want.name
	}
	return report.Report{
		Title: "tearsheet diff", Tool: "tearsheet " + version(), Browser: got.browser, Platform: runtime.GOOS + "/" + runtime.GOARCH,
		Started: time.Now(), Millis: c.Millis, Cases: []report.Case{c},
	}
}

// writeReport writes a report as a page.
func writeReport(name string, r report.Report) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	err = report.HTML(f, r)
	if closing := f.Close(); err == nil {
		err = closing
	}
	return err
}

// isAddress tells whether an argument is an address and no file.
func isAddress(arg string) bool { return strings.Contains(arg, "://") }
