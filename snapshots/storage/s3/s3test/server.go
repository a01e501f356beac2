// Package s3test is a store that speaks S3, in the process of a test.
package s3test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// Address is that of an empty bucket: in this process or, where TEARSHEET_TEST_S3 has one,
// there. Whoever reaches it over wrap, nil being nothing, has the credentials in the environment.
func Address(t testing.TB, wrap func(http.Handler) http.Handler) string {
	t.Helper()
	if address := os.Getenv("TEARSHEET_TEST_S3"); address != "" && wrap == nil {
		return address
	}
	backend := s3mem.New()
	if err := backend.CreateBucket("archive"); err != nil {
		t.Fatal(err)
	}
	handler := gofakes3.New(backend, gofakes3.WithLogger(gofakes3.DiscardLog())).Server()
	if wrap != nil {
		handler = wrap(handler)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	t.Setenv("AWS_ACCESS_KEY_ID", "key")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	return "s3://archive?endpoint=" + server.URL
}
