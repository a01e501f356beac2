package report

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// hostile is what a page may call itself.
const hostile = `</script><script>document.title='owned'</script><img src=x onerror="document.title='owned'">"'&` + "\x1b[31m"

// page draws something like a page: lines of text, and a block that moves with each step.
func page(t testing.TB, step int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 640, 900))
	fill := func(x, y, width, height int, c color.Color) {
		draw.Draw(img, image.Rect(x, y, x+width, y+height), image.NewUniform(c), image.Point{}, draw.Src)
	}
	fill(0, 0, 640, 900, color.White)
	fill(0, 0, 640, 60, color.RGBA{0x24, 0x50, 0x6e, 0xff})
	for line := range 28 {
		fill(40, 100+line*26, 360+(line*137)%200, 10, color.Gray{uint8(70 + line%3*20)})
	}
	fill(420+step%5*8, 300+step%7*10, 140, 90, color.RGBA{0xd0, 0x70, uint8(step * 11), 0xff})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sample makes a report of n pages, of which some changed in every way there is.
func sample(t testing.TB, n, changed int) Report {
	t.Helper()
	r := Report{
		Title: "The Quay", Tool: "tearsheet 1.4.0", Browser: "Chrome 142.0.7444.59", Platform: "linux/amd64",
		Started: time.Date(2026, 3, 4, 8, 0, 0, 0, time.UTC), Millis: int64(n) * 480,
	}
	base := page(t, 0)
	for i := range n {
		c := Case{
			Name: fmt.Sprintf("%s %d", []string{"Front page", "Timetable", "Ferry story", "Prices", "About us"}[i%5], i+1),
			URL:  fmt.Sprintf("https://quay.example/pages/%d", i+1), Viewport: []string{"1280x800", "390x844"}[i%2],
			Status: Passed, Millis: 480 + int64(i%9)*31, File: "tearsheet.yaml", Line: 10 + i,
			Timings: []Timing{{"load", 210}, {"settle", 160}, {"picture", 70}, {"compare", 40}},
		}
		if i < changed {
			got := page(t, i+1)
			result, err := diff.Compare(
				diff.Side{Picture: base, DOM: []byte(before), Article: []byte(`{"title":"New ferry to the islands","word_count":61}`), Console: []diff.Message{}},
				diff.Side{Picture: got, DOM: []byte(after), Article: []byte(`{"title":"Old ferry to the islands","word_count":60}`), Console: []diff.Message{{Level: "error", Text: "The tide table is late", URL: "https://quay.example/tide.js"}}},
				diff.Options{})
			if err != nil {
				t.Fatal(err)
			}
			c.Status, c.Changes = Changed, result
			c.Want, c.Got, c.Diff = Picture{Data: base}, Picture{Data: got}, Picture{Data: result.Picture.Diff}
		}
		r.Cases = append(r.Cases, c)
	}
	return r
}

const (
	before = `<body><h1>New ferry to the islands</h1><p>It crosses in forty minutes, half of what the old boat took.</p><ul><li>Timetable<li>Prices<li>How to get there</ul><p>Printed on the quay.</p></body>`
	after  = `<body><h1>Old ferry to the islands</h1><p>It crosses in fifty minutes, half of what the old boat took.</p><ul><li>Prices<li>Timetable<li>How to get there</ul><p hidden>Printed on the quay.</p></body>`
)

// every makes a report with a case of each status and flag.
func every(t testing.TB) Report {
	t.Helper()
	r := sample(t, 3, 1)
	r.Notes = []string{"The baselines are of Chrome 141.0.1, these captures of Chrome 142.0.7444.59: run tearsheet check --update where only the browser changed them."}
	r.Cases[0].Name = hostile
	r.Cases[0].Expect = []Expectation{{"title", `contains "harbour"`, hostile}}
	r.Cases[1].Flaky = true
	picture := Picture{Data: page(t, 3)}
	return Report{
		Title: r.Title, Tool: r.Tool, Browser: r.Browser, Platform: r.Platform, Started: r.Started, Millis: 5210, Notes: r.Notes,
		Cases: append(r.Cases,
			Case{Name: "Lost", Viewport: "1280x800", Status: Failed, Message: "https://quay.example/lost: no answer within 45 s\nis the server up?", File: "tearsheet.yaml", Line: 40},
			Case{Name: "Unknown", Viewport: "1280x800", Status: Missing, Message: "there is no baseline: run tearsheet check --update, or pass --allow-new", Got: picture, File: "site, a:b.yaml", Line: 44},
			Case{Name: "Fresh", Viewport: "1280x800", Status: New, Got: picture},
			Case{Name: "Accepted", Viewport: "1280x800", Status: Updated, Got: picture},
			Case{Name: "Damaged", Status: Changed, Got: Picture{Path: "no/such/file.png"}, Want: Picture{Data: []byte("no picture")}},
		),
	}
}
