// CHROME CONCURRENCY FOLDER URL...: what a Playwright user writes, waiting for networkidle.
import {writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {chromium} from 'playwright-core';

const [executablePath, concurrency, folder, ...urls] = process.argv.slice(2);
const browser = await chromium.launch({executablePath, args: ['--no-sandbox']});

async function work() {
  for (let url = urls.shift(); url; url = urls.shift()) {
    const begun = performance.now();
    const stem = join(folder, basename(url));
    const context = await browser.newContext({viewport: {width: 1280, height: 720}});
    try {
      const page = await context.newPage();
      await page.goto(url, {waitUntil: 'networkidle', timeout: 30_000}).catch(e => console.error(url, e.message));
      await writeFile(`${stem}.html`, await page.content());
      await page.screenshot({path: `${stem}.png`, fullPage: true});
      console.log(JSON.stringify({url, dom: `${stem}.html`, picture: `${stem}.png`, ms: performance.now() - begun}));
    } finally {
      await context.close();
    }
  }
}
await Promise.all(Array.from({length: Number(concurrency)}, work));
await browser.close();
