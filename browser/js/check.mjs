// Runs `node --check` on every script of a folder with its neighbours in place, as they
// are embedded: a name that two files declare is an error as well.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {bundles, declared} from './scripts.mjs';

const temp = mkdtempSync(join(tmpdir(), 'scripts-'));
let failed = false;
const check = (name, path) => {
  const {status, stderr} = spawnSync(process.execPath, ['--check', path], {encoding: 'utf8'});
  if (status === 0) return;
  failed = true;
  console.error(`${name}: ${stderr.replaceAll(path, name)}`);
};
try {
  for (const {name, files} of bundles()) {
    for (const file of files) {
      // Alone in a function, as .cjs, since these are scripts and no modules.
      const alone = join(temp, file.name.replaceAll('/', '-').replace(/\.js$/, '.cjs'));
      writeFileSync(alone, file.text);
      check(file.name, alone);
    }
    // A function may be declared twice, and the later one then stands for both.
    const homes = new Map();
    for (const file of files) {
      for (const declaration of declared(file.text)) {
        if (homes.has(declaration)) {
          failed = true;
          console.error(`${declaration} is declared in ${homes.get(declaration)} and ${file.name}`);
        }
        homes.set(declaration, file.name);
      }
    }
    const whole = join(temp, `${name}-whole.cjs`);
    writeFileSync(whole, `(() => { 'use strict';\n${files.map(file => file.text).join('')}})();`);
    check(`${name} as one script`, whole);
  }
} finally {
  rmSync(temp, {recursive: true});
}
process.exit(failed ? 1 : 0);
