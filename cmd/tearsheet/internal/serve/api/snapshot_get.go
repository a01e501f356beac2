package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
	"github.com/tearsheet/tearsheet/snapshots"
)

// SnapshotInput names a snapshot.
type SnapshotInput struct {
	ID string `path:"id" doc:"host/page/time; its slashes may be written as %2F or as they are"`
}

func (s *server) snapshot(ctx context.Context, in SnapshotInput) (snapshots.Snapshot, error) {
	id, err := snapshots.ParseID(in.ID)
	if err != nil {
		return snapshots.Snapshot{}, err
	}
	return s.Shelf.Store.Find(ctx, string(id))
}

func (s *server) getSnapshot(a huma.API) {
	op := operation(http.MethodGet, "/v1/snapshots/{id}", "get-snapshot", "The manifest of a snapshot", "snapshot.json as it lies in the archive.")
	op.Responses = bytesOf("application/json")
	huma.Register(a, op, func(ctx context.Context, in *SnapshotInput) (*huma.StreamResponse, error) {
		snap, err := s.snapshot(ctx, *in)
		if err != nil {
			return answer[huma.StreamResponse](nil, err)
		}
		return answer(s.file(snap, "manifest"))
	})
}

type fileInput struct {
	SnapshotInput
	Kind string `path:"kind" doc:"dom, screenshot, article, ...: the manifest lists them"`
	View bool   `query:"view" doc:"show a document in a sandboxed frame, instead of saving it"`
}

func (s *server) getFile(a huma.API) {
	op := operation(http.MethodGet, "/v1/snapshots/{id}/files/{kind}", "get-file", "A file of a snapshot",
		"Ranges and conditional requests work. What could run scripts comes as a download, and is sandboxed wherever it is opened.")
	op.Responses = bytesOf("application/octet-stream")
	huma.Register(a, op, func(ctx context.Context, in *fileInput) (*huma.StreamResponse, error) {
		snap, err := s.snapshot(ctx, in.SnapshotInput)
		if err != nil {
			return answer[huma.StreamResponse](nil, err)
		}
		return answer(s.file(snap, in.Kind))
	})
}

// bytesOf says of an answer that it is a file, of one of these types, of which a part may be
// asked for, or only whether it is another by now.
func bytesOf(mediaTypes ...string) map[string]*huma.Response {
	content := map[string]*huma.MediaType{}
	for _, mediaType := range mediaTypes {
		content[mediaType] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
		if mediaType == "application/json" {
			content[mediaType].Schema = &huma.Schema{Type: huma.TypeObject}
		}
	}
	return map[string]*huma.Response{
		"200": {Description: "the bytes", Content: content},
		"206": {Description: "the range that was asked for", Content: map[string]*huma.MediaType{"*/*": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}},
		"304": {Description: "it is as the one who asks has it"},
		// huma describes errors itself only where there is one other answer.
		"default": {Description: "Error", Content: map[string]*huma.MediaType{problem.ContentType: {Schema: &huma.Schema{Ref: "#/components/schemas/Problem"}}}},
	}
}
