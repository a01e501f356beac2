package browser_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

var strategyMeta = regexp.MustCompile(`<meta name="strategy" content="([^"]*)"`)

// A page in testdata/sites/seen shows something only to those who scroll, wait or turn the
// wheel. It says what its picture has to show, as those of TestLazy do, and by which strategy.
func TestSeen(t *testing.T) {
	t.Parallel()
	captureFolder(t, "seen", func(t *testing.T, page *browser.Page) {
		c := page.Coverage
		if strategy := strategyMeta.FindSubmatch(page.DOM); strategy != nil && c.Strategy != string(strategy[1]) {
			t.Errorf("the strategy is %q, not %q", c.Strategy, strategy[1])
		}
		if c.Complete != 1 || len(page.Truncated) > 0 || c.Seen != nil && len(c.Seen.Missing) > 0 {
			t.Errorf("complete %v, truncated %q, seen %+v", c.Complete, page.Truncated, c.Seen)
		}
	})
}

// What a person has seen and no strategy brings into the picture is in the receipt, and the
// capture is not complete.
func TestMissing(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Here and gone</title><style>body{margin:0} section{height:1200px} b{position:absolute;top:900px;left:40px;font-size:30px}</style>
		<section>Top</section><section>Middle</section><section>Bottom</section><div id="place"></div><script>
		// It stands beside the page's place, at one moment of the way down only.
		let last = 0;
		addEventListener('scroll', () => {
			place.innerHTML = scrollY > last && scrollY > 700 && scrollY < 1100 && !window.joined ? '<b>A word on the way</b>' : '';
			if (scrollY < last) window.turns = (window.turns || 0) + 1;
			window.joined = window.turns > 4;
			last = scrollY;
		});
	</script>`, browser.Request{})
	c := page.Coverage
	if c.Seen == nil || c.Seen.Found == 0 {
		t.Fatalf("nothing was seen: %+v", c)
	}
	if lost := c.Seen.Found - c.Seen.Shown; lost > 0 != (c.Complete < 1) || lost > 0 != (len(page.Truncated) > 0) {
		t.Errorf("%d are lost, complete is %v, truncated %q", lost, c.Complete, page.Truncated)
	}
}

// What is seen deep in a body that scrolls by itself is witnessed as well, and missed where the
// page takes it away again.
func TestMissingInScroller(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Deep</title><style>html,body{height:100%;margin:0;overflow-x:hidden} section{height:1000px} b{font-size:40px}</style>
		<section>1</section><section>2</section><section>3</section><section>4</section><section>5</section><section id="deep">6</section><section>7</section><script>
		// Only while one is there, and only as long as the body is what scrolls.
		document.body.addEventListener('scroll', () => {
			deep.innerHTML = document.body.scrollTop > 4300 && document.body.scrollTop < 5600 ? '<b>A word in the deep</b>' : '6';
		});
	</script>`, browser.Request{})
	c := page.Coverage
	if c.Complete == 1 || len(page.Truncated) == 0 || c.Seen == nil || c.Seen.Shown == c.Seen.Found {
		t.Errorf("nothing is said of it: complete %v, truncated %q, seen %+v", c.Complete, page.Truncated, c.Seen)
	}
}

// Texts that a page has only while they are in the middle of the window are in the picture. That
// the document does not have them is told.
func TestUnwritten(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Quays</title><style>body{margin:0} section{height:900px}</style><div id="all"></div><script>
		all.innerHTML = ['first', 'second', 'third', 'fourth', 'fifth'].map(name => '<section data-name="' + name + '"></section>').join('');
		const look = () => {
			for (const part of document.querySelectorAll('section')) {
				const {top, bottom} = part.getBoundingClientRect();
				const isIn = top < 500 && bottom > 300;
				if (isIn !== Boolean(part.firstChild)) part.innerHTML = isIn ? '<h2>The ' + part.dataset.name + ' quay</h2>' : '';
			}
		};
		addEventListener('scroll', look);
		look();
	</script>`, browser.Request{})
	c := page.Coverage
	if c.Seen == nil || c.Seen.Unwritten == 0 || c.Complete > 0.9 || len(page.Truncated) == 0 {
		t.Errorf("complete %v, truncated %q, seen %+v, %s", c.Complete, page.Truncated, c.Seen, c.Strategy)
	}
}

// What moves as one scrolls is not cut in two where the windows are joined: each box stands in one
// place from its first row to its last.
func TestJoinedInOnePiece(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Boxes that drift</title><style>body{margin:0} section{height:320px;overflow:hidden} div{width:300px;height:240px;margin-top:40px;background:#1030d0}</style>
		<main></main><script>
		document.querySelector('main').innerHTML = '<section><div></div></section>'.repeat(10);
		const boxes = [...document.querySelectorAll('div')];
		const drift = () => {
			for (const box of boxes) {
				const at = Math.min(1, Math.max(0, (box.parentNode.getBoundingClientRect().top + 160) / innerHeight));
				box.style.transform = 'translateX(' + Math.round(at * 600) + 'px)';
				box.style.opacity = Math.min(1, Math.max(0, 3 - Math.abs(at - 0.5) * 6));
			}
			requestAnimationFrame(drift);
		};
		drift();
	</script>`, browser.Request{})
	if page.Coverage.Strategy != "joined" {
		t.Fatalf("the strategy is %q", page.Coverage.Strategy)
	}
	picture := browsertest.Decode(t, page.Picture)
	for i := range 10 {
		row := func(y int) (from, to int) {
			from = picture.Bounds().Dx()
			for x := range picture.Bounds().Dx() {
				if picture.RGBAAt(x, y).R < 250 {
					from, to = min(from, x), x
				}
			}
			return from, to
		}
		top := i*320 + 40
		wantFrom, wantTo := row(top + 2)
		if wantTo-wantFrom != 299 {
			t.Errorf("box %d is %d wide", i, wantTo-wantFrom+1)
		}
		for y := top + 2; y < top+238; y++ {
			if from, to := row(y); from != wantFrom || to != wantTo {
				t.Errorf("box %d is cut at row %d: from %d to %d, not %d to %d", i, y-top, from, to, wantFrom, wantTo)
				break
			}
		}
	}
}

// A page of which nothing waits to be seen is taken at once, and held against itself.
func TestStill(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Still</title><h1>A story</h1><p>It has two lines.</p><p style="margin-top:2000px">And one below.</p>`, browser.Request{})
	c := page.Coverage
	if c.Strategy != "still" || c.Seen == nil || c.Seen.Shown != 3 || c.Complete != 1 {
		t.Errorf("coverage is %+v, seen %+v", c, c.Seen)
	}
}

// A board whose columns scroll stands at its first column, and what is beside the window is said
// to be missing.
func TestBoard(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Board</title><style>body{margin:0} .board{display:flex;overflow-x:auto;height:500px} .board>div{flex:none;width:560px;overflow-y:auto} b,i{display:block;height:400px}</style>
		<div class="board"><div><b style="background:#1030d0"></b><i>First</i></div><div><b></b><i>Second</i></div><div><b></b><i>Third</i></div><div><b></b><i>Last</i></div></div>`, browser.Request{})
	browsertest.WantArea(t, browsertest.Decode(t, page.Picture), browsertest.Blue, 560*400)
	if page.Coverage.Complete == 1 || len(page.Truncated) == 0 {
		t.Errorf("nothing is said of the last columns: complete %v, truncated %q", page.Coverage.Complete, page.Truncated)
	}
}

// A list of contents that is nowhere in the picture is missed, though one of which a part is there is
// not.
func TestMissingContents(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Contents on the way</title><style>body{margin:0} section{height:1200px} ul{position:absolute;top:900px;left:40px;font-size:30px;visibility:hidden} ul.on{visibility:visible}</style>
		<section>Top</section><section>Middle</section><section>Bottom</section>
		<ul id="place"><li><a href="#a">Of the quay</a></li><li><a href="#b">Of the tower</a></li><li><a href="#c">Of the boats</a></li><li><a href="#d">Of the nets</a></li></ul><script>
		// It stands there at one moment of the way down only.
		let last = 0, turns = 0;
		addEventListener('scroll', () => {
			if (scrollY < last) turns++;
			place.classList.toggle('on', scrollY > last && scrollY > 700 && scrollY < 1100 && turns < 3);
			last = scrollY;
		});
	</script>`, browser.Request{})
	told := strings.Contains(strings.Join(page.Truncated, " "), "not in the picture")
	if c := page.Coverage; c.Complete == 1 || !told {
		t.Errorf("nothing is said of it: complete %v, truncated %q, seen %+v", c.Complete, page.Truncated, c.Seen)
	}
}

// What a text says at each step of a story is missed, though the element is there and says something.
func TestMissingSteps(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Step by step</title><style>body{margin:0;height:6000px} p{position:absolute;left:40px;font-size:40px;visibility:hidden} p.on{visibility:visible}</style><p id="says"></p><script>
		const steps = ['In 1990 the lamp was lit', 'In 1994 the mill was sold', 'In 2001 nobody came'];
		let last = 0, turns = 0;
		addEventListener('scroll', () => {
			if (scrollY < last) turns++;
			last = scrollY;
			const step = Math.floor((scrollY - 500) / 1200);
			says.classList.toggle('on', step in steps && turns < 3);
			says.textContent = steps[step] ?? '';
			says.style.top = 500 + step * 1200 + 300 + 'px';
		});
	</script>`, browser.Request{})
	told := strings.Contains(strings.Join(page.Truncated, " "), "not in the picture")
	if c := page.Coverage; c.Complete == 1 || !told {
		t.Errorf("nothing is said of it: complete %v, truncated %q, seen %+v", c.Complete, page.Truncated, c.Seen)
	}
}
