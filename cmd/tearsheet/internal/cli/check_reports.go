package cli

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
)

// reportFlags say where the reports of a check go.
type reportFlags struct {
	html  string
	junit string
	json  string
}

func (o *reportFlags) addFlags(flags *pflag.FlagSet, html, json string) {
	flags.StringVar(&o.html, "report", "", "the report for people, one HTML file"+html)
	flags.StringVar(&o.json, "json", "", "the report for programs"+json)
	flags.StringVar(&o.junit, "junit", "", "the report as JUnit XML, for build servers")
}

// write writes the reports that are wanted: every one, even where another cannot be
// written.
func (o *reportFlags) write(a *app, out report.Report) error {
	err := report.Terminal(a.Out, out, report.LookOf(os.Getenv, a.Terminal))
	for _, f := range []struct {
		path  string
		write func(*os.File) error
	}{
		{o.html, func(f *os.File) error { return report.HTML(f, out) }},
		{o.json, func(f *os.File) error { return report.JSON(f, check.Portable(out, o.json)) }},
		{o.junit, func(f *os.File) error { return report.JUnit(f, out) }},
	} {
		if f.path != "" {
			err = errors.Join(err, toFile(f.path, f.write))
		}
	}
	if os.Getenv("GITHUB_ACTIONS") == "true" {
		err = errors.Join(err, report.GitHub(a.Out, out))
		if page := os.Getenv("GITHUB_STEP_SUMMARY"); page != "" {
			err = errors.Join(err, addTo(page, func(f *os.File) error { return report.Summary(f, out) }))
		}
	}
	return err
}

// toFile writes a file, in a folder that is made where it is missing.
func toFile(path string, write func(*os.File) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// addTo writes at the end of a file.
func addTo(path string, write func(*os.File) error) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
