// How large the page is.

// panes gives the inner scrollers that are as good as the page: they cover most of the
// window and hide part of their content.
function panes() {
  const list = [];
  for (const element of deep('body *')) {
    // What is cheap to ask comes first: pages have many elements and few panes.
    const size = element.clientHeight;
    if (size < innerHeight * 0.4 || element.clientWidth < innerWidth * 0.4) continue;
    const {overflowY} = getComputedStyle(element);
    if (overflowY !== 'auto' && overflowY !== 'scroll') continue;
    if (element.scrollHeight > size + 20 && isVisible(element)) list.push(element);
  }
  return list;
}

// measure gives the size of the page in CSS pixels: {width, height} of the document,
// needs: the window height that shows all of it, inner scrollers included, and nodes:
// how many elements there are.
function measure() {
  const root = document.documentElement;
  const body = document.body;
  if (!root) return {width: innerWidth, height: innerHeight, needs: innerHeight, window: innerHeight, nodes: 0};
  const height = Math.max(root.scrollHeight, body ? Math.min(body.scrollHeight, 1e7) : 0);
  let needs = height;
  for (const pane of panes()) {
    const box = pane.getBoundingClientRect();
    needs = Math.max(needs, Math.ceil(innerHeight + pane.scrollHeight - pane.clientHeight, box.top + scrollY + pane.scrollHeight));
  }
  return {width: Math.max(root.scrollWidth, root.clientWidth), height, needs, window: innerHeight, nodes: document.getElementsByTagName('*').length};
}
