/*
 * "Five steps to an echo in the browser" of docs/webman.md and its Chinese twin, followed as they stand in an empty folder,
 * with Composer and Chromium: up to the echo, and on through a reload of Webman, a gateway that is gone for a while, and a
 * Webman that is stopped. webman-packages.mjs says where Webman comes from.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from '../browser/node_modules/playwright-core/index.mjs';
import { blocks } from './blocks.mjs';
import { listens, Walk } from './walk.mjs';
import { composerHome, environment, named, realProject, title } from './webman-packages.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const pictures = `${root}/out/five-minutes`;
const MARK = 'elsewhere: tests/five-minutes ';
/** Composer, a browser and a dozen processes, on a machine that has other work. */
const PATIENCE = 60_000;

const page = (name, heading) => {
  const text = readFileSync(`${root}/docs/${name}`, 'utf8');
  return { text, steps: blocks(text, heading) };
};
const pages = { English: page('webman.md', 'Five steps'), Chinese: page('webman.zh-CN.md', '五步') };

let browser;
before(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', timeout: PATIENCE,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
      '--disable-background-networking', '--disable-component-update'],
  });
}, { timeout: 2 * PATIENCE });
after(() => browser?.close());

/** A reader with a project's folder before them, and with the programs that the page takes for given. */
function reader(test, generation, more = []) {
  const walk = new Walk(test, {
    generation, gateway: process.env[`GATEWAY_${generation}`], php: `exec '${root}/tests/support/laravel-php.sh'`,
  });
  walk.program('composer', `exec php "$(PATH=${'"${PATH#*:}"'} command -v composer)" "$@"`);
  composerHome(`${walk.programs}/composer-home`, more);
  Object.assign(walk.env, environment, {
    COMPOSER_HOME: `${walk.programs}/composer-home`, COMPOSER_ALLOW_SUPERUSER: '1', COMPOSER_NO_INTERACTION: '1',
    COMPOSER_ROOT_VERSION: '', NETSVR_SO: process.env.NETSVR_SO || `${root}/target/release/libnetsvr.so`,
  });
  return walk;
}

/** The window of the reader's browser, and what it shows. */
class Window {
  sockets = 0;
  problems = [];

  static async open(test, options = {}) {
    const window = new Window();
    const context = await browser.newContext(options);
    test.after(() => context.close());
    context.setDefaultTimeout(PATIENCE);
    window.tab = await context.newPage();
    window.tab.on('pageerror', (error) => window.problems.push(String(error)));
    window.tab.on('websocket', () => { window.sockets++; });
    await window.tab.goto('http://127.0.0.1:8787/echo.html');
    await window.says(/ws:\/\/127\.0\.0\.1:6060\/netsvr/);
    return window;
  }

  async send(text) {
    await this.tab.locator('input').fill(text);
    await this.tab.keyboard.press('Enter');
  }

  /** Sends a message every 10 ms, by itself. */
  startSending() {
    return this.tab.evaluate(() => {
      window.sent = [];
      window.sending = setInterval(() => {
        window.sent.push(`message ${window.sent.length}.`);
        document.querySelector('input').value = window.sent.at(-1);
        document.querySelector('form').requestSubmit();
      }, 10);
    });
  }

  /** All that it has sent, when it has gone on for another second. */
  async stopSending() {
    await new Promise((resolve) => { setTimeout(resolve, 1000); });
    return this.tab.evaluate(() => { clearInterval(window.sending); return window.sent; });
  }

  async gets(text) {
    await this.tab.locator('#messages .echo', { hasText: text }).waitFor();
  }

  async says(pattern) {
    await this.tab.locator('#state', { hasText: pattern }).waitFor();
  }

  echoes() {
    return this.tab.locator('#messages .echo').allTextContents();
  }
}

for (const [generation, language] of [['5', 'English'], ['8', 'Chinese']]) {
  const skip = process.env.NETSVR_TEST_NAMESPACE === undefined && 'there is no network namespace: its ports may be taken';
  test(`Webman, ${language}, ${title}, gateway ${generation}: ends with the echo on the page`, { timeout: 10 * PATIENCE, skip }, async (t) => {
    const { text, steps } = pages[language];
    const walk = reader(t, generation);
    const running = {};
    let window;
    for (const { language: kindOfText, mark, code } of steps) {
      if (kindOfText === 'text') {
        for (const deadline = Date.now() + PATIENCE; !running.php.said.includes(code.trim());) {
          assert.ok(Date.now() < deadline, `not on the terminal: ${code}${running.php.said}`);
          await new Promise((resolve) => { setTimeout(resolve, 50); });
        }
        continue;
      }
      assert.ok(mark.startsWith(MARK), `who follows this block? ${mark}\n${code}`);
      const [kind, file] = mark.slice(MARK.length).split(' ');
      const line = code.replaceAll('/path/to/this/repository', root);
      if (kind === 'file') walk.write(file, code);
      else if (kind === 'part') assert.ok(walk.read(file).endsWith(code), `${file} is not as on the page:\n${walk.read(file)}`);
      else if (kind === 'background') {
        const [program] = code.split(' ');
        const ready = { netsvr: () => listens(6061), php: async ({ said }) => said.includes('netsvr: registered at') && listens(8787) }[program];
        running[program] = await walk.leaveRunning(line, ready, PATIENCE);
        running[program].again = () => walk.leaveRunning(line, ready, PATIENCE);
        if (program === 'php') {
          window = await Window.open(t);
          await window.send('hello');
          await window.gets('hello');
        }
      } else if (kind === 'type') {
        const said = await walk.type(line, PATIENCE);
        // Ready, and with one client: the page of the reader.
        if (code.includes('netsvr:status')) assert.match(said, /^\| 127\.0\.0\.1:6061 +\| yes +\| 1 +\|/m);
      } else assert.fail(`what is to be done with "${mark}"?`);
    }
    assert.deepEqual(await window.echoes(), ['hello']);
    assert.equal(await window.tab.locator('.waits').count(), 0);

    // "Change onMessage": the page stays connected through the reload, and nothing is lost of what it sends meanwhile.
    const handler = 'app/netsvr/EchoHandler.php';
    walk.write(handler, walk.read(handler).replace('$transfer->getData())', '"PHP says " . $transfer->getData())'));
    assert.ok(text.includes('`php start.php reload`'));
    await window.startSending();
    await walk.type('php start.php reload', PATIENCE);
    await window.tab.locator('#messages .echo', { hasText: 'PHP says' }).first().waitFor();
    const sent = await window.stopSending();
    // Each once. While one process takes over from the other, messages may overtake each other. The stand-in of Webman is no
    // measure of what is lost; tests/deploys is.
    if (realProject) {
      await window.tab.waitForFunction((count) => document.querySelectorAll('#messages .echo').length >= count, sent.length + 1)
        .catch(() => {});
      assert.deepEqual((await window.echoes()).slice(1).map((one) => one.replace('PHP says ', '')).sort(), sent.sort());
    }
    assert.equal(window.sockets, 1, 'the page stayed connected');

    for (const [name, options] of Object.entries({ light: {}, dark: { colorScheme: 'dark' },
      phone: { viewport: { width: 390, height: 740 }, deviceScaleFactor: 2 } })) {
      const other = await Window.open(t, { viewport: { width: 900, height: 640 }, ...options });
      await other.send('Hello, PHP.');
      await other.gets('Hello, PHP.');
      await other.send(`A longer message, which says more than fits into one line, and ${'a'.repeat(60)} word without any blank.`);
      await other.gets('A longer message');
      await other.tab.screenshot({ path: `${pictures}/webman-${language}-${name}.png` });
      assert.deepEqual(other.problems, []);
      await other.tab.close();
    }

    // No gateway: the page says so, and comes back by itself, as the process of the handler does.
    await running.netsvr.stop('SIGTERM', true);
    await window.says(language === 'Chinese' ? /连不上/ : /No connection/);
    await running.netsvr.again();
    // It is connected, and says so; or that PHP has not answered, where a message of before has no echo yet.
    await window.says(language === 'Chinese' ? /已连接|PHP 没有回应/ : /^Connected to|^PHP has not answered/);
    for (let n = 0; !(await window.echoes()).some((one) => one.startsWith('PHP says back')); n++) {
      assert.ok(n < 60, `no echo after the gateway came back:\n${running.php.said}`);
      await window.send(`back ${n}`);
      await new Promise((resolve) => { setTimeout(resolve, 1000); });
    }

    // No Webman: the message waits in vain, and the page says where to look.
    await running.php.stop('SIGINT', true);
    await window.send('is anybody there?');
    await window.says(language === 'Chinese' ? /PHP 没有回应/ : /PHP has not answered/);
    assert.equal(await window.tab.locator('.waits', { hasText: 'is anybody there?' }).count(), 1);
    await window.tab.screenshot({ path: `${pictures}/webman-${language}-no-answer.png` });
    assert.deepEqual(window.problems, []);
  });
}

/** Types lines that are to fail, and says what they said. */
async function fails(walk, code) {
  const problem = await walk.type(code, PATIENCE).then((said) => assert.fail(`this was to fail: ${code}\n${said}`), (error) => error);
  assert.match(problem.message, /ended with \d+:/);
  return problem.message;
}

test(`Webman, when there is no echo, ${title}: programs say what the page quotes, and its cures work`, {
  timeout: 10 * PATIENCE, skip: process.env.NETSVR_TEST_NAMESPACE === undefined && 'there is no network namespace: its ports may be taken',
}, async (t) => {
  const walk = reader(t, '5', [named('buexplain/netsvr-business-serial', '3.0.0')]);
  const [project, library] = pages.English.steps.map(({ code }) => code.replaceAll('/path/to/this/repository', root));
  const [configure] = library.split('\n');
  const require = 'composer require netsvr/netsvr-php:@dev';
  /** The page has this row, and a program has said it. */
  const quotes = (quote, said) => {
    for (const part of quote.split(' … ')) assert.ok(said.includes(part), `not said: ${part}\n${said}`);
    for (const [language, { text }] of Object.entries(pages)) assert.ok(text.includes(`\`${quote}`), `${language}: the page has no ${quote}`);
  };
  // The last two words are the extension.
  const words = JSON.parse(execFileSync(`${root}/tests/support/laravel-php.sh`, { env: { ...process.env, ...walk.env }, encoding: 'utf8' }));
  walk.program('php-without', `exec ${words.slice(0, -2).map((word) => `'${word}'`).join(' ')} "$@"`);
  const without = 'php-without "$(PATH="${PATH#*:}" command -v composer)"';

  await walk.type(project, PATIENCE);
  quotes('netsvr/netsvr-php, it could not be found in any version', await fails(walk, require));
  await walk.type(configure, PATIENCE);
  quotes('ext-netsvr * -> it is missing from your system', await fails(walk, require.replace('composer', without)));
  await walk.type('composer require buexplain/netsvr-business-serial:^3.0', PATIENCE);
  quotes('netsvr/netsvr-php replaces buexplain/netsvr-business-serial and thus cannot coexist with it', await fails(walk, require));
  await walk.type('composer remove buexplain/netsvr-business-serial buexplain/netsvr-protocol-php', PATIENCE);
  if (realProject) quotes('Could not open input file: webman', await fails(walk, 'php webman netsvr:status'));
  await walk.type(library, PATIENCE);

  await walk.type('rm -r config/plugin/netsvr');
  quotes('There are no commands defined in the "netsvr" namespace.', await fails(walk, 'php webman netsvr:status'));
  await walk.type('composer reinstall netsvr/netsvr-php', PATIENCE);
  const commands = 'config/plugin/netsvr/netsvr-php/command.php';
  const [line] = pages.English.text.match(/NetsvrBusiness\\Webman\\Command\\MakeHandlerCommand::class,/);
  assert.ok(walk.read(commands).includes(line));
  walk.write(commands, walk.read(commands).replace(line, ''));
  quotes('Command "netsvr:make-handler" is not defined.', await fails(walk, 'php webman netsvr:make-handler EchoHandler'));
  walk.write(commands, walk.read(commands).replace('];', `${line} ];`));
  await walk.type('php webman netsvr:make-handler EchoHandler', PATIENCE);
  quotes('netsvr: the PHP extension netsvr is not loaded in this PHP', await fails(walk, 'php-without webman netsvr:status'));

  const handler = 'app/netsvr/EchoHandler.php';
  const written = walk.read(handler);
  walk.write(handler, written.replace(/^\{$/m, "{ public function __construct() { throw new \\RuntimeException('no database'); }"));
  const unmade = await walk.leaveRunning('php start.php start', ({ said }) => said.includes('cannot be made'), PATIENCE);
  quotes('netsvr: work.handler: … cannot be made', unmade.said);
  await unmade.stop('SIGINT', true);
  walk.write(handler, written);

  const missing = 'netsvr: not registered: no gateway answers at';
  const webman = await walk.leaveRunning('php start.php start', ({ said }) => said.includes(missing), PATIENCE);
  quotes(missing, webman.said);
  if (realProject) quotes('already running', await walk.type('php start.php start || true', PATIENCE));
  await webman.stop('SIGINT', true);
  if (realProject) {
    const other = createServer().listen(8787, '0.0.0.0');
    t.after(() => other.close());
    quotes('Address already in use', await walk.type('timeout 20 php start.php start || true', PATIENCE));
    other.close();
  }
});
