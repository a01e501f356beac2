// Our own style sheets: made through the CSSOM, which no content security policy
// stops, and left out when the document is written.

const ourSheets = new WeakSet();

// addStyle applies rules in every scope.
function addStyle(css) {
  for (const scope of scopes()) {
    try {
      const sheet = new (scope.defaultView || its.ownerDocument(scope)?.defaultView || window).CSSStyleSheet();
      sheet.replaceSync(css);
      scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, sheet];
      ourSheets.add(sheet);
    } catch {
      // a frame that goes away meanwhile needs no style
    }
  }
}

// conceal takes elements out of sight. A rule for each selector, so that one that is no
// selector spoils no other.
function conceal({selectors}) {
  addStyle(selectors.map(selector => `${selector} { display: none !important }`).join('\n'));
  return {};
}
