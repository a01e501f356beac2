package faults

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"strings"
	"time"
)

// Parts that never come, or never end; the server has them below /part/.
var partFaults = map[string]http.HandlerFunc{
	"silent":      silent,
	"endless.css": forever("text/css", "p{color:black}", ".c#{color:red}", 20*time.Millisecond),
	"endless.js":  forever("text/javascript", "let x = 1;", "x = #;", 20*time.Millisecond),
	"endless.png": forever("image/png", "\x89PNG\r\n\x1a\n", "0123456789", 20*time.Millisecond),
	"endless.txt": forever("text/plain", "", "wave #\n", 20*time.Millisecond),
	"bomb.png":    bomb("image/png", 1500),
	"large.png": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		_, _ = w.Write(largePNG(50000))
	},
	"frame": func(w http.ResponseWriter, r *http.Request) { page("<p>Frame "+r.URL.RawQuery)(w, r) },
	"file.bin": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Header().Set("Content-Disposition", "attachment; filename=boat.bin")
		_, _ = w.Write(make([]byte, 1<<20))
	},
	"worker.js": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = io.WriteString(w, `addEventListener('install', () => skipWaiting()); addEventListener('activate', e => e.waitUntil(clients.claim()));
			addEventListener('fetch', e => e.respondWith(new Response(new Uint8Array(9999).fill(0xff), {status: 200, headers: {'content-type': 'text/html'}})));`)
	},
}

// largePNG is a picture of one colour that takes gigabytes to draw, and little to send.
func largePNG(side uint32) []byte {
	var b bytes.Buffer
	chunk := func(kind string, data []byte) {
		_ = binary.Write(&b, binary.BigEndian, uint32(len(data)))
		b.WriteString(kind)
		b.Write(data)
		_ = binary.Write(&b, binary.BigEndian, crc32.ChecksumIEEE(append([]byte(kind), data...)))
	}
	b.WriteString("\x89PNG\r\n\x1a\n")
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, side), side)
	chunk("IHDR", append(size, 1, 0, 0, 0, 0)) // one bit a pixel
	var packed bytes.Buffer
	z, _ := zlib.NewWriterLevel(&packed, zlib.BestSpeed)
	row := make([]byte, 1+side/8)
	for range side {
		_, _ = z.Write(row)
	}
	_ = z.Close()
	chunk("IDAT", packed.Bytes())
	chunk("IEND", nil)
	return b.Bytes()
}

var parts = []Fault{
	{Name: "css-silent", Ends: either, Keeps: before, serve: page(`<link rel=stylesheet href=/part/silent>`)},
	{Name: "css-endless", Ends: either, Keeps: before, serve: page(`<link rel=stylesheet href=/part/endless.css><p>After.`)},
	{Name: "js-endless", Ends: either, Keeps: before, serve: page(`<script src=/part/endless.js></script><p>After.`)},
	{Name: "font-silent", Ends: either, Keeps: before, serve: page(`<style>@font-face{font-family:F;src:url(/part/silent)}h1{font-family:F}</style>`)},
	{Name: "picture-endless", Ends: either, Keeps: before, serve: page(`<img src=/part/endless.png><p>After.`)},
	{Name: "fetch-endless", Ends: either, Keeps: before, serve: script(`fetch('/part/endless.txt').then(r => r.text())`)},
	{Name: "frames-1000", Ends: either, Keeps: before, serve: script(`for (let i = 0; i < 1000; i++) { const f = document.createElement('iframe'); f.src = '/part/frame?' + i; document.body.append(f) }`)},
	{Name: "frames-nested", Ends: either, Keeps: before, serve: func(w http.ResponseWriter, r *http.Request) { // each has itself in it
		page(fmt.Sprintf(`<iframe src="?%s0"></iframe>`, r.URL.RawQuery))(w, r)
	}},
	{Name: "css-100000-blurred", Ends: failed("whole", "partial", "timeout"), Keeps: before, serve: func(w http.ResponseWriter, r *http.Request) {
		page(`<style>b{filter:blur(9px);box-shadow:0 0 40px red;display:inline-block}</style>`+strings.Repeat("<b>wave</b> ", 100000))(w, r)
	}},
	{Name: "deep-100000", Ends: either, Keeps: before, serve: func(w http.ResponseWriter, r *http.Request) {
		page(strings.Repeat("<div>", 100000)+"At the bottom.")(w, r)
	}},
	{Name: "deep-script", Ends: failed("crash"), serve: script(`let at = document.body; for (let i = 0; i < 100000; i++) at = at.appendChild(document.createElement('div')); at.textContent = 'At the bottom.'`)},
	{Name: "wide-100000", Ends: either, Keeps: before, serve: func(w http.ResponseWriter, r *http.Request) {
		page(`<div style="width:900000px;height:900000px;background:linear-gradient(red,blue)">Wide.</div>`)(w, r)
	}},
	{Name: "attribute-long", Ends: either, Keeps: before, serve: func(w http.ResponseWriter, r *http.Request) {
		page(`<p title="`+strings.Repeat("long ", 6<<20)+`">Long.`)(w, r)
	}},
}

var pictures = []Fault{
	{Name: "picture-bomb", Ends: either, Keeps: before, serve: page(`<img src=/part/bomb.png>`)},
	{Name: "picture-bomb-recorded", Ends: either, Keeps: before, Flags: []string{"--save", "wacz"}, serve: page(`<img src=/part/bomb.png>`)},
	{Name: "picture-large", Ends: failed("whole", "partial", "crash"), Keeps: before, serve: page(`<img src=/part/large.png width=400>`)},
	{Name: "picture-large-itself", Ends: failed("whole", "partial"), serve: func(w http.ResponseWriter, r *http.Request) { partFaults["large.png"](w, r) }},
	{Name: "svg-laughs", Ends: failed("whole", "partial", "crash"), Keeps: before, serve: func(w http.ResponseWriter, r *http.Request) {
		var b strings.Builder
		b.WriteString(`<svg width=400 height=400><defs><g id=g0><circle r=3 /></g>`)
		for i := range 12 {
			fmt.Fprintf(&b, `<g id=g%d>%s</g>`, i+1, strings.Repeat(fmt.Sprintf(`<use href="#g%d"/>`, i), 10))
		}
		page(b.String()+`</defs><use href="#g12"/></svg>`)(w, r)
	}},
	{Name: "svg-itself", Ends: either, Keeps: before, serve: page(`<svg id=s><g id=g><use href="#g"/></g><pattern id=p width=1 height=1><rect fill="url(#p)" width=9 height=9 /></pattern><rect fill="url(#p)" width=90 height=90 /></svg>`)},
}
