/*
 * "Five minutes to the first message" of README.md and README.zh-CN.md, followed as it stands in an empty folder, with
 * Chromium as the reader's browser. The files in it are those of examples/five-minutes.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from '../browser/node_modules/playwright-core/index.mjs';
import { PATIENCE } from '../support/child.mjs';
import { blocks, files, withoutComments } from './blocks.mjs';
import { listens, Walk } from './walk.mjs';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const pages = {
  English: blocks(read('README.md'), 'Five minutes'),
  Chinese: blocks(read('README.zh-CN.md'), '五分钟'),
};
const folder = new URL('../../examples/five-minutes/', import.meta.url);
const exampleFiles = readdirSync(folder).filter((name) => name !== 'js' && statSync(new URL(name, folder)).isFile()).sort();

/** What a line that goes on opens: the test waits for it before the next line, as a reader reads before typing. */
const READY = [
  [/^netsvr /, () => listens(6061)],
  [/worker\.php/, ({ said }) => /register to \S+ ok\./.test(said)],
  [/php -S /, () => listens(8000)],
];

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
      '--disable-background-networking', '--disable-component-update'],
  });
}, { timeout: 180_000 });
after(() => browser?.close());

test('the files on the page are those of examples/five-minutes', () => {
  const written = files(pages.English);
  assert.deepEqual([...written.keys()].sort(), exampleFiles);
  for (const [name, code] of written) assert.equal(code, read(`examples/five-minutes/${name}`), name);
});

test('the Chinese page has the same blocks, with comments of its own', () => {
  const plain = (page) => page.map(({ language, mark, code }) => ({
    language, mark: mark.replace(/^not run: .*/, 'not run'), code: withoutComments(code).replace(/"[^"]*"/g, language === 'sh' ? '""' : '$&'),
  }));
  assert.deepEqual(plain(pages.Chinese), plain(pages.English));
});

for (const generation of ['5', '8']) {
  for (const [language, page] of Object.entries(pages)) {
    const gateway = process.env[`GATEWAY_${generation}`];
    const name = `${language}, ${gateway ? 'the real gateway' : 'gateway'} ${generation}: ends with the message on the page`;
    const skip = process.env.NETSVR_TEST_NAMESPACE === undefined && 'there is no network namespace: its ports may be taken';
    test(name, { timeout: 300_000, skip }, async (t) => {
      const walk = new Walk(t, { generation, gateway });
      const context = await browser.newContext();
      t.after(() => context.close());
      context.setDefaultTimeout(PATIENCE);
      const window = await context.newPage();
      const problems = [];
      window.on('pageerror', (error) => problems.push(String(error)));
      let sent;
      for (const { language, mark, code } of page) {
        if (mark.startsWith('file: ')) walk.write(mark.slice('file: '.length), code);
        else if (mark.startsWith('not run: ')) continue;
        else if (mark === 'background') {
          const [, ready] = READY.find(([line]) => line.test(code)) ?? assert.fail(`when is it there? ${code}`);
          await walk.leaveRunning(code, ready);
        } else if (language === 'sh' && mark === '') {
          // Before the reader pushes anything, the page is open and greets.
          await window.goto('http://127.0.0.1:8000/');
          await window.getByText('Welcome, ann.').waitFor();
          [, sent] = code.match(/singleCastByCustomerId\("ann", "(.*)"\)/) ?? assert.fail(`what does it send? ${code}`);
          await walk.type(code);
          await window.locator('#messages li', { hasText: sent }).waitFor();
        } else {
          assert.fail(`what is a block of "${language}" with the mark "${mark}"?`);
        }
      }
      assert.deepEqual(await window.locator('#messages li').allTextContents(), ['Welcome, ann.', sent]);
      assert.equal(await window.locator('#state').textContent(), 'open');
      assert.deepEqual(problems, []);
      // Who shows a ticket that PHP has not signed is thrown out.
      const ends = await window.evaluate(() => new Promise((resolve) => {
        const socket = new WebSocket('ws://127.0.0.1:6060/netsvr');
        socket.onopen = () => socket.send('YW5u.9999999999.0123456789abcdef');
        socket.onmessage = ({ data }) => resolve(`let in: ${data}`);
        socket.onclose = () => resolve('thrown out');
      }));
      assert.equal(ends, 'thrown out');
    });
  }
}
