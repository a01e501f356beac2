package check

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
	"github.com/tearsheet/tearsheet/snapshots/baseline"
)

// Accept makes what a report shows the baselines: of the pages that changed or had none,
// those with the names given, or all. file is the report's JSON. It gives the cases that
// were accepted.
func Accept(config *Config, file string, only []string) ([]report.Case, error) {
	r, err := open(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("there is no report %s: `tearsheet check` writes one, and --json says where", file)
	}
	if err != nil {
		return nil, err
	}
	var known, moments []string
	for _, p := range config.Pages {
		known = append(known, p.Name)
		for _, one := range p.shots() {
			moments = append(moments, one.Name)
		}
	}
	var done []report.Case
	for _, c := range r.Cases {
		open := c.Status == report.Changed || c.Status == report.Missing
		page, _, _ := strings.Cut(c.Name, ofMoment)
		if !open || len(only) > 0 && !slices.Contains(only, page) {
			continue
		}
		if !slices.Contains(known, c.Name) && !slices.Contains(moments, c.Name) || checkName(c.Viewport) != "" {
			return done, fmt.Errorf("%s is of a page that %s does not have", c.ID(), config.File)
		}
		from := filepath.Dir(c.Got.Path)
		if err := baseline.Copy(from, filepath.Join(config.Baselines, c.Name, c.Viewport)); err != nil {
			return done, fmt.Errorf("%s: %w", c.ID(), err)
		}
		done = append(done, c)
	}
	return done, nil
}

// beside is a path that a report gives: from the report's own folder on.
func beside(file, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(file), filepath.FromSlash(path))
}

// Portable gives a report whose pictures are named from the folder of its JSON on, so
// that both can be moved together.
func Portable(r report.Report, file string) report.Report {
	r.Cases = slices.Clone(r.Cases)
	dir := filepath.Dir(absolute(file))
	for i := range r.Cases {
		c := &r.Cases[i]
		for _, p := range []*report.Picture{&c.Want, &c.Got, &c.Diff} {
			if p.Path == "" {
				continue
			}
			p.Path = absolute(p.Path)
			if rel, err := filepath.Rel(dir, p.Path); err == nil {
				p.Path = filepath.ToSlash(rel)
			}
		}
	}
	return r
}
