// A page that writes without end is stopped before nobody can hold it; and opening the
// document anew takes all listeners off, ours too.
const writesMost = 20000;
let writes = 0;
for (const name of ['open', 'write', 'writeln']) {
  wrap(window.Document.prototype, name, (real, self, args) => {
    if (name !== 'open' && ++writes > writesMost) return undefined;
    const result = Reflect.apply(real, self, args);
    listenAgain();
    return result;
  });
}
