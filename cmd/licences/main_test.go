package main

import (
	"strings"
	"testing"
)

// Licences are told by their words, however their lines are broken; those that ask for more
// have no name.
func TestRecognise(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Permission is hereby granted,\n  free of charge, to any person": "MIT",
		"Redistribution and use in source and\nbinary forms":             "BSD",
		"Apache License\n  Version 2.0, January 2004":                    "Apache-2.0",
		"Licensed under the Apache License, Version 2.0":                 "Apache-2.0",
		"GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3":                   "",
	} {
		if name, known := recognise(text); name != want || !known {
			t.Errorf("%q is %q, %v", text, name, known)
		}
	}
	if name, known := recognise("All rights reserved."); known {
		t.Errorf("no licence is %q", name)
	}
}

// All that this program is built from may go into it.
func TestModules(t *testing.T) {
	t.Parallel()
	var table strings.Builder
	if err := run(&table, []string{"../tearsheet"}); err != nil {
		t.Error(err)
	}
	if lines := strings.Count(table.String(), "\n"); lines < 20 {
		t.Errorf("there are %d modules only:\n%s", lines, table.String())
	}
}
