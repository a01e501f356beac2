package check

import (
	"fmt"
	"slices"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// Merge puts the reports of several runs together, such as those of shards: their JSON
// files. Of a page that several have the last one counts.
func Merge(files []string) (report.Report, error) {
	var all report.Report
	for i, file := range files {
		one, err := open(file)
		if err != nil {
			return all, err
		}
		if i == 0 {
			all = one
			continue
		}
		if one.Started.Before(all.Started) {
			all.Started = one.Started
		}
		all.Millis = max(all.Millis, one.Millis)
		for _, note := range one.Notes {
			if !slices.Contains(all.Notes, note) {
				all.Notes = append(all.Notes, note)
			}
		}
		for _, c := range one.Cases {
			if known := slices.IndexFunc(all.Cases, func(k report.Case) bool { return k.ID() == c.ID() }); known >= 0 {
				all.Cases[known] = c
			} else {
				all.Cases = append(all.Cases, c)
			}
		}
	}
	return all, nil
}

// open reads a report's JSON, with the paths of its pictures as they are from here.
func open(file string) (report.Report, error) {
	in, err := regular.Open(file)
	if err != nil {
		return report.Report{}, err
	}
	defer in.Close()
	r, err := report.ReadJSON(in)
	if err != nil {
		return r, fmt.Errorf("%s: %w", file, err)
	}
	for i := range r.Cases {
		c := &r.Cases[i]
		for _, p := range []*report.Picture{&c.Want, &c.Got, &c.Diff} {
			if p.Path != "" {
				p.Path = beside(file, p.Path)
			}
		}
	}
	return r, nil
}
