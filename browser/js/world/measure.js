// How large the page is.

// measure gives the size of the page in CSS pixels: {width, height} of the document,
// needs: the window height that shows all of it, inner scrollers included, and nodes:
// how many elements there are.
function measure() {
  const root = document.documentElement;
  const body = document.body;
  if (!root) return {width: innerWidth, height: innerHeight, needs: innerHeight, window: innerHeight, nodes: 0};
  const height = Math.max(root.scrollHeight, body && !clipsItself(body) ? Math.min(body.scrollHeight, 1e7) : 0);
  let needs = height;
  for (const pane of panes()) {
    const box = pane.getBoundingClientRect();
    needs = Math.max(needs, Math.ceil(Math.max(innerHeight + pane.scrollHeight - pane.clientHeight, box.top + scrollY + pane.scrollHeight)));
  }
  return {width: Math.max(root.scrollWidth, root.clientWidth), height, needs, window: innerHeight, nodes: document.getElementsByTagName('*').length};
}
