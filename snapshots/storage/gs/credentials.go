package gs

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/google"
)

// scope is what credentials are asked for: to read, write, list and remove objects.
const scope = "https://www.googleapis.com/auth/devstorage.read_write"

// clients gives what sends requests, and looks for credentials when it is first called.
func clients(endpoint string, base http.RoundTripper) func() (*http.Client, error) {
	if base == nil {
		base = transport()
	}
	return sync.OnceValues(func() (*http.Client, error) {
		client := &http.Client{Transport: base, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		if !strings.HasPrefix(endpoint, "https://") {
			return client, nil // whoever listens would have the credentials
		}
		// Tokens are renewed for as long as the process lives, whatever becomes of a request.
		ctx := context.WithValue(context.Background(), oauth2.HTTPClient, &http.Client{Transport: base})
		found, err := google.FindDefaultCredentials(ctx, scope)
		switch {
		case err == nil:
			client.Transport = &oauth2.Transport{Source: found.TokenSource, Base: base}
		case endpoint == service, os.Getenv("GOOGLE_APPLICATION_CREDENTIALS") != "":
			return nil, unfound(err)
		}
		return client, nil
	})
}

// transport is the usual one, for some requests at the same time, of which none waits for ever.
func transport() http.RoundTripper {
	usual, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport
	}
	usual = usual.Clone()
	usual.MaxIdleConnsPerHost, usual.ResponseHeaderTimeout = 16, time.Minute
	return usual
}

// unfound says where credentials are looked for.
func unfound(err error) error {
	return fmt.Errorf("no credentials for Google Cloud Storage: make some with gcloud auth application-default login, or name a file of them in GOOGLE_APPLICATION_CREDENTIALS (%w)", err)
}
