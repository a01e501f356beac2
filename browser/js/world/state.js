// What a site keeps in the browser, as Playwright writes it: read here, written by ../restore.js.

// keepsake gives {origin, localStorage, indexedDB, skipped} of our own frame.
async function keepsake() {
  const kept = {origin: location.origin, localStorage: [], indexedDB: [], skipped: 0};
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const name = localStorage.key(i);
      kept.localStorage.push({name, value: localStorage.getItem(name)});
    }
  } catch {
    return kept; // a frame that may keep nothing
  }
  for (const {name} of await indexedDB.databases().catch(() => [])) {
    const one = await databaseOf(name, kept).catch(() => null);
    if (one) kept.indexedDB.push(one);
    else kept.skipped++;
  }
  return kept;
}

// asked waits for a request of IndexedDB.
const asked = request => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = request.onblocked = () => failed(request.error || new Error('blocked'));
});

async function databaseOf(name, kept) {
  const db = await asked(indexedDB.open(name));
  try {
    const stores = [];
    for (const storeName of db.objectStoreNames) stores.push(await storeOf(db, storeName, kept));
    return {name, version: db.version, stores};
  } finally {
    db.close();
  }
}

async function storeOf(db, name, kept) {
  const store = db.transaction(name, 'readonly').objectStore(name);
  const paths = keyPath => Array.isArray(keyPath) ? {keyPathArray: [...keyPath]} : keyPath === null ? {} : {keyPath};
  const indexes = [...store.indexNames].map(one => store.index(one)).map(index => ({name: index.name, ...paths(index.keyPath), multiEntry: index.multiEntry, unique: index.unique}));
  const [keys, values] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
  const records = [];
  for (const [i, value] of values.entries()) {
    try {
      records.push({...(store.keyPath === null ? coded('key', keys[i]) : {}), ...coded('value', value)});
    } catch {
      kept.skipped++; // what no text can hold, such as a file
    }
  }
  return {name, autoIncrement: store.autoIncrement, ...paths(store.keyPath), records, indexes};
}

// coded gives a value under a name where JSON has it as it is, else encoded.
function coded(name, value) {
  return isPlain(value) ? {[name]: value} : {[name + 'Encoded']: encode(value, new Map())};
}

// isPlain tells whether JSON keeps all of a value.
function isPlain(value) {
  try {
    return isWhole(value, JSON.parse(JSON.stringify(value)));
  } catch {
    return false; // it has no words for it
  }
}

// isWhole tells whether a value is all that JSON kept of it.
function isWhole(value, kept) {
  if (typeof value !== 'object' || value === null) return Object.is(value, kept);
  if (Array.isArray(value)) return Array.isArray(kept) && value.length === kept.length && value.every((one, i) => isWhole(one, kept[i]));
  const plain = Object.getPrototypeOf(value) === Object.prototype && typeof kept === 'object' && kept !== null && !Array.isArray(kept);
  return plain && Object.keys(value).length === Object.keys(kept).length && Object.keys(value).every(key => key in kept && isWhole(value[key], kept[key]));
}

const arrayKinds = {Int8Array: 'i8', Uint8Array: 'ui8', Uint8ClampedArray: 'ui8c', Int16Array: 'i16', Uint16Array: 'ui16', Int32Array: 'i32', Uint32Array: 'ui32', Float32Array: 'f32', Float64Array: 'f64', BigInt64Array: 'bi64', BigUint64Array: 'bui64'};

// encode writes a value with a letter for what it is; seen holds what was written before.
function encode(value, seen) {
  if (value === undefined || value === null) return {v: String(value)};
  if (typeof value === 'bigint') return {bi: String(value)};
  if (typeof value === 'number' && !Number.isFinite(value)) return {v: String(value)};
  if (Object.is(value, -0)) return {v: '-0'};
  if (typeof value !== 'object') return value;
  if (seen.has(value)) return {ref: seen.get(value)};
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind === 'Date') return {d: value.toISOString()};
  if (kind === 'RegExp') return {r: {p: value.source, f: value.flags}};
  if (kind === 'ArrayBuffer') return {ab: {b: base64Of(new Uint8Array(value))}};
  if (arrayKinds[kind]) return {ta: {b: base64Of(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)), k: arrayKinds[kind]}};
  const id = seen.size + 1;
  seen.set(value, id);
  if (Array.isArray(value)) return {a: value.map(one => encode(one, seen)), id};
  if (kind !== 'Object') throw new TypeError(kind);
  return {o: Object.keys(value).map(k => ({k, v: encode(value[k], seen)})), id};
}

function base64Of(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}
