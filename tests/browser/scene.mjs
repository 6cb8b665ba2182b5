/*
 * What the browser tests stand on: a gateway and a chat.php as child processes, Chromium, and people who have
 * opened the page. Every wait is bounded, every child is stopped by its pid.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { chromium } from 'playwright-core';
import { Child, PATIENCE } from '../support/child.mjs';
import { holdPorts } from '../support/ports.mjs';

export { PATIENCE };

const root = fileURLToPath(new URL('../..', import.meta.url));
const devgate = process.env.NETSVR_DEVGATE || `${root}/target/release/devgate`;
const extension = process.env.NETSVR_SO || `${root}/target/release/libnetsvr.so`;
const php = process.env.PHP || 'php';
/** Which gateway devgate plays: 5 or 8. */
const generation = process.env.GATEWAY || '5';

/** Where pictures of the page go. */
export const pictures = `${root}/out/browser`;
mkdirSync(pictures, { recursive: true });

/** The page and what it loads, as demo.sh puts it together. */
const site = mkdtempSync(`${tmpdir()}/netsvr-chat-`);
for (const file of readdirSync(`${root}/examples/chat`).filter((name) => /\.(html|css|js)$/.test(name))) {
  copyFileSync(`${root}/examples/chat/${file}`, `${site}/${file}`);
}
copyFileSync(`${root}/js/netsvr.js`, `${site}/netsvr.js`);
process.on('exit', () => rmSync(site, { recursive: true }));

// ---- Child processes -----------------------------------------------------------------------------------------

async function startGateway(more, [websocket, worker, task]) {
  const ports = ['--ws', websocket, '--worker', worker, ...(generation === '8' ? ['--task', task] : [])];
  const flags = ['--gateway', generation, ...ports, '--greet', '--www', site, ...more];
  const process = new Child(devgate, flags);
  await process.says(/^ready$/);
  return {
    process,
    task: generation === '8' ? (await process.says(/^task (\S+)$/))[1] : undefined,
    page: (await process.says(/^page (\S+)$/))[1],
    websocket: (await process.says(/^websocket ws:\/\/([^/]+)/))[1],
    worker: (await process.says(/^worker (\S+)$/))[1],
  };
}

async function startChat({ worker, task }, folder) {
  const options = ['-n', '-d', 'display_errors=stderr', '-d', `extension=${extension}`];
  if (task) options.push('-d', `netsvr.gateway=${generation}`, '-d', `netsvr.task_addrs="${worker}=${task}"`);
  const chat = new Child(php, [...options, `${root}/examples/chat/chat.php`, worker], {
    env: { CHAT_FOLDER: folder, CHAT_PANE: '' },
  });
  await chat.says(/register to \S+ ok\./);
  return chat;
}

export const startDemo = (env = {}) =>
  new Child(`${root}/examples/chat/demo.sh`, [], { env: { PHP: php, GATEWAY: generation, ...env } });

// ---- The browser ---------------------------------------------------------------------------------------------

let browser;

export async function startBrowser() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  browser = await chromium.launch({
    executablePath,
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
      '--disable-background-networking', '--disable-component-update',
    ],
  });
}

export const stopBrowser = () => browser?.close();

/** A window of its own browser profile: two of them share nothing. */
export async function openWindow(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 720 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && page.problems.push(message.text()));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(address).origin && !request.url().startsWith('data:')) {
      page.problems.push(`asked for ${request.url()}`);
    }
  });
  await page.goto(address);
  return page;
}

/** A gateway, a chat.php, and the windows that were opened; ends with the test. */
export class Scene {
  #windows = [];
  #more = [];
  /** Of the gateway: nobody else is given them while it is down. */
  #ports;
  /** Where chat.php keeps the last lines. */
  #folder = mkdtempSync(`${tmpdir()}/netsvr-chat-lines-`);

  /** @param flags more of devgate's flags */
  static async start(test, ...flags) {
    const scene = new Scene();
    test.after(() => scene.stop());
    scene.#ports = await holdPorts(3);
    scene.gateway = await startGateway(flags, scene.#ports);
    scene.chat = await startChat(scene.gateway, scene.#folder);
    return scene;
  }

  async window(options) {
    const page = await openWindow(this.gateway.page, options);
    this.#windows.push(page);
    return page;
  }

  /** Somebody who has joined. */
  async person(name, options) {
    const page = await this.window(options);
    await join(page, name);
    await page.locator('#state.online').waitFor({ state: 'attached' });
    return page;
  }

  /** A window is shut. */
  async shut(page) {
    this.#windows.splice(this.#windows.indexOf(page), 1);
    await page.context().close();
  }

  /** The gateway breaks down; it comes back on the same ports and knows nobody. */
  async breakGateway() {
    await this.gateway.process.stop('SIGKILL');
    return async () => { this.gateway = await startGateway([], this.#ports); };
  }

  /** Where chat.php keeps the last lines of a room. */
  file(room) {
    return `${this.#folder}/${createHash('sha256').update(room).digest('hex')}.json`;
  }

  /** Somebody's own program instead of the page sends this. Gives what has come back: an answer at least. */
  raw(page, ...messages) {
    return page.evaluate(async ([address, all, patience]) => {
      const [socket, received] = [new WebSocket(address), []];
      socket.onmessage = ({ data }) => received.push(data);
      await new Promise((resolve) => { socket.onopen = resolve; });
      for (const message of all) {
        socket.send(message);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const answers = () => received.filter((text) => text.startsWith('{')).map((text) => JSON.parse(text));
      for (const deadline = Date.now() + patience; answers().length === 0 && Date.now() < deadline;) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      socket.close();
      return answers();
    }, [`ws://${this.gateway.websocket}/netsvr`, messages, PATIENCE]);
  }

  /** One more chat.php at the same gateway. */
  async addChat() {
    this.#more.push(await startChat(this.gateway, this.#folder));
  }

  get chats() {
    return [this.chat, ...this.#more];
  }

  /** chat.php ends, and another one begins. */
  async restartChat() {
    await this.chat.stop();
    this.chat = await startChat(this.gateway, this.#folder);
  }

  async stop() {
    for (const page of this.#windows) await page.context().close();
    for (const chat of this.chats) await chat?.stop();
    await this.gateway?.process.stop();
    rmSync(this.#folder, { recursive: true });
  }
}

// ---- What people do and see, by the names that a screen reader would say ---------------------------------------

export async function join(page, name) {
  await page.getByLabel(/^(Your name|您的名字)$/).fill(name);
  await page.getByRole('button', { name: /^(Join|加入)$/ }).click();
}

export const conversation = (page, name) =>
  page.locator('#lists').getByRole('button', { name: new RegExp(`^${name}(\\s|$)`) });
export const log = (page) => page.getByRole('log');
export const bubbles = (page) => log(page).locator('.bubble').allTextContents();
export const notice = (page, text) => log(page).locator('.notice', { hasText: text }).waitFor();
/** A line has come from the server: what this page has sent itself, too. */
export const sees = (page, text) => log(page).locator('.message:not(.waits) .bubble', { hasText: text }).last().waitFor();

/** Waits until that is seen: what is drawn, laid out or focused comes a moment after what it comes from. */
export async function shows(look, expected, message) {
  for (const deadline = Date.now() + PATIENCE; ;) {
    const found = await look();
    if (isDeepStrictEqual(found, expected) || Date.now() > deadline) return assert.deepEqual(found, expected, message);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

/** Its middle can be seen, and pressed. */
export const isInSight = (locator) => locator.evaluate((node) => {
  const { left, right, top, bottom } = node.getBoundingClientRect();
  return node.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
});

export async function say(page, text) {
  await page.getByLabel(/^(Message|消息)$/).fill(text);
  await page.getByRole('button', { name: /^(Send|发送)$/ }).click();
}

export async function enterRoom(page, room) {
  await page.getByLabel('Name of a room').fill(room);
  await page.getByRole('button', { name: 'Enter', exact: true }).click();
  await page.getByRole('heading', { name: room }).waitFor();
}

/** Writes many lines, one after the other, as fast as the page takes them. */
export const sayAll = (page, texts) => page.evaluate((all) => {
  const [text, form] = [document.querySelector('#text'), document.querySelector('#compose')];
  for (text.value of all) form.requestSubmit();
}, texts);

export const picture = (page, name) => page.screenshot({ path: `${pictures}/${name}.png` });
