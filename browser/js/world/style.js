// Our own style sheets: made through the CSSOM, which no content security policy
// stops, and left out when the document is written.

const ourSheets = new WeakSet();

// addStyle applies rules in every scope.
function addStyle(css) {
  for (const scope of scopes()) {
    try {
      const sheet = new (scope.defaultView || scope.ownerDocument?.defaultView || window).CSSStyleSheet();
      sheet.replaceSync(css);
      scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, sheet];
      ourSheets.add(sheet);
    } catch {
      // a frame that goes away meanwhile needs no style
    }
  }
}
