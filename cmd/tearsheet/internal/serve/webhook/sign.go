// Package webhook tells others of captures that have ended: signed as Standard Webhooks has
// it, and again with growing pauses where nobody answers.
package webhook

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// prefix is how secrets are written.
const prefix = "whsec_"

// Secret is what messages are signed with.
type Secret []byte

// ParseSecret reads a secret: whsec_ and base64 of 24 to 64 bytes.
func ParseSecret(text string) (Secret, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(strings.TrimSpace(text), prefix))
	if err != nil {
		return nil, errors.New("a secret is whsec_ and base64 behind it")
	}
	if len(key) < 24 || len(key) > 64 {
		return nil, fmt.Errorf("a secret has 24 to 64 bytes, not %d", len(key))
	}
	return key, nil
}

// NewSecret makes a secret.
func NewSecret() Secret {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // it never fails
	return key
}

// String is the secret as it is written.
func (s Secret) String() string { return prefix + base64.StdEncoding.EncodeToString(s) }

// Sign gives the value of webhook-signature for a message.
func (s Secret) Sign(id string, at time.Time, body []byte) string {
	mac := hmac.New(sha256.New, s)
	fmt.Fprintf(mac, "%s.%d.", id, at.Unix())
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// tolerance is how far the clock of a message may be from ours.
const tolerance = 5 * time.Minute

// Verify says whether a message came from who has the secret, and lately: id, timestamp and
// signatures are the headers webhook-id, webhook-timestamp and webhook-signature.
func (s Secret) Verify(id, timestamp, signatures string, body []byte, now time.Time) error {
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return errors.New("webhook-timestamp is no time")
	}
	at := time.Unix(seconds, 0)
	if off := now.Sub(at); off > tolerance || off < -tolerance {
		return errors.New("webhook-timestamp is too far from now")
	}
	want := []byte(s.Sign(id, at, body))
	for signature := range strings.FieldsSeq(signatures) {
		if hmac.Equal([]byte(signature), want) {
			return nil
		}
	}
	return errors.New("no signature is that of the message")
}
