package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/diff"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// side is one of the two that are compared, and what it is called.
type side struct {
	diff.Side
	name    string
	file    bool                // a document or a picture, which has nothing else
	browser string              // that captured it
	snap    *snapshots.Snapshot // that it is; nil: none
}

// sides gets what the arguments name.
func (o *diffOptions) sides(ctx context.Context, a *app, args []string) (want, got side, err error) {
	if len(args) == 1 {
		return o.newestTwo(ctx, args[0])
	}
	var live *pipeline.Pipeline
	if isAddress(args[0]) || isAddress(args[1]) {
		chrome, err := browser.Launch(ctx, o.chrome.browserOptions(a))
		if err != nil {
			return want, got, err
		}
		defer chrome.Close()
		live = &pipeline.Pipeline{Browser: chrome, Stopping: a.drain.Done()}
	}
	list := make([]side, 2)
	for i, arg := range args {
		if !isAddress(arg) {
			if list[i], err = o.stored(ctx, arg); err != nil {
				return want, got, err
			}
		}
	}
	for i, arg := range args {
		if isAddress(arg) {
			if list[i], err = o.capture(ctx, a, live, arg, list[1-i].snap); err != nil {
				return want, got, err
			}
		}
	}
	return list[0], list[1], nil
}

// newestTwo gets the two newest snapshots of an address.
func (o *diffOptions) newestTwo(ctx context.Context, address string) (want, got side, err error) {
	store, err := snapshots.Open(o.archive)
	if err != nil {
		return want, got, err
	}
	var newest []snapshots.Snapshot
	for snap, err := range store.List(ctx, snapshots.Query{URL: address}) {
		if err != nil {
			return want, got, err
		}
		if newest = append(newest, snap); len(newest) == 2 {
			break
		}
	}
	if len(newest) < 2 {
		return want, got, fmt.Errorf("the archive %s has %s of %s: capture it again, or compare it with the page as it is now: tearsheet diff ID %s",
			store.Where(), count(len(newest), "snapshot"), address, address)
	}
	if want, err = ofSnapshot(newest[1]); err != nil {
		return want, got, err
	}
	got, err = ofSnapshot(newest[0])
	return want, got, err
}

func ofSnapshot(snap snapshots.Snapshot) (side, error) {
	s, err := pipeline.SnapshotSide(snap)
	return side{Side: s, name: string(snap.ID), browser: snap.Browser, snap: &snap}, err
}

// capture captures an address as it is now: as the other side was captured, if that is a
// snapshot and the user says nothing else.
func (o *diffOptions) capture(ctx context.Context, a *app, live *pipeline.Pipeline, address string, other *snapshots.Snapshot) (side, error) {
	req := o.page.request(address)
	req.Deterministic = true
	if other != nil && !o.page.looks() {
		var err error
		if req, err = pipeline.Like(req, *other); err != nil {
			return side{}, err
		}
	}
	page, s, err := live.Look(ctx, req)
	if err != nil {
		return side{}, fmt.Errorf("%s: %w", address, err)
	}
	if page.Partial {
		a.log.Warn("the page was not complete in time: what differs may be what was missing", zap.String("url", address))
	}
	return side{Side: s, name: address, browser: page.Browser}, nil
}

// stored gets a snapshot or a file.
func (o *diffOptions) stored(ctx context.Context, arg string) (side, error) {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return ofFolder(arg)
	case err == nil:
		return ofFile(arg)
	case !errors.Is(err, os.ErrNotExist):
		return side{}, err
	}
	if _, err := snapshots.ParseID(arg); err != nil {
		return side{}, usagef("%s: this is no file, no snapshot's folder, no id as list prints it, and no address with its https://", arg)
	}
	store, err := snapshots.Open(o.archive)
	if err != nil {
		return side{}, err
	}
	snap, err := store.Find(ctx, arg)
	if err != nil {
		return side{}, err
	}
	return ofSnapshot(snap)
}

// ofFolder reads a snapshot's folder, which may have been taken out of its archive.
func ofFolder(dir string) (side, error) {
	data, err := regular.ReadFileUnder(dir, snapshots.ManifestName, pageMax)
	if errors.Is(err, os.ErrNotExist) {
		return side{}, usagef("%s: this folder is no snapshot: it has no %s", dir, snapshots.ManifestName)
	}
	if err != nil {
		return side{}, err
	}
	manifest, err := snapshots.ParseManifest(data)
	if err != nil {
		return side{}, fmt.Errorf("%s: %w", filepath.Join(dir, snapshots.ManifestName), err)
	}
	return ofSnapshot(snapshots.Snapshot{Dir: dir, Manifest: manifest})
}

// ofFile reads a document or a picture.
func ofFile(name string) (side, error) {
	f, err := regular.OpenInput(name)
	if err != nil {
		return side{}, err
	}
	defer f.Close() // only read: nothing to lose
	data, err := readAtMost(f, fileMax)
	if err != nil {
		return side{}, fmt.Errorf("%s: %w", name, err)
	}
	s, err := pipeline.FileSide(data)
	if err != nil {
		return side{}, fmt.Errorf("%s: %w", name, err)
	}
	return side{Side: s, name: name, file: true}, nil
}

// fileMax is the most of a file that is read, in bytes: pictures may be large.
const fileMax = 512 << 20

// inCommon leaves of two sides what both have, where one is a file, which has no more
// than a document, a picture or its bytes.
func inCommon(want, got *side) error {
	if !want.file && !got.file {
		return nil
	}
	if (want.Picture == nil) != (got.Picture == nil) {
		want.Picture, got.Picture = nil, nil
	}
	if (want.DOM == nil) != (got.DOM == nil) {
		want.DOM, got.DOM = nil, nil
		want.Article, got.Article = nil, nil
	}
	if want.Picture == nil && want.DOM == nil && (want.Original == "" || got.Original == "") {
		return usagef("%s and %s have nothing in common that could be compared: pictures, documents, or two files of another kind", want.name, got.name)
	}
	return nil
}
