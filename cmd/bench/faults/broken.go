package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// broken is a recording that was good before.
type broken struct {
	name, file string
	data       []byte
}

// breaker breaks recordings, by chance.
type breaker struct{ *rand.Rand }

// ways are the ways in which bytes break; each is tried on whole files, and inside of what is packed.
var ways = []struct {
	name  string
	spoil func(b breaker, data []byte) []byte
}{
	{"bits changed", breaker.flip},
	{"cut", func(b breaker, data []byte) []byte { return data[:b.IntN(len(data))] }},
	{"a piece doubled", func(b breaker, data []byte) []byte {
		from, to := b.piece(data)
		return slices.Concat(data[:to], data[from:])
	}},
	{"a piece lost", func(b breaker, data []byte) []byte {
		from, to := b.piece(data)
		return slices.Concat(data[:from], data[to:])
	}},
	{"zeros", func(b breaker, data []byte) []byte {
		data = bytes.Clone(data)
		from, to := b.piece(data)
		clear(data[from:to])
		return data
	}},
	{"a number that lies", breaker.lie},
	{"a value of another kind", breaker.confuse},
	{"lines in another order", func(b breaker, data []byte) []byte {
		lines := bytes.SplitAfter(data, []byte("\n"))
		b.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		return bytes.Join(lines, nil)
	}},
}

var (
	numbers = regexp.MustCompile(`\b\d+\b`)
	values  = regexp.MustCompile(`:\s*("[^"\n]*"|\d+)`)
	// lies are what numbers are not.
	lies = []string{"-1", "0", "1", "4095", "65536", "2147483648", "1099511627776", "9223372036854775807", "18446744073709551616", "1e309", "NaN", ""}
	// strange are values that nobody expects.
	strange = []string{"null", "true", "[]", "{}", `""`, "-7", "1e309", `"\u0000"`, `"data:,x"`, `"http://[::1"`, `"9999-99-99T99:99:99Z"`, `"` + strings.Repeat("long ", 1<<12) + `"`, strings.Repeat("[", 1<<14)}
)

// piece is a place in data, seldom long.
func (b breaker) piece(data []byte) (from, to int) {
	from = b.IntN(len(data))
	return from, min(from+1+b.IntN(1<<(1+b.IntN(12))), len(data))
}

func (b breaker) flip(data []byte) []byte {
	data = bytes.Clone(data)
	for range 1 + b.IntN(8) {
		data[b.IntN(len(data))] ^= 1 << b.IntN(8)
	}
	return data
}

func (b breaker) lie(data []byte) []byte { return b.instead(data, numbers, "", lies) }

func (b breaker) confuse(data []byte) []byte { return b.instead(data, values, ": ", strange) }

// instead puts one of the words in the place of something that fits a pattern, or else changes bits.
func (b breaker) instead(data []byte, pattern *regexp.Regexp, before string, words []string) []byte {
	places := pattern.FindAllIndex(data, -1)
	if len(places) == 0 {
		return b.flip(data)
	}
	at := places[b.IntN(len(places))]
	return slices.Concat(data[:at[0]], []byte(before+words[b.IntN(len(words))]), data[at[1]:])
}

// next breaks one of the files.
func (b breaker) next(n int, good []broken) (broken, error) {
	file, way := good[n%len(good)], ways[n/len(good)%len(ways)]
	data, inside, err := b.inside(file.data, func(data []byte) []byte { return way.spoil(b, data) })
	return broken{name: cmp.Or(inside, "the file") + ": " + way.name, file: file.file, data: data}, err
}

// inside spoils a file as it is or, one time of two, what is packed in it.
func (b breaker) inside(data []byte, spoil func([]byte) []byte) (_ []byte, where string, err error) {
	if len(data) == 0 || b.IntN(2) == 0 {
		return b.spoilt(data, spoil), "", nil
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return b.insideZIP(data, spoil)
	case bytes.HasPrefix(data, []byte("\x1f\x8b")):
		r, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, "", err
		}
		plain, err := io.ReadAll(r)
		if err != nil {
			return nil, "", err
		}
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, _ = w.Write(b.spoilt(plain, spoil)) // into memory
		_ = w.Close()
		return packed.Bytes(), "inside gzip", nil
	}
	return b.spoilt(data, spoil), "", nil
}

func (b breaker) spoilt(data []byte, spoil func([]byte) []byte) []byte {
	if len(data) == 0 {
		return []byte{0}
	}
	return spoil(data)
}

func (b breaker) insideZIP(data []byte, spoil func([]byte) []byte) ([]byte, string, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, "", err
	}
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	which := b.IntN(len(r.File))
	for i, f := range r.File {
		in, err := f.Open()
		if err != nil {
			return nil, "", err
		}
		content, err := io.ReadAll(in)
		if err != nil {
			return nil, "", err
		}
		if i == which {
			if content, _, err = b.inside(content, spoil); err != nil {
				return nil, "", err
			}
		}
		out, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: f.Method})
		if err != nil {
			return nil, "", err
		}
		if _, err := out.Write(content); err != nil {
			return nil, "", err
		}
	}
	if err := w.Close(); err != nil {
		return nil, "", err
	}
	return packed.Bytes(), r.File[which].Name, nil
}

// harOf makes a HAR of what the addresses answer.
func harOf(addresses ...string) ([]byte, error) {
	type object = map[string]any
	var entries []object
	for _, address := range addresses {
		r, err := http.Get(address) //nolint:noctx // of this program's own server
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil {
			return nil, err
		}
		var headers []object
		for name := range r.Header {
			headers = append(headers, object{"name": name, "value": r.Header.Get(name)})
		}
		entries = append(entries, object{
			"startedDateTime": "2026-01-02T03:04:05.678Z", "time": 12.5,
			"request": object{"method": "GET", "url": address, "httpVersion": "HTTP/1.1", "headers": []object{}},
			"response": object{"status": r.StatusCode, "statusText": "OK", "httpVersion": "HTTP/1.1", "headers": headers,
				"content": object{"size": len(body), "mimeType": r.Header.Get("Content-Type"), "encoding": "base64", "text": base64.StdEncoding.EncodeToString(body)}},
		})
	}
	har, err := json.MarshalIndent(object{"log": object{"version": "1.2", "creator": object{"name": "faults", "version": "1"}, "entries": entries}}, "", " ")
	if err != nil {
		return nil, fmt.Errorf("the HAR: %w", err)
	}
	return har, nil
}
