package singlefile_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// leaving are sections that show themselves while they are in view, by one way or another.
func leaving(show, hide string) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><title>Leaving</title><style>body{margin:0}section{height:620px;opacity:0}section.in{opacity:1}</style>`)
	for i := range 6 {
		fmt.Fprintf(&b, `<section style="background:hsl(%d 80%% 40%%)"><h2>Section %d</h2></section>`, i*55, i+1)
	}
	fmt.Fprintf(&b, `<script>
		const watch = new IntersectionObserver(list => { for (const {target, isIntersecting} of list) if (isIntersecting) { %s } else { %s } }, {rootMargin: '-20%% 0px'});
		for (const section of document.querySelectorAll('section')) watch.observe(section);
	</script>`, show, hide)
	return b.String()
}

// What fades away again when it is out of view is in the file as it is in the picture, which
// is joined from what the window shows.
func TestJoined(t *testing.T) {
	t.Parallel()
	for name, page := range map[string]string{
		"a class":      leaving(`target.classList.add('in')`, `target.classList.remove('in')`),
		"a style":      leaving(`target.style.opacity = 1`, `target.style.opacity = 0`),
		"a mask":       strings.ReplaceAll(strings.ReplaceAll(leaving(`target.classList.add('in')`, `target.classList.remove('in')`), `opacity:0`, `mask:linear-gradient(#000,#000) no-repeat;mask-size:0 100%`), `opacity:1`, `mask-size:100% 100%`),
		"what it has":  strings.ReplaceAll(leaving(`target.classList.add('in')`, `target.classList.remove('in')`), `section{height:620px;opacity:0}section.in{opacity:1}`, `section{height:620px;overflow:hidden}h2{display:none}.in h2{display:block}`),
		"its ground":   strings.ReplaceAll(strings.ReplaceAll(leaving(`target.classList.add('in')`, `target.classList.remove('in')`), `style="background:`, `style="color:`), `section{height:620px;opacity:0}section.in{opacity:1}`, `section{height:620px;background:linear-gradient(#04a,#04a) no-repeat;background-size:0 100%}section.in{background-size:100% 100%}h2{opacity:0}.in h2{opacity:1}`),
		"a bar":        strings.ReplaceAll(strings.ReplaceAll(leaving(`target.classList.add('in')`, `target.classList.remove('in')`), `<h2>`, `<h2 style="background:#fc0">`), `</style>`, `h2{width:0;overflow:hidden;height:40px}.in h2{width:80%}</style>`),
		"an animation": leaving(`target.animate({opacity: 1}, {duration: 200, fill: 'forwards'})`, `target.animate({opacity: 0}, {duration: 200, fill: 'forwards'})`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := browsertest.Serve(t, browsertest.Page(page))
			made, text, _ := fileOf(t, browser.Request{URL: site.URL})
			if made.Coverage.Strategy != "joined" {
				t.Fatalf("the picture is taken by %q", made.Coverage.Strategy)
			}
			if bytes.Contains(made.DOM, []byte("!important")) {
				t.Error("the document has styles of ours")
			}
			wantAlike(t, made.Picture, view(t, text, browser.Request{}).Picture, 0.001)
		})
	}
}
