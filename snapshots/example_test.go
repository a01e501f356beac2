package snapshots_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
)

func Example() {
	dir, err := os.MkdirTemp("", "archive-*")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()

	w, err := snapshots.OpenWriter(dir)
	if err != nil {
		log.Fatal(err)
	}
	defer w.Close()
	draft, err := w.Begin()
	if err != nil {
		log.Fatal(err)
	}
	defer draft.Abort() // does nothing after Commit
	if err := draft.WriteFile("dom", "dom.html", []byte("<!doctype html><title>Harbour reopens</title>")); err != nil {
		log.Fatal(err)
	}
	_, err = draft.Commit(ctx, snapshots.Manifest{
		URL:        "https://example.com/news/harbour",
		FinalURL:   "https://example.com/news/harbour",
		Status:     200,
		Title:      "Harbour reopens",
		CapturedAt: time.Date(2026, 11, 23, 8, 15, 2, 123e6, time.UTC),
		Tool:       snapshots.Tool{Name: "tearsheet", Version: "1.0.0"},
	})
	if err != nil {
		log.Fatal(err)
	}

	s, err := snapshots.Open(dir)
	if err != nil {
		log.Fatal(err)
	}
	for snap, err := range s.List(ctx, snapshots.Query{Host: "example.com"}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(snap.ID, snap.Title)
	}
	for report, err := range s.Verify(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		if report.ID != "" {
			fmt.Println(report.Files, "files,", len(report.Problems), "problems")
		}
	}
	// Output:
	// example.com/news_harbour/20261123T081502.123Z Harbour reopens
	// 2 files, 0 problems
}
