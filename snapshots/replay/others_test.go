package replay_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/replay"
)

// another is a recording as another program writes it, and what comes of it.
type another struct {
	name  string
	data  []byte
	page  string   // the first of its pages; empty: not asked
	want  []string // "METHOD url|status|body", or "METHOD url|error|part of its message"
	media string   // of the content of the first answer, if it is asked for
	told  string   // beside the answers
}

// Recordings by others, with the peculiarities that each is known for.
func TestOthers(t *testing.T) {
	t.Parallel()
	for _, list := range [][]another{othersWARC(), othersWACZ(t), othersHAR(t)} {
		for _, one := range list {
			t.Run(one.name, func(t *testing.T) {
				t.Parallel()
				one.check(t)
			})
		}
	}
}

func (a another) check(t *testing.T) {
	t.Helper()
	archive, err := replay.Read(bytes.NewReader(a.data), int64(len(a.data)))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	if a.page != "" && (len(archive.Pages) == 0 || archive.Pages[0].URL != a.page) {
		t.Errorf("its pages are %v", archive.Pages)
	}
	session := archive.Session(replay.Page{})
	for n, line := range a.want {
		asked, rest, _ := strings.Cut(line, "|")
		status, body, _ := strings.Cut(rest, "|")
		method, url, _ := strings.Cut(asked, " ")
		answer, err := session.Answer(exchange.Request{Method: method, URL: url})
		got := fmt.Sprintf("%d|%s", answer.Status, bodyOf(t, answer))
		if status == "error" {
			broken := new(replay.Error)
			if !errors.As(err, &broken) || !strings.Contains(err.Error(), body) {
				t.Errorf("%s: the error is %v, the answer %q", asked, err, got)
			}
			continue
		}
		if told := fmt.Sprint(err); a.told != "" && strings.Contains(told, a.told) {
			err = nil
		} else if a.told != "" {
			t.Errorf("%s: what is told is %s", asked, told)
		}
		if err != nil || got != rest {
			t.Errorf("%s: %q, %v; it should be %q", asked, got, err, rest)
		}
		if n == 0 && a.media != "" && answer.Header.Get("Content-Type") != a.media {
			t.Errorf("%s: it is of type %q", asked, answer.Header.Get("Content-Type"))
		}
	}
}

// note is a record of a WARC file: lines of its header, and its block.
type note struct{ head, block string }

func (n note) text(version string) string {
	return fmt.Sprintf("WARC/%s\r\n%s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", version, strings.ReplaceAll(n.head, "\n", "\r\n"), len(n.block), n.block)
}

// plainWARC is an uncompressed file, zippedWARC one with a gzip member for each record.
func plainWARC(version string, list ...note) []byte {
	var b bytes.Buffer
	for _, n := range list {
		b.WriteString(n.text(version))
	}
	return b.Bytes()
}

func zippedWARC(version string, list ...note) []byte {
	var b bytes.Buffer
	for _, n := range list {
		b.Write(packed(n.text(version)))
	}
	return b.Bytes()
}

// packed is a text as one gzip member.
func packed(text string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(text))
	_ = z.Close()
	return b.Bytes()
}

func sha1Of(text string) string {
	sum := sha1.Sum([]byte(text))
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// answered is a record of a response: more lines of its head, those of the response, the body.
func answered(url, more, http, body string) note {
	return note{
		"WARC-Type: response\nWARC-Target-URI: " + url + "\nWARC-Date: 2026-11-23T12:00:00Z\nContent-Type: application/http; msgtype=response" + more,
		strings.ReplaceAll(http, "\n", "\r\n") + "\r\n\r\n" + body,
	}
}

const ok = "HTTP/1.1 200 OK\nContent-Type: text/html"

func chunked(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		n := min(7, len(text))
		fmt.Fprintf(&b, "%x\r\n%s\r\n", n, text[:n])
		text = text[n:]
	}
	return b.String() + "0\r\n\r\n"
}

func othersWARC() []another {
	const home = "https://harbour.test/"
	info := note{"WARC-Type: warcinfo\nWARC-Date: 2026-11-23T12:00:00Z\nContent-Type: application/warc-fields", "software: other\r\n"}
	plain := answered(home, "", ok, "<p>Low tide")
	asked := note{
		"WARC-Type: request\nWARC-Target-URI: " + home + "\nWARC-Date: 2026-11-23T12:00:00Z\nContent-Type: application/http; msgtype=request",
		"GET / HTTP/1.1\r\nHost: harbour.test\r\n\r\n",
	}
	id := func(n int) string {
		return fmt.Sprintf("\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>", n)
	}
	refers := func(n int) string {
		return strings.Replace(id(n), "WARC-Record-ID", "WARC-Refers-To", 1)
	}
	again := func(url, profile, more, http string) note {
		return note{
			"WARC-Type: revisit\nWARC-Target-URI: " + url + "\nWARC-Date: 2026-11-24T12:00:00Z\nWARC-Profile: http://netpreserve.org/warc/1.0/revisit/" + profile +
				"\nContent-Type: application/http; msgtype=response" + more, http,
		}
	}
	const same, unmodified = "identical-payload-digest", "server-not-modified"
	zippedBody := string(packed("<p>Low tide"))
	all := string(plainWARC("1.0", info, asked, plain, answered(home+"b", "", ok, "second")))
	return []another{
		{name: "WARC 1.0", data: plainWARC("1.0", info, plain, asked), page: home, want: []string{"GET " + home + "|200|<p>Low tide"}},
		{
			name: "a digest of SHA-1 that its block has", data: plainWARC("1.0", answered(home, "\nWARC-Block-Digest: "+sha1Of(plain.block), ok, "<p>Low tide")),
			want: []string{"GET " + home + "|200|<p>Low tide"},
		},
		{
			name: "a digest of SHA-1 that it has not", data: plainWARC("1.0", answered(home, "\nWARC-Block-Digest: "+sha1Of("other"), ok, "<p>Low tide")),
			want: []string{"GET " + home + "|error|digest of its block differs"},
		},
		{name: "WARC 1.1 gzip", data: zippedWARC("1.1", info, asked, plain), page: home, want: []string{"GET " + home + "|200|<p>Low tide"}},
		{
			name: "wget: addresses in brackets", data: zippedWARC("1.0", info, answered("<"+home+">", "", ok, "<p>Low tide"), note{
				"WARC-Type: resource\nWARC-Target-URI: <metadata://gnu.org/software/wget/warc/wget.log>\nWARC-Date: 2026-11-23T12:00:00Z\nContent-Type: text/plain", "Saved",
			}),
			page: home, want: []string{"GET " + home + "|200|<p>Low tide"},
		},
		{
			name: "resource", data: plainWARC("1.0", note{"WARC-Type: resource\nWARC-Target-URI: " + home + "\nWARC-Date: 2026-11-23T12:00:00Z\nContent-Type: text/html; charset=utf-8", "<p>Put in by hand"}),
			page: home, want: []string{"GET " + home + "|200|<p>Put in by hand"}, media: "text/html; charset=utf-8",
		},
		{
			name: "conversion", data: plainWARC("1.0", note{"WARC-Type: conversion\nWARC-Target-URI: " + home + "old.ps\nWARC-Date: 2026-11-23T12:00:00Z\nContent-Type: text/plain", "In clear"}),
			want: []string{"GET " + home + "old.ps|200|In clear"},
		},
		{
			name: "conversion beside its original", data: plainWARC("1.0", note{"WARC-Type: conversion\nWARC-Target-URI: " + home + "\nWARC-Date: 2026-11-25T12:00:00Z\nContent-Type: text/plain", "In clear"}, plain),
			want: []string{"GET " + home + "|200|<p>Low tide"},
		},
		{
			name: "revisit by digest", data: zippedWARC("1.0", answered(home, "\nWARC-Payload-Digest: "+sha1Of("<p>Low tide"), ok, "<p>Low tide"),
				again(home+"b", same, "\nWARC-Payload-Digest: "+sha1Of("<p>Low tide"), "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")),
			want: []string{"GET " + home + "b|200|<p>Low tide"}, media: "text/plain",
		},
		{
			name: "revisit by digest, without a head", data: plainWARC("1.0", answered(home, "\nWARC-Payload-Digest: "+sha1Of("<p>Low tide"), ok, "<p>Low tide"),
				again(home+"b", same, "\nWARC-Payload-Digest: "+sha1Of("<p>Low tide"), "")),
			want: []string{"GET " + home + "b|200|<p>Low tide"}, media: "text/html",
		},
		{
			name: "revisit by address and date", data: zippedWARC("1.1", answered(home+"a", "", ok, "<p>Low tide"),
				again(home+"b", same, "\nWARC-Refers-To-Target-URI: "+home+"a\nWARC-Refers-To-Date: 2026-11-23T12:00:00Z", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")),
			want: []string{"GET " + home + "b|200|<p>Low tide"}, media: "text/plain",
		},
		{
			name: "revisit by the record's name", data: plainWARC("1.0", answered(home+"a", id(1), ok, "<p>Low tide"),
				again(home+"b", same, id(2)+refers(1), "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")),
			want: []string{"GET " + home + "b|200|<p>Low tide"},
		},
		{
			name: "revisit that says that nothing changed", data: zippedWARC("1.0", plain,
				again(home, unmodified, "\nWARC-Refers-To-Date: 2026-11-23T12:00:00Z\nWARC-Refers-To-Target-URI: "+home, "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n")),
			want: []string{"GET " + home + "|200|<p>Low tide", "GET " + home + "|200|<p>Low tide"},
		},
		{
			name: "revisit of its own address, and no more said", data: zippedWARC("1.0", plain, again(home, unmodified, "", "HTTP/1.1 304 Not Modified\r\n\r\n")),
			want: []string{"GET " + home + "|200|<p>Low tide", "GET " + home + "|200|<p>Low tide"},
		},
		{
			name: "revisit of what is elsewhere", data: zippedWARC("1.0", plain, again(home+"b", same, "\nWARC-Payload-Digest: "+sha1Of("other"), "HTTP/1.1 200 OK\r\n\r\n")),
			want: []string{"GET " + home + "b|error|in another archive"},
		},
		{
			name: "chunks as on the wire", data: plainWARC("1.0", answered(home, "", ok+"\nTransfer-Encoding: chunked", chunked("<p>Low tide, and a long walk"))),
			want: []string{"GET " + home + "|200|<p>Low tide, and a long walk"},
		},
		{
			name: "gzip in chunks", data: zippedWARC("1.0", answered(home, "", ok+"\ntransfer-encoding: Chunked\ncontent-encoding: GZIP", chunked(zippedBody))),
			want: []string{"GET " + home + "|200|<p>Low tide"},
		},
		{
			name: "a head that is no longer so", data: zippedWARC("1.0", answered(home, "", ok+"\nContent-Encoding: gzip\nTransfer-Encoding: chunked", "<p>Low tide")),
			want: []string{"GET " + home + "|200|<p>Low tide"},
		},
		{
			name: "HTTP/2 without a text", data: zippedWARC("1.1", answered(home, "", "HTTP/2 200\ncontent-type: text/html", "<p>Low tide")), page: home,
			want: []string{"GET " + home + "|200|<p>Low tide"},
		},
		{
			name: "cut off, and says so", data: zippedWARC("1.0", answered(home, "\nWARC-Truncated: length", ok+"\nContent-Length: 5000", "<p>Low ti")),
			want: []string{"GET " + home + "|200|<p>Low ti"}, told: "cut off when it was recorded",
		},
		{
			name: "cut off in its encoding", data: zippedWARC("1.0", answered(home, "\nWARC-Truncated: time", ok+"\nContent-Encoding: gzip", zippedBody[:len(zippedBody)-9])),
			want: []string{"GET " + home + "|200|<p>Low tide"}, told: "cut off when it was recorded",
		},
		{
			name: "cut off in its chunks", data: zippedWARC("1.0", answered(home, "\nWARC-Truncated: disconnect", ok+"\nTransfer-Encoding: chunked", strings.TrimSuffix(chunked("<p>Low tide, and"), "0\r\n\r\n"))),
			want: []string{"GET " + home + "|200|<p>Low tide, and"}, told: "cut off when it was recorded",
		},
		{name: "all in one gzip member", data: packed(all), page: home, want: []string{"GET " + home + "|200|<p>Low tide", "GET " + home + "b|200|second"}},
		{
			name: "gzip members that end anywhere", data: bytes.Join([][]byte{packed(all[:90]), packed(all[90:777]), packed(all[777:])}, nil),
			page: home, want: []string{"GET " + home + "|200|<p>Low tide", "GET " + home + "b|200|second"},
		},
		{
			name: "gzip members with names", data: named(plain.text("1.0"), asked.text("1.0")), want: []string{"GET " + home + "|200|<p>Low tide"},
		},
		{
			name: "a head in several lines", data: plainWARC("1.0", answered(home, "\nWARC-Note: one\n  two", ok+"\nX-Long: a\n\tb", "<p>Low tide")),
			want: []string{"GET " + home + "|200|<p>Low tide"},
		},
		{
			name: "names and metadata between", data: zippedWARC("1.0", info,
				note{"WARC-Type: response\nWARC-Target-URI: dns:harbour.test\nWARC-Date: 2026-11-23T12:00:00Z\nContent-Type: text/dns", "20261123120000\nharbour.test. 1 IN A 192.0.2.1\n"},
				note{"WARC-Type: metadata\nWARC-Target-URI: " + home + "\nWARC-Date: 2026-11-23T12:00:00Z\nContent-Type: application/warc-fields", "via: x\r\n"}, plain),
			page: home, want: []string{"GET " + home + "|200|<p>Low tide"},
		},
	}
}

// named are records as gzip members whose heads have names, as some writers make them.
func named(records ...string) []byte {
	var b bytes.Buffer
	for _, r := range records {
		z := gzip.NewWriter(&b)
		z.Name, z.Comment = "rec.warc", "skip-lengths"
		_, _ = z.Write([]byte(r))
		_ = z.Close()
	}
	return b.Bytes()
}
