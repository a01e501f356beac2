// What blob: addresses lead to. A page may let go of an address as soon as it has used it:
// what it leads to is still to be seen, so that it is kept for a while.
const blobs = new Map(); // address -> Blob
const letGoMost = 64e6; // bytes of blobs that the page holds no more
let letGo = 0;
const blobProperty = name => Object.getOwnPropertyDescriptor(window.Blob.prototype, name).get;
const [sizeOfBlob, typeOfBlob] = ['size', 'type'].map(name => blobProperty(name));
const {arrayBuffer} = window.Blob.prototype;
const RealBlob = window.Blob;

wrap(window.URL, 'createObjectURL', (real, self, args) => {
  const address = Reflect.apply(real, self, args);
  if (args[0] instanceof RealBlob) blobs.set(address, args[0]);
  return address;
});
wrap(window.URL, 'revokeObjectURL', (real, self, args) => {
  const blob = blobs.get(String(args[0]));
  if (blob) {
    const size = Reflect.apply(sizeOfBlob, blob, []);
    if (letGo + size > letGoMost || /^(audio|video|text\/html|text\/javascript)/.test(Reflect.apply(typeOfBlob, blob, []))) blobs.delete(String(args[0]));
    else letGo += size;
  }
  return Reflect.apply(real, self, args);
});

// inBase64 writes bytes as text.
const {btoa: encode, String: {fromCharCode}} = window;
function inBase64(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += Reflect.apply(fromCharCode, null, bytes.subarray(i, i + 8192));
  return encode(text);
}

// The answer to our own world's question what an address leads to: {type, data}.
listen('tearsheet:blob?', event => {
  event.stopImmediatePropagation();
  const address = JSON.parse(event.detail);
  const blob = blobs.get(address);
  const answer = detail => tell(new Event(`tearsheet:blob:${address}`, {detail: JSON.stringify(detail)}));
  if (!blob) return;
  event.preventDefault(); // there will be an answer
  const type = Reflect.apply(typeOfBlob, blob, []);
  Reflect.apply(arrayBuffer, blob, []).then(bytes => answer({type, data: inBase64(new Uint8Array(bytes))}), () => answer(null));
}, true);
