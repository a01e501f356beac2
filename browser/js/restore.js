// restore puts what a site keeps in the browser into an empty page of its origin; see
// world/state.js, which reads it.
async function restore({localStorage: items, indexedDB: databases}) {
  for (const {name, value} of items || []) localStorage.setItem(name, value);

  const asked = request => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = request.onblocked = () => failed(request.error || new Error('blocked'));
  });
  const arrays = {i8: Int8Array, ui8: Uint8Array, ui8c: Uint8ClampedArray, i16: Int16Array, ui16: Uint16Array, i32: Int32Array, ui32: Uint32Array, f32: Float32Array, f64: Float64Array, bi64: BigInt64Array, bui64: BigUint64Array};
  const words = {undefined, null: null, NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity, '-0': -0};
  const bytesOf = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const decode = (value, seen) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('v' in value) return words[value.v];
    if ('bi' in value) return BigInt(value.bi);
    if ('d' in value) return new Date(value.d);
    if ('u' in value) return value.u; // an address, which IndexedDB does not hold
    if ('r' in value) return new RegExp(value.r.p, value.r.f);
    if ('ab' in value) return bytesOf(value.ab.b).buffer;
    if ('ta' in value) return new arrays[value.ta.k](bytesOf(value.ta.b).buffer);
    if ('ref' in value) return seen.get(value.ref);
    const whole = 'a' in value ? [] : {};
    seen.set(value.id, whole);
    if ('a' in value) for (const one of value.a) whole.push(decode(one, seen));
    else for (const {k, v} of value.o) whole[k] = decode(v, seen);
    return whole;
  };
  const part = (record, name) => name + 'Encoded' in record ? decode(record[name + 'Encoded'], new Map()) : record[name];
  const path = ({keyPath, keyPathArray}) => keyPathArray ?? keyPath ?? null;

  for (const {name, version, stores} of databases || []) {
    await asked(indexedDB.deleteDatabase(name));
    const opening = indexedDB.open(name, version);
    opening.onupgradeneeded = () => {
      for (const one of stores) {
        const store = opening.result.createObjectStore(one.name, {autoIncrement: one.autoIncrement, keyPath: path(one)});
        for (const index of one.indexes || []) store.createIndex(index.name, path(index), {unique: index.unique, multiEntry: index.multiEntry});
      }
    };
    const db = await asked(opening);
    for (const one of stores) {
      const store = db.transaction(one.name, 'readwrite').objectStore(one.name);
      await Promise.all((one.records || []).map(record => asked(path(one) === null && ('key' in record || 'keyEncoded' in record) ? store.put(part(record, 'value'), part(record, 'key')) : store.put(part(record, 'value')))));
    }
    db.close();
  }
  return {};
}
