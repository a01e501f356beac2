package replay_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/tearsheet/tearsheet/snapshots/replay"
)

// zstdWARC is a file with a frame for each record, behind the dictionary if there is one.
func zstdWARC(t *testing.T, dictionary []byte, list ...note) []byte {
	t.Helper()
	var options []zstd.EOption
	switch {
	case bytes.HasPrefix(dictionary, []byte("\x37\xa4\x30\xec")):
		options = append(options, zstd.WithEncoderDict(dictionary))
	case dictionary != nil:
		options = append(options, zstd.WithEncoderDictRaw(0, dictionary))
	}
	encoder, err := zstd.NewWriter(nil, options...)
	if err != nil {
		t.Fatal(err)
	}
	var b []byte
	for _, n := range list {
		b = encoder.EncodeAll([]byte(n.text("1.0")), b)
	}
	return b
}

// before puts a dictionary before the frames, as it stands.
func before(dictionary, frames []byte) []byte {
	head := binary.LittleEndian.AppendUint32([]byte("\x5d\x2a\x4d\x18"), uint32(len(dictionary)))
	return append(append(head, dictionary...), frames...)
}

// trained is a dictionary with tables.
func trained(t *testing.T) []byte {
	t.Helper()
	var samples [][]byte
	for i := range 40 {
		samples = append(samples, fmt.Appendf(nil, "<html><head><title>Tide %d</title></head><body><p>Low tide at %d past the hour of %d", i*7, i*13, i*31))
	}
	dictionary, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 77, Contents: samples, History: bytes.Join(samples, nil), Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	return dictionary
}

// Files compressed with Zstandard, with dictionaries of each kind.
func TestZstandard(t *testing.T) {
	t.Parallel()
	const home = "https://harbour.test/"
	body := "<html><head><title>Tide 9</title></head><body><p>Low tide at 8 past the hour of 7"
	records := []note{answered(home, "", ok, body), answered(home+"b", "", ok, "second")}
	want := []string{"GET " + home + "|200|" + body, "GET " + home + "b|200|second"}
	tables, content := trained(t), []byte(strings.Repeat("Low tide at the hour of the harbour. ", 30))
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []another{
		{name: "no dictionary", data: zstdWARC(t, nil, records...)},
		{name: "a trained dictionary", data: before(tables, zstdWARC(t, tables, records...))},
		{name: "a compressed dictionary", data: before(encoder.EncodeAll(tables, nil), zstdWARC(t, tables, records...))},
		{name: "a dictionary of mere content", data: before(content, zstdWARC(t, content, records...))},
		{name: "one frame for all", data: encoder.EncodeAll(plainWARC("1.0", records...), nil)},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			one.want = want
			one.check(t)
		})
	}
	har := encoder.EncodeAll([]byte(`{"log":{"version":"1.2","entries":[{"startedDateTime":"2026-11-23T12:00:00Z","request":{"method":"GET","url":"`+home+`"},"response":{"status":200,"content":{"mimeType":"text/html","text":"<p>Low tide"}}}]}}`), nil)
	another{data: har, want: []string{"GET " + home + "|200|<p>Low tide"}}.check(t)

	whole := before(tables, zstdWARC(t, tables, records...))
	for name, data := range map[string][]byte{
		"ends in its dictionary":           whole[:60],
		"a dictionary that is none":        before([]byte("\x37\xa4\x30\xecnone"), whole[8+len(tables):]),
		"a dictionary longer than allowed": append([]byte("\x5d\x2a\x4d\x18\xff\xff\xff\xff"), whole...),
		"without its dictionary":           whole[8+len(tables):],
		"a bomb":                           encoder.EncodeAll(bytes.Repeat([]byte{' '}, 64<<20), nil),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := replay.Read(bytes.NewReader(data), int64(len(data))); err == nil {
				t.Error("there is no error")
			} else {
				t.Log(err)
			}
		})
	}
}
