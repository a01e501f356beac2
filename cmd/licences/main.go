// Command licences lists the licences of all modules that the program is built from, and
// fails where one is not of a kind that may go into it, or is not known:
//
//	go run ./cmd/licences ./cmd/tearsheet
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
)

// licences are told by sentences that stand in them, in this order: some quote others. Those
// with a name ask no more than to be named in the program that contains what they are for.
var licences = []struct{ says, name string }{
	{"mozilla public license", "MPL-2.0"},
	{"gnu affero general public license", ""},
	{"gnu lesser general public license", ""},
	{"gnu general public license", ""},
	{"apache license version 2.0", "Apache-2.0"},
	{"redistribution and use in source and binary forms", "BSD"},
	{"permission to use, copy, modify, and/or distribute this software", "ISC"},
	{"permission to use, copy, modify, and distribute this software", "ISC"},
	{"permission is hereby granted, free of charge", "MIT"},
	{"this is free and unencumbered software released into the public domain", "Unlicense"},
	{"cc0 1.0 universal", "CC0-1.0"},
}

// module is one of which a package is built in.
type module struct {
	Path, Version, Dir string
	Main               bool
	Replace            *module
}

func main() {
	if err := run(os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, packages []string) error {
	modules, err := modulesOf(packages)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	var refused []error
	for _, m := range modules {
		name, err := licenceOf(m.Dir)
		if err != nil {
			refused = append(refused, fmt.Errorf("%s: %w", m.Path, err))
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", cmp.Or(name, "-"), m.Path, m.Version)
	}
	return errors.Join(append(refused, table.Flush())...)
}

// modulesOf gives the modules that packages are built from, but for this one, by their names.
func modulesOf(packages []string) ([]module, error) {
	list := exec.Command("go", append([]string{"list", "-deps", "-json=Module"}, packages...)...)
	list.Stderr = os.Stderr
	text, err := list.Output()
	if err != nil {
		return nil, err
	}
	all := map[string]module{}
	for decoder := json.NewDecoder(strings.NewReader(string(text))); ; {
		var p struct{ Module *module }
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if m := p.Module; m != nil && !m.Main {
			m.Dir = cmp.Or(m.Dir, cmp.Or(m.Replace, &module{}).Dir)
			all[m.Path] = *m
		}
	}
	return slices.SortedFunc(maps.Values(all), func(a, b module) int { return cmp.Compare(a.Path, b.Path) }), nil
}

// licenceOf finds out the licence of the module in a folder.
func licenceOf(dir string) (string, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	for _, f := range files {
		name := strings.ToLower(f.Name())
		if !strings.HasPrefix(name, "licen") && !strings.HasPrefix(name, "copying") && !strings.HasPrefix(name, "unlicense") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			continue // a folder of licences
		}
		if name, known := recognise(string(text)); known && name != "" {
			return name, nil
		} else if known {
			return "", fmt.Errorf("the licence in %s asks for more than the program can give", f.Name())
		}
	}
	return "", errors.New("it has no licence that is known here")
}

// recognise tells a licence by its text. The name is empty for one that may not go into the
// program.
func recognise(text string) (name string, known bool) {
	text = strings.NewReplacer("(", "", ")", "").Replace(strings.Join(strings.Fields(strings.ToLower(text)), " "))
	text = strings.ReplaceAll(text, "apache license, version", "apache license version")
	for _, licence := range licences {
		if strings.Contains(text, licence.says) {
			return licence.name, true
		}
	}
	return "", false
}
