package classify

import (
	"strings"
	"testing"
)

// A word that is not written as texts are written is never found.
func TestTables(t *testing.T) {
	for name, words := range map[string][]string{
		"blocked": blockedWords, "captcha": captchaWords, "hints": captchaHints, "login": loginWords, "forgot": forgotWords,
		"wall": wallWords, "not found": notFoundWords, "missing": missingWords, "code": codeWords,
	} {
		seen := map[string]bool{}
		for _, w := range words {
			if w == "" || plain(w) != w {
				t.Errorf("%s: %q is written %q in texts", name, w, plain(w))
			}
			if seen[w] {
				t.Errorf("%s: %q twice", name, w)
			}
			seen[w] = true
		}
	}
	for w := range waitingWords {
		if plain(w) != w {
			t.Errorf("waiting: %q is written %q in texts", w, plain(w))
		}
	}
	for _, s := range signals {
		if s.mark != strings.ToLower(s.mark) || s.weight == 0 || s.class != Blocked && s.class != Captcha {
			t.Errorf("signal %+v", s)
		}
		if s.where == inHeader && !strings.Contains(s.mark, ": ") {
			t.Errorf("header %q has no value", s.mark)
		}
	}
}

func TestOutline(t *testing.T) {
	p := read([]byte(`<title>A <b>title</title><h2>Minor</h2><p>One <b>w</b>ord,&nbsp; two</p>
		<div hidden>unseen</div><div style="visibility: hidden">unseen</div><dialog>unseen</dialog><dialog open>seen</dialog>
		<template>unseen</template><x-y><template shadowrootmode=open>shadow</template></x-y><noscript>unseen</noscript>
		<a href=/>a link</a><button>Press</button><input type=submit value=Send><input type=password><input name=username><input type=hidden name=email>
		<img src=a><img><img src=a width=1 height=1><svg></svg><iframe srcdoc="<p>framed</p>"></iframe><script>Var X</script>`))
	if p.title != "a <b>title" || p.text != "minor one word, two seen shadow a link press framed" || p.scripts != "var x\n" {
		t.Errorf("title %q, text %q, scripts %q", p.title, p.text, p.scripts)
	}
	if strings.Join(p.headings, "|") != "minor" || strings.Join(p.buttons, "|") != "press|send" {
		t.Errorf("headings %q, buttons %q", p.headings, p.buttons)
	}
	if p.links != 1 || p.pictures != 1 || p.fields != 2 || p.names != 1 || p.passwords != 1 {
		t.Errorf("counts %+v", p)
	}
	if want := len("OnewordtwoseenshadowframedMinor"); p.prose != want {
		t.Errorf("prose %d, want %d", p.prose, want)
	}
}

func TestBounds(t *testing.T) {
	for name, dom := range map[string]string{
		"deep":     strings.Repeat("<div>", 1<<20),
		"closing":  strings.Repeat("<b>", maxDepth) + strings.Repeat("</i>", 1<<20),
		"headings": strings.Repeat("<h1>word</h1><button>word</button>", 1<<18),
		"markup":   strings.Repeat(`<p id="aaaaaaaa" class="bbbbbbbb">x</p>`, 1<<18),
		"scripts":  strings.Repeat("<script>"+strings.Repeat("x", 1000)+"</script>", 1<<13),
		"heading":  "<h1>" + strings.Repeat("word <b>", 1<<20),
		"frames":   strings.Repeat(`<iframe srcdoc="<iframe srcdoc='<iframe srcdoc=x>'>">`, 1<<16),
		"titles":   strings.Repeat("<title>x</title>", 1<<18),
	} {
		p := read([]byte(dom))
		if len(p.text) > 3*maxText || len(p.markup) > maxMarkup+maxValue+1 || len(p.scripts) > maxScripts+maxScript+1 || len(p.headings) > maxList || len(p.buttons) > maxList {
			t.Errorf("%s: text %d, markup %d, scripts %d, headings %d", name, len(p.text), len(p.markup), len(p.scripts), len(p.headings))
		}
	}
}
