/*
 * The demo as `make demo DEMO=chat` starts it: two gateways, two chat.php, the live pane and its buttons. People go on
 * talking while gateways and PHP processes are killed and replaced. Pictures are kept in out/browser.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  bubbles, conversation, isInSight, join, notice, openWindow, PATIENCE, picture, say, sayAll, sees, shows, startBrowser,
  startDemo, stopBrowser,
} from './scene.mjs';

/** Long enough to see that a gateway is dead, on a busy machine, too. */
const BACK_SECONDS = 6;
const WIDE = { viewport: { width: 1440, height: 860 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

before(startBrowser, { timeout: 6 * PATIENCE });
after(stopBrowser);

/** A test with a demo of its own. */
function demo(name, play) {
  test(name, { timeout: 12 * PATIENCE }, async (t) => {
    const demo = startDemo({ DEMO_BACK_AFTER: String(BACK_SECONDS) });
    t.after(() => demo.stop());
    const [, address] = await demo.says(/^The chat is at (http:\S+) /);
    const windows = [];
    t.after(() => Promise.all(windows.map((page) => page.context().close())));
    const person = async (who, options = WIDE) => {
      const page = await openWindow(address, options);
      windows.push(page);
      await join(page, who);
      await page.locator('#state.online').waitFor({ state: 'attached' });
      return page;
    };
    try {
      await play({ demo, address, person });
    } catch (error) {
      console.error(demo.said.slice(-4000));
      throw error;
    }
  });
}

const pane = (page) => page.getByRole('region', { name: /^(Behind the page|幕后)$/ });
const gateway = (page, number) => pane(page).getByRole('listitem').filter({ hasText: new RegExp(`^(Gateway|网关) ${number}`) });
/** The gateway of this page: 1 or 2. */
const hereOf = async (page) => {
  await pane(page).getByText(/^(you are here|您在这里)$/).waitFor();
  return await gateway(page, 1).getByText(/^(you are here|您在这里)$/).count() ? 1 : 2;
};
const kill = (page, number) => pane(page).getByRole('button', { name: new RegExp(`^(Kill gateway|杀掉网关) ${number}$`) });
const events = (page) => pane(page).locator('#events > li');
/** The pids of both chat.php, as the pane shows them. */
const pids = async (page) => (await pane(page).locator('#processes small').allTextContents()).map((text) => parseInt(text, 10));
const until = async (what, isSo) => {
  const deadline = Date.now() + PATIENCE;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, `not so in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

demo('no line is lost while gateways and PHP processes are killed and replaced', async ({ demo, person }) => {
  const [ann, bob] = [await person('Ann'), await person('Bob')];
  await conversation(ann, 'Bob').waitFor();
  const said = { Ann: [], Bob: [] };
  let talking = true;
  const talk = async (page, who) => {
    while (talking) {
      const text = `${who} ${said[who].length + 1}.`;
      said[who].push(text);
      await sayAll(page, [text]);
      await page.waitForTimeout(said[who].length < 100 ? 100 : 1000);
    }
  };
  const talks = [talk(ann, 'Ann'), talk(bob, 'Bob')];
  const goesOn = async () => {
    const last = [said.Ann.length + 3, said.Bob.length + 3];
    await Promise.all([sees(bob, `Ann ${last[0]}.`), sees(ann, `Bob ${last[1]}.`)]);
  };
  await goesOn();

  // The gateway at which Ann is, by the button.
  const here = await hereOf(ann);
  await kill(ann, here).click();
  await demo.says(new RegExp(`^Gateway ${here} is killed`));
  await gateway(ann, 3 - here).getByText('you are here').waitFor();
  await events(ann).filter({ hasText: `Gateway ${here} is gone.` }).waitFor();
  await notice(ann, new RegExp(`^Gateway ${here} is gone\\. This page is at gateway ${3 - here} after [0-9.]+ s\\.`));
  await gateway(ann, here).getByText(/^down, /).waitFor();
  assert.equal(await kill(ann, 3 - here).isEnabled(), false, 'one of the two stays');
  await goesOn();
  // Everybody sees that it is back.
  for (const page of [ann, bob]) await gateway(page, here).getByText(/^down, /).waitFor({ state: 'detached', timeout: 2 * PATIENCE });
  await goesOn();

  // The other one, so that Bob, or both, come back to the one that was dead.
  await kill(bob, 3 - here).click();
  await gateway(bob, here).getByText('you are here').waitFor();
  await gateway(ann, here).getByText('you are here').waitFor();
  await goesOn();

  // Both PHP processes, by the button, as a deploy would; then by the signal.
  let old = await pids(ann);
  const replaced = async (what) => {
    await until(what, async () => (await pids(ann)).every((pid) => !old.includes(pid)));
    await goesOn();
    old = await pids(ann);
  };
  await pane(ann).getByRole('button', { name: 'Replace PHP' }).click();
  await replaced('the processes are new ones, after the button');
  demo.signal('SIGUSR1');
  await replaced('the processes are new ones, after the signal');

  // One that dies with a line in its hands.
  process.kill(old[0], 'SIGKILL');
  await until('a new process in its place', async () => !(await pids(ann)).includes(old[0]));
  await goesOn();

  talking = false;
  await Promise.all(talks);
  await Promise.all([ann, bob].map((page) => page.locator('.waits').first().waitFor({ state: 'detached' })));
  await Promise.all([ann, bob].flatMap((page) => [sees(page, said.Ann.at(-1)), sees(page, said.Bob.at(-1))]));
  const seen = await bubbles(ann);
  assert.deepEqual(await bubbles(bob), seen, 'both have seen the same, in the same order');
  assert.deepEqual(seen.filter((text) => text.startsWith('Ann')), said.Ann);
  assert.deepEqual(seen.filter((text) => text.startsWith('Bob')), said.Bob);
  assert.ok(seen.length > 50, `${seen.length} lines`);
  // Nobody has left, and nobody has come.
  assert.deepEqual(await ann.locator('.notice', { hasText: /left|Ann/ }).allTextContents(), []);
  const cat = await person('Cat');
  await sees(cat, seen.at(-1));
  assert.deepEqual(await bubbles(cat), seen.slice(-50));
});

demo('no direct line is lost while the gateway of the other one is killed', async ({ person }) => {
  const [ann, bob] = [await person('Ann'), await person('Bob')];
  await conversation(ann, 'Bob').click();
  await conversation(bob, 'Ann').click();
  const said = [];
  let talking = true;
  const talk = (async () => {
    while (talking) {
      said.push(`line ${said.length + 1}.`);
      await sayAll(ann, said.slice(-1));
      await ann.waitForTimeout(said.length < 100 ? 50 : 1000);
    }
  })();
  await sees(bob, 'line 3.');
  for (let times = 0; times < 2; times++) {
    const here = await hereOf(bob);
    await kill(bob, here).click();
    await gateway(bob, 3 - here).getByText('you are here').waitFor();
    await sees(bob, `line ${said.length + 1}.`);
    await gateway(bob, here).getByText(/^down, /).waitFor({ state: 'detached', timeout: 2 * PATIENCE });
  }
  talking = false;
  await talk;
  await Promise.all([ann, bob].map((page) => sees(page, said.at(-1))));
  await until('all is delivered', () => ann.evaluate(() => JSON.parse(sessionStorage.getItem('chat')).waiting.length === 0));
  assert.deepEqual(await bubbles(bob), said);
  assert.deepEqual(await bubbles(ann), said);
  assert.deepEqual(await ann.locator('.notice', { hasText: 'not received' }).allTextContents(), []);
});

demo('the page can be reloaded while a gateway is dead, and what was written waits', async ({ person }) => {
  const [ann, bob] = [await person('Ann'), await person('Bob')];
  await say(ann, 'Before');
  await sees(bob, 'Before');
  await ann.context().setOffline(true);
  const here = await hereOf(bob);
  await kill(bob, here).click();
  await gateway(bob, here).getByText(/^down, /).waitFor();
  await ann.context().setOffline(false);
  await ann.reload();
  await sayAll(ann, ['During']);
  await sees(bob, 'During');
  await sees(ann, 'During');
  assert.deepEqual(await bubbles(ann), ['Before', 'During']);
});

demo('what has happened stands above what is said later, on a computer whose clock is wrong, too', async ({ address, person }) => {
  const bob = await person('Bob');
  const context = bob.context().browser();
  const page = await (await context.newContext(WIDE)).newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.addInitScript(() => {
    const { now } = Date;
    Date.now = () => now() + 3_600_000;
  });
  await page.goto(address);
  await join(page, 'Ann');
  const here = await hereOf(page);
  await kill(page, here).click();
  await notice(page, `Gateway ${here} is gone.`);
  await say(bob, 'Said later');
  await sees(page, 'Said later');
  assert.ok(await page.locator('#entries > :last-child').evaluate((node) => node.matches('.message')));
  await page.context().close();
});

demo('the pane shows event, process, time and frames, and nothing that is not for everybody', async ({ person }) => {
  const ann = await person('Ann');
  await hereOf(ann);
  await until('both processes are shown, before both have handled an event', async () => (await pids(ann)).length === 2);
  const bob = await person('Bob');
  const event = (text) => events(ann).filter({ hasText: text }).first();
  await event('onOpen').waitFor();
  await event('join Bob').waitFor();
  await say(bob, 'Good morning');
  await event('Bob say #lobby “Good morning”').waitFor();
  assert.match(await event('Bob say #lobby').innerText(),
    /^PHP [12]\nonMessage\n[\s\S]+\nGateway [12] · [\d.]+ ms · 2 frames$/);
  // What the page does by itself is small; what it was stands in its title.
  const asked = event('Bob history #lobby');
  assert.match(await asked.innerText(), /^PHP [12]\s+Bob history #lobby\s+[\d.]+ ms · 1 frame$/);
  assert.match(await asked.getAttribute('title'), /^onMessage · Gateway [12] · [\d.]+ ms · 1 frame$/);
  assert.ok((await asked.boundingBox()).height * 2 < (await event('Bob say #lobby').boundingBox()).height);
  await conversation(bob, 'Ann').click();
  await say(bob, 'A secret');
  await event('Bob tell → Ann “…”').waitFor();
  await until('both processes have had something to do', async () => {
    await say(bob, 'And more');
    const counts = await pane(ann).locator('#processes small').allTextContents();
    return counts.every((text) => / · [1-9]\d* event/.test(text));
  });
  await bob.context().close();
  await event('onClose').filter({ hasText: '#lobby' }).waitFor();
  await ann.evaluate(async () => {
    const { gateways } = await import('./config.js');
    const socket = new WebSocket(gateways[0]);
    socket.onopen = () => socket.send(JSON.stringify({ do: 'd'.repeat(5000) }));
  });
  await event('dddd').waitFor();
  assert.ok((await event('dddd').innerText()).length < 200, 'nobody fills the panes of others');
  const all = (await events(ann).allInnerTexts()).join('\n');
  assert.doesNotMatch(all, /secret|~pane|undefined|NaN/);
  const heard = await ann.evaluate(async (patience) => {
    const { gateways } = await import('./config.js');
    const [socket, heard] = [new WebSocket(gateways[0]), []];
    const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
    const answered = () => heard.some((text) => text.includes('"is":"gateways"'));
    socket.onmessage = ({ data }) => heard.push(data);
    await new Promise((resolve) => { socket.onopen = resolve; });
    const all = [{ do: 'join', name: 'Eve', key: 'k'.repeat(20) }, { do: 'watch' }, { do: 'say', room: '~pane', text: 'To all panes' }];
    for (const message of all) {
      socket.send(JSON.stringify(message));
      await pause(300);
    }
    for (let times = 0; times < patience / 50 && !answered(); times++) await pause(50);
    socket.close();
    return heard.join('\n');
  }, PATIENCE);
  assert.match(heard, /"is":"gateways"/);
  assert.doesNotMatch(heard, /"said"/, 'nobody speaks in the panes of others');
  await kill(ann, 1).focus();
  await ann.keyboard.press('Escape');
  await pane(ann).waitFor({ state: 'hidden' });
  await shows(() => ann.getByRole('button', { name: 'Behind the page' }).evaluate((node) => node === document.activeElement), true);
  assert.deepEqual(ann.problems, []);
});

demo('only the page itself can have a gateway killed', async ({ demo, address }) => {
  const ask = (body, headers, method = 'POST', to = address) =>
    fetch(`${to}demo`, { method, headers, body: method === 'GET' ? undefined : body }).then(({ status }) => status);
  const own = { Origin: address.slice(0, -1) };
  const port = new URL(address).port;
  assert.equal(await ask('kill 1', {}), 403, 'without an origin');
  assert.equal(await ask('kill 1', { Origin: 'http://evil.example' }), 403);
  assert.equal(await ask('kill 1', { Origin: `http://localhost:${port}` }), 403, 'the origin is not the host');
  assert.equal(await ask('kill 3', own), 403);
  assert.equal(await ask('kill 1\nkill 2', own), 403);
  assert.equal(await ask('', own, 'GET'), 403);
  assert.doesNotMatch(demo.said, /killed/);
  assert.equal(await ask('kill 1', own), 204);
  await demo.says(/^Gateway 1 is killed/);
});

for (const [name, locale, colorScheme] of [['en-light', 'en', 'light'], ['zh-dark', 'zh-CN', 'dark']]) {
  demo(`pictures of the demo, ${name}`, async ({ address, person }) => {
    const isChinese = locale !== 'en';
    const names = isChinese ? ['小明', '李雷', '韩梅梅', '小红'] : ['Ann', 'Bob', 'Çatay', 'Dora'];
    const lines = isChinese
      ? ['大家早上好！', '早。有人试过新版本吗？', '试过了：两个网关，php-fpm 在后面。从昨天起一直很安静，日志是空的。', '文档在 https://example.org/docs/zh-CN ，写得很清楚。', '我也一样，没事可报最好。']
      : ['Good morning, everybody!', 'Good morning. Has anybody tried the new release?',
        'I have: two gateways, php-fpm behind them. Quiet since yesterday, and the log is empty.',
        'It is all in https://example.org/docs/two-way, by the way.', 'Same here. I like it when there is nothing to tell.'];
    const guest = await openWindow(address, { ...WIDE, locale, colorScheme });
    await picture(guest, `demo-${name}-join`);
    await guest.context().close();
    const wide = await person(names[0], { ...WIDE, locale, colorScheme });
    await hereOf(wide);
    await picture(wide, `demo-${name}-first`);
    const phone = await person(names[1], { ...PHONE, locale, colorScheme });
    const others = [await person(names[2]), await person(names[3])];
    const pages = [wide, phone, others[0], others[1], wide];
    for (const [n, text] of lines.entries()) {
      await say(pages[n], text);
      await sees(wide, text);
      await sees(phone, text);
    }
    await others[1].getByLabel('Message').pressSequentially('And I');
    await wide.getByText(isChinese ? '小红 正在输入…' : 'Dora is typing …').waitFor();
    await picture(wide, `demo-${name}`);
    await picture(phone, `demo-${name}-phone`);
    await kill(wide, await hereOf(wide)).click();
    await events(wide).filter({ hasText: isChinese ? '没了' : 'is gone' }).waitFor();
    await picture(wide, `demo-${name}-killed`);
    const button = phone.getByRole('button', { name: isChinese ? '幕后' : 'Behind the page' });
    await button.tap();
    await pane(phone).waitFor();
    const sticksOut = () => phone.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    await shows(sticksOut, 0);
    await picture(phone, `demo-${name}-phone-pane`);
    await pane(phone).getByRole('button', { name: isChinese ? '关闭' : 'Close' }).tap();
    await pane(phone).waitFor({ state: 'hidden' });
    const lists = phone.getByRole('button', { name: isChinese ? /^房间和成员/ : /^Rooms and people/ });
    await lists.tap();
    await phone.waitForTimeout(300);
    await picture(phone, `demo-${name}-phone-lists`);
    await phone.getByLabel(isChinese ? '要进入或新开的房间名' : 'Name of a room').fill('garden');
    await phone.keyboard.press('Enter');
    await phone.getByRole('heading', { name: 'garden' }).waitFor();
    await phone.waitForTimeout(300);
    await shows(sticksOut, 0);
    await picture(phone, `demo-${name}-phone-room`);
    // On its side the pane scrolls down to its events.
    await phone.setViewportSize({ width: 667, height: 375 });
    await button.tap();
    await events(phone).nth(9).scrollIntoViewIfNeeded();
    await shows(() => isInSight(events(phone).nth(9)), true);
    await shows(() => isInSight(pane(phone).getByRole('button', { name: isChinese ? '关闭' : 'Close' })), true);
    await picture(phone, `demo-${name}-phone-landscape`);
  });
}

test('the demo prints the address of a page that works, and ends with Ctrl-C', { timeout: 6 * PATIENCE }, async (t) => {
  const demo = startDemo();
  t.after(() => demo.stop());
  const [, address] = await demo.says(/^The chat is at (http:\S+) /);
  const page = await openWindow(address);
  await join(page, 'Ann');
  await page.getByRole('heading', { name: 'lobby' }).waitFor();
  await page.context().close();
  assert.equal(await demo.stop('SIGINT', true), 0);
  await assert.rejects(fetch(address));
});
