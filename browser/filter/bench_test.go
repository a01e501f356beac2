package filter_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser/filter"
)

// bigList is a list of the size and the mixture of EasyList: half hosts, a third
// paths, a few exceptions, and selectors.
func bigList(n int) string {
	random := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		b := make([]byte, 4+random.IntN(6))
		for i := range b {
			b[i] = "abcdefghijklmnopqrstuvwxyz"[random.IntN(26)]
		}
		return string(b)
	}
	forms := []func() string{
		func() string { return "||" + word() + ".com^" },
		func() string { return "||" + word() + ".net^$third-party" },
		func() string { return "||" + word() + "." + word() + ".io/" + word() + "/*.js$script" },
		func() string { return "0.0.0.0 " + word() + ".example" },
		func() string { return "/" + word() + "/ads/*" },
		func() string { return "-" + word() + "-ad." },
		func() string { return "/ad" + word() + "." },
		func() string { return "&" + word() + "_ad=" },
		func() string {
			return "/ads/" + word() + "*/" + word() + "$domain=" + word() + ".com|" + word() + ".org"
		},
		func() string { return "$script,third-party,domain=" + word() + ".com" },
		func() string { return "@@||" + word() + ".com/" + word() + "$image" },
		func() string { return "##." + word() + "-ad" },
		func() string { return word() + ".com##div[id^=\"" + word() + "\"]" },
	}
	var b strings.Builder
	for range n {
		b.WriteString(forms[random.IntN(len(forms))]() + "\n")
	}
	return b.String()
}

// requests are of the kinds that a news page makes.
func requests() []filter.Request {
	var rs []filter.Request
	for i, url := range []string{
		"https://www.example.org/assets/app.%d.js?v=20261123&lang=en",
		"https://cdn.example.org/images/2026/11/23/photo-%d-1280x720.jpg?quality=85&auto=webp",
		"https://static.tracker.example/collect/%d?url=https%%3A%%2F%%2Fwww.example.org%%2Fworld%%2Fstory&referrer=&session=abcdef0123456789",
		"https://fonts.example.com/s/roboto/v%d/regular.woff2",
		"https://ads.example.net/ads/banner/%d/creative.html?slot=top&size=728x90&keywords=world,politics,energy",
	} {
		kinds := []filter.Type{filter.Script, filter.Image, filter.Ping, filter.Font, filter.Subdocument}
		rs = append(rs, filter.Request{URL: fmt.Sprintf(url, i), DocumentURL: page, Type: kinds[i]})
	}
	return rs
}

func BenchmarkBlocks(b *testing.B) {
	list, stats := filter.Parse(strings.NewReader(bigList(100_000)))
	if len(stats.Unsupported) > 0 {
		b.Fatal(stats)
	}
	rs := requests()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		list.Blocks(rs[i%len(rs)])
	}
}

func BenchmarkHides(b *testing.B) {
	list, _ := filter.Parse(strings.NewReader(bigList(100_000)))
	for b.Loop() {
		list.Hides("www.example.org")
	}
}

func BenchmarkParse(b *testing.B) {
	text := bigList(100_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		filter.Parse(strings.NewReader(text))
	}
}

// A list written to be slow costs milliseconds a request, not minutes.
func TestHostileLists(t *testing.T) {
	url := "https://x.org/" + strings.Repeat("a", 8000) + "/" + strings.Repeat("ab", 4000)
	for name, line := range map[string]string{
		"stars":      strings.Repeat("a*", 100) + "b",
		"long tails": "*" + strings.Repeat("a", 500) + "b",
		"separators": "*" + strings.Repeat("a^", 100) + "b",
		"labels":     "||*" + strings.Repeat("a", 200) + "c",
		"no words":   "^a",
	} {
		t.Run(name, func(t *testing.T) {
			list, _ := filter.Parse(strings.NewReader(strings.Repeat(line+"\n", 2_000)))
			list.Blocks(filter.Request{URL: url, DocumentURL: page}) // ends in the time that tests have
		})
	}
}
