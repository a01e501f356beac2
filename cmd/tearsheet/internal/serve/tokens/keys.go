package tokens

import (
	"context"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Keys are the tokens of a file, as a server asks for them. What is changed in the file
// counts within a second.
type Keys struct {
	file string

	mu      sync.Mutex
	looked  time.Time
	changed time.Time
	size    int64
	tokens  map[string]Token // by digest
	limits  map[string]*limit
}

// limit is how fast a token may be used.
type limit struct {
	perMinute int
	*rate.Limiter
}

// Open reads the tokens of a file.
func Open(file string) (*Keys, error) {
	k := &Keys{file: file, limits: map[string]*limit{}}
	return k, k.read()
}

// lookEvery is how often the file is looked at.
const lookEvery = time.Second

// read reads the file if it is another than before.
func (k *Keys) read() error {
	info, err := os.Stat(k.file)
	if err == nil && k.tokens != nil && info.ModTime().Equal(k.changed) && info.Size() == k.size {
		return nil
	}
	list, readErr := Read(k.file)
	if readErr != nil {
		return readErr
	}
	k.tokens = map[string]Token{}
	for _, t := range list {
		k.tokens[t.SHA256] = t
	}
	if err == nil {
		k.changed, k.size = info.ModTime(), info.Size()
	} else {
		k.changed, k.size = time.Time{}, 0
	}
	return nil
}

// Len is how many tokens there are.
func (k *Keys) Len() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.tokens)
}

// Find gives the token of a secret.
func (k *Keys) Find(secret string) (Token, bool) {
	if !strings.HasPrefix(secret, prefix) {
		return Token{}, false
	}
	// That digests are compared byte by byte tells an attacker nothing of the secret.
	sum := digest(secret)
	k.mu.Lock()
	defer k.mu.Unlock()
	if now := time.Now(); now.Sub(k.looked) >= lookEvery {
		k.looked = now
		if err := k.read(); err != nil {
			k.tokens = map[string]Token{} // nobody, rather than somebody who may not any more
		}
	}
	t, ok := k.tokens[sum]
	return t, ok
}

// Admit tells how long the holder of a token must wait before the next request; 0: not at all.
func (k *Keys) Admit(t Token) time.Duration {
	if t.PerMinute <= 0 {
		return 0
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	l := k.limits[t.SHA256]
	if l == nil || l.perMinute != t.PerMinute {
		l = &limit{t.PerMinute, rate.NewLimiter(rate.Limit(float64(t.PerMinute)/60), t.PerMinute)} // all of a minute at once, if they like
		k.limits[t.SHA256] = l
	}
	r := l.Reserve()
	wait := r.Delay()
	if wait > 0 {
		r.Cancel()
	}
	return wait
}

type holderKey struct{}
type noteKey struct{}

// With is a context of what the holder of a token does.
func With(ctx context.Context, t Token) context.Context {
	if note, ok := ctx.Value(noteKey{}).(*string); ok {
		*note = t.Name
	}
	return context.WithValue(ctx, holderKey{}, t)
}

// Noting is a context in which With notes whose token it is, for who has the context that
// With was not given.
func Noting(ctx context.Context, name *string) context.Context {
	return context.WithValue(ctx, noteKey{}, name)
}

// Holder is whose token is used; ok is false where nobody is asked for one.
func Holder(ctx context.Context) (t Token, ok bool) {
	t, ok = ctx.Value(holderKey{}).(Token)
	return t, ok
}
