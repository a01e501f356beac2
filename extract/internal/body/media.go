package body

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Picture is a picture of the body.
type Picture struct{ URL, Alt, Caption, Credit string }

// Player is a moving picture of the body.
type Player struct{ URL, Title string }

// Media lists the pictures and players among the kept blocks.
func (c *Content) Media(s *Page) (images []Picture, videos []Player) {
	images, videos = []Picture{}, []Player{}
	seen := map[string]bool{}
	for i := range c.blocks {
		if !c.keep[i] {
			continue
		}
		for _, n := range c.nodes[c.blocks[i].first:c.blocks[i].last] {
			if n.Type != html.ElementNode {
				continue
			}
			ref := s.absolute(pictureAddress(n))
			if isPlayer(n) {
				ref = s.absolute(playerAddress(n))
			}
			if ref == "" || seen[ref] {
				continue
			}
			seen[ref] = true
			if isPlayer(n) {
				videos = append(videos, Player{URL: ref, Title: wording.Squeeze(dom.Attr(n, "title"))})
			} else {
				images = append(images, Picture{URL: ref, Alt: wording.Squeeze(dom.Attr(pictureOf(n), "alt")), Caption: c.captionOf(i)})
			}
		}
	}
	return images, videos
}

// captionOf is the text that stands with a picture in a box of its own.
func (c *Content) captionOf(i int) string {
	const maxUp, maxBlocks = 4, 40
	for x, up := c.blocks[i].box, 0; up < maxUp && x > 0; x, up = c.boxes[x].parent, up+1 {
		b := &c.boxes[x]
		if b.last-b.first > maxBlocks {
			break
		}
		if b.tag != atom.Figure && b.cue&(cueMedia|cueCaption) == 0 {
			continue
		}
		var lines []string
		for j := b.first; j < b.last; j++ {
			if k := &c.blocks[j]; !k.media && c.caption[k.box] {
				lines = append(lines, c.of(k))
			}
		}
		if text := strings.Join(lines, " "); len(text) < maxLine && text != "" {
			return wording.Squeeze(text)
		}
	}
	return ""
}

func isPlayer(n *html.Node) bool {
	return n.DataAtom == atom.Video || n.DataAtom == atom.Audio || n.DataAtom == atom.Iframe
}

// pictureOf is the img in a picture.
func pictureOf(n *html.Node) *html.Node {
	if n.DataAtom == atom.Picture {
		for c := range n.Descendants() {
			if c.DataAtom == atom.Img {
				return c
			}
		}
	}
	return n
}

// lazyNames are where pages keep a picture's address until it is scrolled to.
var lazyNames = strings.Fields("data-src data-lazy-src data-original data-original-src data-url data-image data-hi-res-src data-full-src")

// pictureAddress is where a picture is, even if it was not loaded yet; empty for
// one that is too small to be seen, or drawn in its address.
func pictureAddress(n *html.Node) string {
	img := pictureOf(n)
	if img.DataAtom != atom.Img || isDot(img) {
		return ""
	}
	for _, name := range append(lazyNames, "src") {
		if v := dom.Attr(img, name); v != "" && !strings.HasPrefix(v, "data:") {
			return v
		}
	}
	first, _, _ := strings.Cut(strings.TrimSpace(wording.FirstOf(dom.Attr(img, "srcset"), dom.Attr(img, "data-srcset"))), " ")
	return strings.TrimSuffix(first, ",")
}

// isDot says whether a picture is a counter or spacer of a few pixels.
func isDot(img *html.Node) bool {
	for _, a := range img.Attr {
		if (a.Key == "width" || a.Key == "height") && (a.Val == "0" || a.Val == "1" || a.Val == "2") {
			return true
		}
	}
	return false
}

// playerAddress is where a player plays from; empty for a frame that shows
// something other than a film or a sound.
func playerAddress(n *html.Node) string {
	if n.DataAtom == atom.Iframe {
		ref := wording.FirstOf(dom.Attr(n, "src"), dom.Attr(n, "data-src"), dom.Attr(n, "data-lazy-src"))
		u, err := url.Parse(ref)
		if err != nil || !wording.ContainsAny(strings.ToLower(u.Host+u.Path), playerHosts) {
			return ""
		}
		return ref
	}
	if v := dom.Attr(n, "src"); v != "" {
		return v
	}
	for c := range n.Descendants() {
		if v := dom.Attr(c, "src"); c.DataAtom == atom.Source && v != "" {
			return v
		}
	}
	return ""
}

// playerHosts are parts of the addresses of embedded players.
var playerHosts = strings.Fields("youtube.com/embed youtube-nocookie.com vimeo.com dailymotion.com player. /player video. /video brightcove jwplayer jwplatform wistia twitch.tv rumble.com ted.com/talks soundcloud spotify.com/embed podcasts.apple rutube ok.ru/videoembed bilibili youku")
