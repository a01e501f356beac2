// Package check compares pages with how they were: the pages that tearsheet.yaml lists,
// each in each viewport, against the pictures, texts, fields and console errors that are
// kept beside it as baselines.
//
// The files, in the order of a run:
//
//	config.go     what a config says; keys.go: its keys, each with what it takes
//	read.go       reads it: every mistake with its line and what to do instead
//	schema.go     the same keys as a JSON Schema for editors, schema.json
package check
