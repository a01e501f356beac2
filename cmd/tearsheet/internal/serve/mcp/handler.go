package mcp

import (
	"context"
	"net/http"
	"time"

	"github.com/modelcontextprotocol/go-sdk/auth"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
)

// idle is how long a session lasts in which nobody asks for anything.
const idle = 30 * time.Minute

// mostBody is the most of a message, in bytes.
const mostBody = 1 << 20

// Handler speaks the protocol over streamable HTTP. capture gives each session its own way
// to capture, for the holder of its token.
func Handler(o Options, capture func(t tokens.Token) Capture) http.Handler {
	h := sdk.NewStreamableHTTPHandler(func(r *http.Request) *sdk.Server {
		own := o
		t, _ := tokens.Holder(r.Context())
		own.Capture = capture(t)
		return New(own)
	}, &sdk.StreamableHTTPOptions{
		SessionTimeout: idle, MaxRequestBodyBytes: mostBody,
		DisableLocalhostProtection:   true, // the server's doors look at hosts
		PropagateRequestCancellation: true,
	})
	return bound(h)
}

// bound binds a session to the token with which it began: the protocol looks at who that
// was, and the doors have seen that the token is good.
func bound(next http.Handler) http.Handler {
	verified := auth.RequireBearerToken(func(_ context.Context, _ string, r *http.Request) (*auth.TokenInfo, error) {
		t, ok := tokens.Holder(r.Context())
		if !ok {
			return nil, auth.ErrInvalidToken
		}
		return &auth.TokenInfo{UserID: t.Name + " " + t.SHA256, Expiration: time.Now().Add(time.Hour)}, nil
	}, nil)(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := tokens.Holder(r.Context()); ok {
			verified.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}
