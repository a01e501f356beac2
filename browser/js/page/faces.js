// Fonts that scripts have made: where each was to come from, or its bytes.
const faceSources = new WeakMap(); // FontFace -> {text} or {bytes}
const faceBytesMost = 32e6;
let faceBytes = 0;

// sourceOfFace keeps what a font was made of. The page may change the bytes afterwards.
function sourceOfFace(source) {
  if (!ArrayBuffer.isView(source) && !(source instanceof ArrayBuffer)) return {text: String(source)};
  const bytes = ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);
  faceBytes += bytes.length;
  return faceBytes > faceBytesMost ? {} : {bytes: bytes.slice()};
}

if (window.FontFace) {
  const RealFace = window.FontFace;
  window.FontFace = new Proxy(RealFace, {
    construct(real, args, self) {
      const kept = args.length > 1 ? sourceOfFace(args[1]) : {};
      const face = Reflect.construct(real, args, self === window.FontFace ? real : self);
      faceSources.set(face, kept);
      return face;
    },
  });
  Object.defineProperty(RealFace.prototype, 'constructor', {value: window.FontFace, writable: true, configurable: true, enumerable: false});
}

const fontsOf = Object.getOwnPropertyDescriptor(window.Document.prototype, 'fonts').get;
const eachFace = window.FontFaceSet.prototype.forEach;

// The answer to our own world's question where the document's fonts are from, in order: a
// list of {text} or {data}, null for those of style sheets.
listen('tearsheet:faces?', event => {
  event.stopImmediatePropagation();
  const list = [];
  Reflect.apply(eachFace, Reflect.apply(fontsOf, document, []), [face => {
    const source = faceSources.get(face);
    list.push(source?.bytes ? {data: inBase64(source.bytes)} : source || null);
  }]);
  tell(new Event('tearsheet:faces', {detail: JSON.stringify(list)}));
}, true);
