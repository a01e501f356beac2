// Our own style sheets: made through the CSSOM, which no content security policy
// stops, and left out when the document is written.

const ourSheets = new WeakSet();

// addStyle applies rules in every scope that is wanted, and gives what takes them back.
function addStyle(css, wanted = () => true) {
  const sheets = [];
  for (const scope of scopes().filter(wanted)) {
    try {
      const sheet = new (scope.defaultView || its.ownerDocument(scope)?.defaultView || window).CSSStyleSheet();
      sheet.replaceSync(css);
      scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, sheet];
      ourSheets.add(sheet);
      sheets.push(sheet);
    } catch {
      // a frame that goes away meanwhile needs no style
    }
  }
  return () => sheets.forEach(sheet => sheet.replaceSync(''));
}

// dress lays the user's styles over the page, once in each scope.
const dressed = new WeakSet();
function dress({styles}) {
  addStyle(styles.join('\n'), scope => !dressed.has(scope) && dressed.add(scope));
  return {};
}

// conceal takes elements out of sight. A rule for each selector, so that one that is no
// selector spoils no other.
function conceal({selectors}) {
  addStyle(selectors.map(selector => `${selector} { display: none !important }`).join('\n'));
  return {};
}
