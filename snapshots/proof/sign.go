package proof

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"time"

	"github.com/digitorus/timestamp"
	"golang.org/x/crypto/ssh"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// Signer makes proofs. It can be used by several goroutines at a time.
type Signer struct {
	key       ed25519.PrivateKey // nil: nothing is signed
	authority string             // empty: no time is stamped
	client    http.Client
}

// stampPatience is how long an authority may take.
const stampPatience = 20 * time.Second

// NewSigner makes a signer with the private key in a file, the address of an authority
// for time stamps, or both.
func NewSigner(keyFile, authority string) (*Signer, error) {
	s := &Signer{authority: authority, client: http.Client{Timeout: stampPatience}}
	if authority != "" {
		if u, err := url.Parse(authority); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, fmt.Errorf("%q is no address of an authority for time stamps", authority)
		}
	}
	if keyFile == "" {
		return s, nil
	}
	data, err := regular.ReadFile(keyFile, MaxSize)
	if err != nil {
		return nil, err
	}
	raw, err := ssh.ParseRawPrivateKey(data)
	if locked := new(ssh.PassphraseMissingError); errors.As(err, &locked) {
		return nil, fmt.Errorf("%s has a passphrase: give a key without one", keyFile)
	}
	if err != nil {
		return nil, fmt.Errorf("%s is no private key: %w", keyFile, err)
	}
	switch key := raw.(type) {
	case *ed25519.PrivateKey:
		s.key = *key
	case ed25519.PrivateKey:
		s.key = key
	default:
		return nil, fmt.Errorf("%s is no ed25519 key: make one with `ssh-keygen -t ed25519`", keyFile)
	}
	return s, nil
}

// ReadKey reads a public key from a file, as ssh-keygen or openssl write it, and gives it
// as proofs have it.
func ReadKey(keyFile string) (string, error) {
	data, err := regular.ReadFile(keyFile, MaxSize)
	if err != nil {
		return "", err
	}
	var key any
	if block, _ := pem.Decode(data); block != nil {
		key, err = x509.ParsePKIXPublicKey(block.Bytes)
	} else if public, _, _, _, e := ssh.ParseAuthorizedKey(data); e != nil {
		err = e
	} else if holder, ok := public.(ssh.CryptoPublicKey); ok {
		key = holder.CryptoPublicKey()
	}
	if err != nil {
		return "", fmt.Errorf("%s is no public key: %w", keyFile, err)
	}
	public, ok := key.(ed25519.PublicKey)
	if !ok {
		return "", fmt.Errorf("%s is no ed25519 key", keyFile)
	}
	return base64.StdEncoding.EncodeToString(public), nil
}

// Sign signs a text that begins with what it is; ok is false where there is no key.
func (s *Signer) Sign(text string) (signature Signature, ok bool) {
	if s == nil || s.key == nil {
		return signature, false
	}
	public, _ := s.key.Public().(ed25519.PublicKey)
	return Signature{
		"ed25519", base64.StdEncoding.EncodeToString(public), base64.StdEncoding.EncodeToString(ed25519.Sign(s.key, []byte(text))),
	}, true
}

// Prove makes the proof for a digest. Where there is no time stamp to be had the proof
// comes without, and with an error that says why.
func (s *Signer) Prove(ctx context.Context, digest [sha256.Size]byte) (data []byte, err error) {
	p := Proof{Digest: hex.EncodeToString(digest[:]), Signatures: []Signature{}, Stamps: []Stamp{}}
	if signature, ok := s.Sign(message(digest)); ok {
		p.Signatures = append(p.Signatures, signature)
	}
	var missing error
	if stamp, err := s.Stamp(ctx, digest); err != nil {
		missing = err
	} else if stamp != nil {
		p.Stamps = append(p.Stamps, *stamp)
	}
	if data, err = json.MarshalIndent(p, "", "  "); err != nil {
		return nil, err
	}
	return append(data, '\n'), missing
}

// Stamp has the time stamped on a digest; nil where there is no authority to ask.
func (s *Signer) Stamp(ctx context.Context, digest [sha256.Size]byte) (*Stamp, error) {
	if s == nil || s.authority == "" {
		return nil, nil
	}
	stamp, err := s.stamp(ctx, digest)
	if err != nil {
		return nil, fmt.Errorf("there is no time stamp from %s: %w", s.authority, err)
	}
	return &stamp, nil
}

// stamp asks the authority for a time stamp.
func (s *Signer) stamp(ctx context.Context, digest [sha256.Size]byte) (Stamp, error) {
	once, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 63))
	if err != nil {
		return Stamp{}, err
	}
	ask := timestamp.Request{HashAlgorithm: crypto.SHA256, HashedMessage: digest[:], Certificates: true, Nonce: once}
	body, err := ask.Marshal()
	if err != nil {
		return Stamp{}, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.authority, bytes.NewReader(body))
	if err != nil {
		return Stamp{}, err
	}
	req.Header.Set("Content-Type", "application/timestamp-query")
	res, err := s.client.Do(req)
	if err != nil {
		return Stamp{}, err
	}
	defer res.Body.Close() // only read: nothing to lose
	if res.StatusCode != http.StatusOK {
		return Stamp{}, fmt.Errorf("it answers %s", res.Status)
	}
	answer, err := io.ReadAll(io.LimitReader(res.Body, MaxSize))
	if err != nil {
		return Stamp{}, err
	}
	parsing.Lock()
	got, err := timestamp.ParseResponse(answer)
	parsing.Unlock()
	if err != nil {
		return Stamp{}, err
	}
	if got.Nonce != nil && got.Nonce.Cmp(once) != 0 {
		return Stamp{}, errors.New("it answers another question")
	}
	// Who may be trusted is for those to say who look at it later.
	attested, err := Trust{Anyone: true}.checkToken(got.RawToken, digest)
	return Stamp{s.authority, attested.Time, base64.StdEncoding.EncodeToString(got.RawToken)}, err
}
