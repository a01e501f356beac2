package parse

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// same compares with the tree that html.Parse makes.
func same(t *testing.T, page []byte) {
	t.Helper()
	want, wantErr := html.Parse(bytes.NewReader(page))
	got, gotErr := Page(page)
	if (wantErr == nil) != (gotErr == nil) {
		t.Fatalf("%q: %v, want %v", page, gotErr, wantErr)
	}
	if wantErr == nil {
		sameNode(t, page, got, want)
	}
}

func sameNode(t *testing.T, page []byte, got, want *html.Node) {
	t.Helper()
	if got.Type != want.Type || got.Data != want.Data || got.DataAtom != want.DataAtom || got.Namespace != want.Namespace || !slices.Equal(got.Attr, want.Attr) {
		t.Fatalf("%.300q: %v %q %v, want %v %q %v", page, got.Type, got.Data, got.Attr, want.Type, want.Data, want.Attr)
	}
	g, w := got.FirstChild, want.FirstChild
	for ; g != nil && w != nil; g, w = g.NextSibling, w.NextSibling {
		if g.Parent != got {
			t.Fatalf("%.300q: a child of %q has another parent", page, got.Data)
		}
		sameNode(t, page, g, w)
	}
	if g != nil || w != nil {
		t.Fatalf("%.300q: %q has not as many children", page, got.Data)
	}
}

// oddities are where what is read byte by byte and what is looked for could part.
var oddities = strings.Split(`<!|<!>|<!-|<!--|<!-->|<!--->|<!---->|<!-- a -->b|<!-- a --!>b|<!-- a --!|<!-- a --|<!-- a -|<!--a--!-->b|<!--a--!x-->b|<!doctype|<!DOCTYPE html>a|<!doctype html public "a" 'b'>|<!DOC>|
<!doctype   |<![CDATA[a]]>b|<svg><![CDATA[a&amp;]]]>b</svg>c|<svg><![CDATA[a|<?xml a?>b|<?|</|</>|</ a>b|</a|a<|a</|a<b|<|<<a>|<a|<a |<a b|<a b=|<a b= c|<a b="|<a b="c"|<a b="c">|<a b='c'd>|<a b=c/>|<br/>|<br a/>|<br a=/>|<br a= />|<br a="/"/>|
<a =b>|<a ==b>|<a b=>|<a / b>|<a/b/c>|<p a a=1 A=2>|<p a="&amp;&lt;&copy;&copy&copy=1&copya&notit;&nbsp&#39;&#x41;&#X41&#0;&#128;&#xd800;&#99999999;&fjlig;&nvlt;&;&#;&#x;&CounterClockwiseContourIntegral;&Counter">|
&amp;&lt;&copy;&copy&copy=1&copya&notit;&nbsp&#39;&#x41;&#X41&#0;&#128;&#xd800;&#99999999;&fjlig;&nvlt;&;&#;&#x;&CounterClockwiseContourIntegral;&Counter|<script><!--<script></script>a</script>b-->c|<script><!-- </script>a|
<script><!--<script>--></script>a|<script><!--<script </script/</script>a|<script><!--<scripts></script>a|<script><!--<<!--</script>a|<script><!-</script>a|<script></scripts></SCRIPT >a|<script>|<script></script|<script><!--<b></script>a|<script><!-- --></script>a|
<style>a</styl></style>b|<style></style>|<title>a&amp;<b></title>c|<textarea>
a</textarea>b|<textarea></textarea|<plaintext>a</plaintext>|<noscript><p>a</noscript>b|<iframe><p></iframe>|<xmp>&amp;</xmp>|<svg><title>a<b>|<svg><foreignObject><p>a</svg>b|<math><mi><p>a|<math><annotation-xml encoding=text/html><p>a|
<svg viewbox=1 xlink:href=a><lineargradient/>b|<svg><font color=a>b|<svg><style><a></style>b|<table>a<tr><td>b</table>c|<table><b>a<tr>b</table>c|<table><tr><td><table><tr>a|<b><p>a</b>b|<a>b<a>c|<a><div><a>b|<b><b><b><b>a</p>c|<i class=x id=y><i id=y class=x><p>a|
<p>a<p>b<div>c</p>d|<ul><li>a<li>b<ul><li>c</ul>d|<select><option>a<option>b<select>c|<select><p>a</select>b|<frameset><frame></frameset>a|a<frameset>|<template><tr><td>a</template>b|<template>a|<form><form>a</form>b|<table><form><input type=hidden><input>|
<html a=1><body b=2><html c=3><body d=4>a|<head><title>a</head><p>b</body>c</html>d<!-- e -->|<button>a<button>b|<h1>a<h2>b</h1>c|<nobr>a<nobr>b|<applet><b>a</applet>c|<ruby>a<rt>b<rp>c|<image src=a>|<dl><dt>a<dd>b<dt>c|<hr>|<pre>
a|<p
class=a
>b|a`+"\r\nb\rc\r|<p a='\r\nb'>|a\x00b|<p a\x00=\x00>|<\x00>|<a\x00>|<script>\x00</script>|<!--\x00-->|<svg>\x00|<é>|<P CLASS=A>B</P>|<p é=1 É=2>|\ufeff<p>", "|")

func TestPageIsWhatHTMLParses(t *testing.T) {
	t.Parallel()
	for _, odd := range oddities {
		odd = strings.TrimPrefix(odd, "\n")
		same(t, []byte(odd))
		for _, other := range oddities {
			same(t, []byte(odd+strings.TrimPrefix(other, "\n")))
		}
	}
	same(t, []byte(strings.Repeat("<div>", 600)))
	same(t, []byte(strings.Repeat("<p a b c d e f>", 3)+"<p "+strings.Repeat("a b=1 c", 50)+">"))
	for _, name := range []string{"../../../testdata/pages/*/source.html", os.Getenv("PAGES")} {
		files, err := filepath.Glob(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			page, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if r, err := gzip.NewReader(bytes.NewReader(page)); err == nil {
				page, _ = io.ReadAll(r)
			}
			same(t, page)
		}
	}
}

func FuzzPage(f *testing.F) {
	for _, odd := range oddities {
		f.Add([]byte(odd))
	}
	f.Fuzz(same)
}
