package extract

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/tearsheet/tearsheet/extract/internal/markup"
)

// A panic comes back as an error that names the stage.
func TestGuardedPanic(t *testing.T) {
	t.Parallel()
	_, err := guarded(longest, func(t *task) (int, error) {
		t.at("authors")
		var none []int
		return none[len(none)], nil
	})
	var fault *Error
	if !errors.As(err, &fault) || fault.Kind() != "internal" || !strings.Contains(err.Error(), "(authors)") {
		t.Errorf("it is %v", err)
	}
}

// What takes too long is given up, and does nothing more.
func TestGuardedTooLong(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		held, ended, wentOn := make(chan bool), make(chan bool), false
		_, err := guarded(longest, func(t *task) (int, error) {
			defer close(ended)
			t.at("body")
			<-held
			t.at("next")
			wentOn = true
			return 1, nil
		})
		if !errors.Is(err, errTooLong) || !strings.Contains(err.Error(), "(body)") {
			t.Errorf("it is %v", err)
		}
		close(held)
		<-ended
		if wentOn {
			t.Error("it goes on")
		}
	})
}

// Elements whose text nobody sees are no bylines.
func TestUnseenByline(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"\u200b", "&shy;", "<b>\ufeff</b>\u200b", "<br>"} {
		if _, err := Extract([]byte(`<title>A wall</title><h1>A wall</h1><p class="byline">`+text+`</p>`), Options{}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A page that is cut off says so.
func TestTruncated(t *testing.T) {
	t.Parallel()
	short := []byte("<h1>A wall</h1><p>It was opened.")
	for _, c := range []struct {
		name string
		Page []byte
		cut  bool
	}{
		{"short", short, false},
		{"long", append(short, bytes.Repeat([]byte(" "), markup.MaxBytes)...), true},
		{"many tags", append(short, bytes.Repeat([]byte("<i>"), markup.MaxTags)...), true},
	} {
		a, err := Extract(c.Page, Options{})
		if err != nil || a.Truncated != c.cut || a.Title != "A wall" {
			t.Errorf("%s: it is %v, %v, %q", c.name, err, a.Truncated, a.Title)
		}
	}
}
