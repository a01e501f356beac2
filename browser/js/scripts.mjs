// The scripts as cmd/bundle joins them: the files of a folder run in one function, in the order
// of its order.txt, and see each other's names; a file beside the folders runs alone.
import {readdirSync, readFileSync} from 'node:fs';

const here = new URL('./', import.meta.url);
const isScript = name => name.endsWith('.js');
const read = name => ({name, text: readFileSync(new URL(name, here), 'utf8')});

// ordered gives the names of a folder's files in their order, and fails where the list is not
// that of the folder.
function ordered(folder) {
  const listed = read(`${folder}/order.txt`).text.split('\n').filter(line => line && !line.startsWith('#'));
  const there = readdirSync(new URL(folder, here)).filter(isScript);
  const odd = [...there.filter(name => !listed.includes(name)), ...listed.filter((name, i) => !there.includes(name) || listed.indexOf(name) < i)];
  if (odd.length) throw new Error(`${folder}/order.txt is not the list of its files: ${odd.join(', ')}`);
  return listed;
}

// bundles gives [{name, files: [{name, text}]}].
export function bundles() {
  const entries = readdirSync(here, {withFileTypes: true}).filter(entry => !['node_modules', 'bundles'].includes(entry.name));
  const folders = entries.filter(entry => entry.isDirectory())
    .map(({name}) => ({name, files: ordered(name).map(file => read(`${name}/${file}`))}));
  const alone = entries.filter(entry => entry.isFile() && isScript(entry.name))
    .map(({name}) => ({name: name.replace(/\.js$/, ''), files: [read(name)]}));
  return [...folders, ...alone];
}

// declared gives the names that a file declares for its neighbours: what starts a line.
export function declared(text) {
  const names = [];
  for (const [, plain, pattern] of text.matchAll(/^(?:(?:async )?function\*?|const|let|class)\s+(?:([\w$]+)|\{([^}]*)\})/gm)) {
    if (plain) names.push(plain);
    else names.push(...pattern.split(',').map(part => part.split(':').pop().trim()).filter(Boolean));
  }
  return names;
}

// coverable gives the names that world/bare.js reads past what a page has put before them.
export function coverable() {
  const [, list] = /const its = Object\.fromEntries\(\[(.*?)\]\.map/s.exec(read('world/bare.js').text);
  return [...list.matchAll(/'(\w+)'/g)].map(([, name]) => name);
}
