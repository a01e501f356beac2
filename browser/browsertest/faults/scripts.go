package faults

import "net/http"

var reloads = []Fault{
	{Name: "reload-meta", Ends: either, Keeps: before, serve: page(`<meta http-equiv=refresh content=0>`)},
	{Name: "reload-script", Ends: either, Keeps: before, serve: script(`location.reload()`)},
	{Name: "reload-elsewhere", Ends: failed("whole", "partial", "redirect_loop"), Keeps: before, serve: script(`location.href = '?' + Math.random()`)},
	{Name: "reload-history", Ends: either, Keeps: before, serve: script(`history.pushState(1, '', '?1'); setInterval(() => { history.back(); history.forward(); history.pushState(1, '', '?' + Math.random()) }, 1)`)},
	{Name: "reload-hash", Ends: either, Keeps: before, serve: script(`setInterval(() => { location.hash = Math.random() }, 1)`)},
	{Name: "write-loop", Ends: either, serve: script(`addEventListener('load', function again() { setTimeout(() => { document.open(); document.write('<p>Written anew ' + Math.random() + '</p>'); document.close(); again() }, 10) })`)},
	{Name: "write-endless", Ends: either, Keeps: before, serve: script(`setInterval(() => { for (let i = 0; i < 100; i++) document.body.insertAdjacentHTML('beforeend', '<p>Wave ' + i + '</p>') }, 1)`)},
	{Name: "grows", Ends: either, Keeps: before, serve: script(`addEventListener('scroll', () => document.body.append(Object.assign(document.createElement('p'), {textContent: 'more', style: 'height:2000px'}))); setInterval(() => { const p = document.createElement('p'); p.textContent = 'Wave'; document.body.append(p) }, 5)`)},
}

var interruptions = []Fault{
	{Name: "alert-loop", Ends: either, Keeps: before, serve: script(`for (let i = 0; i < 5000; i++) alert(i)`)},
	{Name: "alert-endless", Ends: either, Keeps: before, serve: script(`for (;;) alert('again')`)},
	{Name: "confirm-endless", Ends: either, Keeps: before, serve: loaded(`while (confirm('Stay?') || prompt('Why?') !== 1);`)},
	{Name: "beforeunload", Ends: whole, Keeps: before, serve: script(`addEventListener('beforeunload', e => { e.preventDefault(); e.returnValue = 'no' })`)},
	{Name: "window-close", Ends: whole, Keeps: before, serve: script(`window.close(); addEventListener('load', () => { close(); top.close() })`)},
	{Name: "popups-300", Ends: either, Keeps: before, serve: script(`for (let i = 0; i < 300; i++) open('/part/frame?' + i)`)},
	{Name: "print-loop", Ends: either, Keeps: before, serve: script(`for (let i = 0; i < 2000; i++) print(); setInterval(print, 10)`)},
	{Name: "downloads", Ends: either, Keeps: before, serve: script(`addEventListener('load', () => { let n = 0; setInterval(() => { const a = document.createElement('a'); a.href = '/part/file.bin?' + n++; a.download = ''; document.body.append(a); a.click() }, 20) })`)},
	{Name: "downloads-made", Ends: either, Keeps: before, serve: script(`setInterval(() => { const a = document.createElement('a'); a.href = URL.createObjectURL(new Blob(['x'.repeat(1e6)])); a.download = 'x.bin'; a.click() }, 20)`)},
	{Name: "permissions", Ends: whole, Keeps: before, serve: script(`const n = navigator; Notification.requestPermission(); n.geolocation.getCurrentPosition(() => {}); n.mediaDevices?.getUserMedia({audio: true, video: true}).catch(() => {}); n.mediaDevices?.getDisplayMedia?.().catch(() => {}); n.requestMIDIAccess?.().catch(() => {}); n.storage?.persist?.(); n.clipboard?.readText?.().catch(() => {}); n.usb?.requestDevice?.({filters: []}).catch(() => {})`)},
	{Name: "fullscreen", Ends: either, Keeps: before, serve: script(`const full = () => { document.documentElement.requestFullscreen().catch(() => {}); document.body.requestPointerLock?.(); navigator.keyboard?.lock?.().catch(() => {}) }; full(); for (const e of ['click', 'mousemove', 'keydown', 'scroll']) addEventListener(e, full, true)`)},
	{Name: "service-worker", Ends: either, serve: script(`navigator.serviceWorker.register('/part/worker.js', {scope: '/'}).then(() => navigator.serviceWorker.ready).then(() => { if (!sessionStorage.been) { sessionStorage.been = 1; location.reload() } }).catch(() => {})`)},
	{Name: "debugger", Ends: either, Keeps: before, serve: script(`setInterval(() => { debugger }, 1); debugger`)},
	{Name: "console-flood", Ends: either, Keeps: before, Flags: []string{"--save", "console"}, serve: script(`setInterval(() => { for (let i = 0; i < 2000; i++) console.log('x'.repeat(500), {i}) }, 1)`)},
	{Name: "sync-request", Ends: either, Keeps: before, serve: script(`const x = new XMLHttpRequest(); x.open('GET', '/part/silent', false); x.send()`)},
}

// hog is a page that goes on with a piece of work for ever, a step after the other.
func hog(step string) http.HandlerFunc {
	return loaded(`const all = []; (function go() { ` + step + `; setTimeout(go) })()`)
}

// takers take the machine's memory and time.
var takers = []Fault{
	{Name: "loop", Ends: cutShort, Keeps: before, serve: script(`for (;;);`)},
	{Name: "loop-loaded", Ends: cutShort, Keeps: before, serve: loaded(`for (;;);`)},
	{Name: "loop-60s", Ends: cutShort, Keeps: before, serve: script(`const end = Date.now() + 6e4; while (Date.now() < end);`)},
	{Name: "loop-promises", Ends: cutShort, Keeps: before, serve: loaded(`(function again() { Promise.resolve().then(again) })()`)},
	{Name: "loop-regexp", Ends: cutShort, Keeps: before, serve: loaded(`/^(a+)+$/.test('a'.repeat(60) + 'b')`)},
	{Name: "workers", Ends: either, Keeps: before, serve: script(`const u = URL.createObjectURL(new Blob(['for (;;);'])); for (let i = 0; i < 60; i++) new Worker(u)`)},
	{Name: "workers-nested", Ends: failed("whole", "partial", "crash", "timeout"), Keeps: before, serve: script(`const made = text => URL.createObjectURL(new Blob([text]));
		const code = 'onmessage = e => { const u = URL.createObjectURL(new Blob([e.data])); setInterval(() => new Worker(u).postMessage(e.data), 50) }';
		new Worker(made(code)).postMessage(code)`)},
	{Name: "memory-buffers", Ends: failed("crash"), serve: hog(`for (let i = 0; i < 8; i++) all.push(new Uint8Array(64 << 20).fill(7))`)},
	{Name: "memory-buffers-at-once", Ends: failed("crash"), serve: script(`for (const all = [];;) all.push(new Uint8Array(64 << 20).fill(7))`)},
	{Name: "memory-objects", Ends: failed("crash", "partial"), serve: hog(`for (let i = 0; i < 2e5; i++) all.push({a: i, b: [i, i + 1.5]})`)},
	{Name: "memory-wasm", Ends: failed("crash"), serve: hog(`const m = new WebAssembly.Memory({initial: 4096}); new Uint8Array(m.buffer).fill(3); all.push(m)`)},
	{Name: "memory-canvas", Ends: failed("crash"), serve: hog(`const c = document.createElement('canvas'); c.width = c.height = 8000; c.getContext('2d').fillRect(0, 0, 8000, 8000); all.push(c)`)},
	{Name: "memory-workers", Ends: failed("crash"), serve: script(`const u = URL.createObjectURL(new Blob(['for (const all = [];;) all.push(new Uint8Array(32 << 20).fill(1))'])); for (let i = 0; i < 8; i++) new Worker(u)`)},
	{Name: "memory-files", Ends: failed("whole", "partial", "crash"), Keeps: before, serve: hog(`all.push(new Blob([new Uint8Array(64 << 20).fill(all.length + 1)]))`)},
	{Name: "memory-nodes", Ends: failed("partial", "crash"), serve: hog(`for (let i = 0; i < 1e5; i++) all.push(Object.assign(document.createElement('p'), {textContent: i}))`)},
	{Name: "webgl", Ends: failed("whole", "partial", "crash"), serve: hog(`const c = document.createElement('canvas'); c.width = c.height = 4000; const g = c.getContext('webgl'); if (g) { g.clear(g.COLOR_BUFFER_BIT); g.finish() } document.body.append(c); all.push(c)`)},
	{Name: "crash", Ends: failed("crash"), serve: loaded(`'a'.repeat(2 ** 27 + 64).split('')`)},
	{Name: "storage", Ends: either, Keeps: before, serve: script(`try { for (let i = 0;; i++) localStorage[i] = 'x'.repeat(1e6) } catch (e) {} const r = indexedDB.open('d'); r.onupgradeneeded = () => r.result.createObjectStore('s'); r.onsuccess = () => { let i = 0; (function put() { const t = r.result.transaction('s', 'readwrite'); t.objectStore('s').put(new Uint8Array(8 << 20).fill(++i), i); t.oncomplete = put })() }`)},
}

// floods ask for more than anybody can answer.
var floods = []Fault{
	{Name: "requests", Ends: either, Keeps: before, serve: script(`let n = 0; setInterval(() => { for (let i = 0; i < 50; i++) fetch('/part/frame?' + n++).catch(() => {}) }, 1)`)},
	{Name: "sockets", Ends: either, Keeps: before, serve: script(`for (let i = 0; i < 500; i++) { try { new WebSocket('ws://' + location.host + '/part/silent'); new EventSource('/part/silent?' + i) } catch (e) {} }`)},
	{Name: "animation", Ends: either, Keeps: before, serve: script(`(function frame() { document.body.style.background = 'rgb(' + Math.random() * 255 + ',0,0)'; requestAnimationFrame(frame) })()`)},
	{Name: "messages", Ends: either, Keeps: before, serve: script(`onmessage = () => { postMessage(1); postMessage(1) }; postMessage(1)`)},
}
