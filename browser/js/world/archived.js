// What Chrome's own archive of a page (MHTML) does not keep, of what the page has now.

// unarchived counts it: [{what, count}].
function unarchived() {
  const all = scopes();
  const roots = all.filter(scope => scope !== docOf(scope));
  const documents = all.filter(scope => scope === docOf(scope));
  const own = scope => bare(scope, scope === docOf(scope) ? Document : ShadowRoot, 'adoptedStyleSheets').filter(sheet => !ourSheets.has(sheet));
  const byBlob = address => typeof address === 'string' && address.startsWith('blob:');
  return [
    {what: 'canvas', count: deep('canvas').filter(isVisible).length},
    {what: 'frame of a video', count: deep('video').filter(video => isVisible(video) && video.readyState >= 2).length},
    {what: 'picture that a script made', count: deep('img').filter(img => byBlob(img.currentSrc) && isVisible(img)).length},
    {what: 'shadow root\'s style', count: roots.filter(root => sheetsOn(root).length + own(root).length > 0).length},
    {what: 'style sheet that a script made', count: documents.reduce((n, doc) => n + own(doc).length, 0)},
    {what: 'font that a script made', count: documents.filter(doc => facesIn(doc)).length},
    {what: 'highlight', count: documents.reduce((n, doc) => n + (windowOf(doc)?.CSS?.highlights?.size ?? 0), 0)},
  ].filter(({count}) => count > 0);
}
