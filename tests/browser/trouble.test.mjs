/*
 * What goes wrong around the chat page: a browser that keeps nothing, commands that are lost with the process that had
 * them, two people who want one name, texts that are pasted, composed or forged. See chat.test.mjs for the rest.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  bubbles, conversation, enterRoom, isInSight, join, log, notice, PATIENCE, say, sayAll, Scene, sees, shows,
  startBrowser, stopBrowser,
} from './scene.mjs';

before(startBrowser, { timeout: 6 * PATIENCE });
after(stopBrowser);

/** A test with a gateway and a chat.php of its own. */
function scene(name, play, ...flags) {
  test(name, { timeout: 6 * PATIENCE }, async (t) => play(await Scene.start(t, ...flags)));
}

const text = (page) => page.getByLabel(/^(Message|消息)$/);
const notices = (page, hasText) => log(page).locator('.notice', { hasText }).allTextContents();
/** The next message to the server that contains this is lost, as with a process that is killed with it in its hands. */
const loseNext = (page, part) => page.evaluate((part) => {
  const native = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (!String(data).includes(part)) return native.call(this, data);
    WebSocket.prototype.send = native;
  };
}, part);
/** What comes to the page can be made up there with hear(), and lost with deaf. */
const heardBy = (page) => page.addInitScript(() => {
  globalThis.WebSocket = class extends WebSocket {
    set onmessage(listener) {
      globalThis.hear = (message) => listener({ data: JSON.stringify(message) });
      super.onmessage = (event) => { if (!globalThis.deaf?.test(event.data)) listener(event); };
    }
  };
});

// ---- What the browser keeps ------------------------------------------------------------------------------------

scene('a browser that keeps nothing takes part all the same', async (scene) => {
  const bob = await scene.person('Bob');
  const page = await scene.window();
  await page.addInitScript(() => {
    for (const storage of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(globalThis, storage, { get() { throw new DOMException('Denied', 'SecurityError'); } });
    }
  });
  await page.reload();
  await join(page, 'Ann');
  await say(page, 'From a private window');
  await sees(bob, 'From a private window');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: '大厅' }).waitFor();
  await page.reload();
  await page.getByLabel('Your name').waitFor();
  assert.deepEqual(page.problems, []);
});

scene('where there is little room, what is needed to come back is kept', async (scene) => {
  const [ann, bob] = [await scene.window(), await scene.person('Bob')];
  await ann.addInitScript(() => {
    const native = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) {
      if (value.length > 5000) throw new DOMException('Full', 'QuotaExceededError');
      native.call(this, name, value);
    };
  });
  await ann.reload();
  await join(ann, 'Ann');
  await enterRoom(ann, 'garden');
  await conversation(ann, 'Bob').click();
  const long = Array.from({ length: 5 }, (_, n) => `${n}. ${'x'.repeat(1500)}`);
  await sayAll(ann, long);
  await conversation(bob, 'Ann').click();
  await sees(bob, '4. x');
  assert.deepEqual(await bubbles(bob), long);
  await conversation(ann, 'garden').click();
  await ann.reload();
  await ann.getByRole('heading', { name: 'garden' }).waitFor();
  assert.deepEqual(ann.problems, []);
});

scene('what was begun is there after a reload', async (scene) => {
  const [ann] = [await scene.person('Ann'), await scene.person('Bob')];
  await text(ann).fill('For all');
  await conversation(ann, 'Bob').click();
  await text(ann).fill('For Bob');
  await ann.reload();
  await ann.getByRole('heading', { name: 'Bob' }).waitFor();
  await shows(() => text(ann).inputValue(), 'For Bob');
  await conversation(ann, 'lobby').click();
  await shows(() => text(ann).inputValue(), 'For all');
});

// ---- Names of people and rooms --------------------------------------------------------------------------------

scene('capitals make no other name and no other room, and the lobby is one in all languages', async (scene) => {
  const page = await scene.person('Anna');
  await scene.person('\u042e\u043b\u044f');
  const other = await scene.window();
  for (const [name, taken] of [['anna', 'Anna'], ['ANNA', 'Anna'], ['\u044e\u043b\u044f', '\u042e\u043b\u044f']]) {
    await join(other, name);
    await other.getByRole('alert').filter({ hasText: `Somebody is here as ${taken} already.` }).waitFor();
  }
  await join(other, 'Ann');
  await enterRoom(other, 'Garden');
  await conversation(page, 'Garden').waitFor();
  await page.getByLabel('Name of a room').fill('garden');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Garden', exact: true }).waitFor();
  for (const lobby of ['LOBBY', '大厅']) {
    await conversation(page, 'Garden').click();
    await page.getByLabel('Name of a room').fill(lobby);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'lobby', exact: true }).waitFor();
  }
  await shows(() => page.locator('#rooms li').count(), 2);
});

// The gateway's answers take their time: two processes ask who is there before either has let somebody in.
scene('of two people who take one name at the same moment one keeps it', async (scene) => {
  const [watcher] = [await scene.person('Watcher'), await scene.addChat()];
  for (let times = 1; ; times++) {
    assert.ok(times <= 12, 'they have never met');
    const name = `Zoe ${times}`;
    const pages = [await scene.window(), await scene.window()];
    const welcomed = new Set();
    for (const page of pages) {
      page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => {
        if (String(payload).includes('"welcome"')) welcomed.add(page);
      }));
      await page.getByLabel('Your name').fill(name);
    }
    await watcher.waitForTimeout(1500);
    await Promise.all(pages.map((page) => page.evaluate(() => document.querySelector('#submit').click())));
    // One is there after a moment, and the other one is told.
    await Promise.any(pages.map((page) => page.getByRole('alert').filter({ hasText: `as ${name} already` }).waitFor()));
    const areIn = () => Promise.all(pages.map((page) => page.locator('#state.online').isVisible()));
    await shows(async () => (await areIn()).toSorted(), [false, true]);
    await notice(watcher, `${name} has joined.`);
    await watcher.waitForTimeout(3000);
    const isIn = await areIn();
    assert.deepEqual(isIn.toSorted(), [false, true]);
    assert.equal((await notices(watcher, `${name} has joined.`)).length, 1);
    assert.deepEqual(await notices(watcher, `${name} has left.`), []);
    await say(pages[isIn.indexOf(true)], `I am ${name}`);
    await sees(watcher, `I am ${name}`);
    for (const page of pages) await scene.shut(page);
    if (welcomed.size === 2) break;
  }
}, '--delay-ms', '200');

scene('rooms of others are seen when they come and go', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await enterRoom(bob, 'garden');
  // Before it asks by itself, which it does every 30 seconds.
  await conversation(ann, 'garden').waitFor({ timeout: 10_000 });
  await bob.getByRole('button', { name: 'Leave garden' }).click();
  await conversation(ann, 'garden').waitFor({ state: 'detached', timeout: 10_000 });
});

scene('a room that PHP does not take holds nobody', async (scene) => {
  const ann = await scene.person('Ann');
  await ann.getByLabel('Name of a room').fill('A\ufe00');
  await ann.getByRole('button', { name: 'Enter', exact: true }).click();
  await ann.getByRole('heading', { name: 'lobby' }).waitFor();
  await notice(ann, 'No room can be named A\ufe00.');
  await shows(() => ann.locator('#rooms li').count(), 1);
  await say(ann, 'Still here');
  await sees(ann, 'Still here');
});

// ---- What is lost on its way -----------------------------------------------------------------------------------

scene('whoever comes back and finds the name taken loses nothing that was written', async (scene) => {
  const [ann, bob] = [await scene.window(), await scene.person('Bob')];
  await heardBy(ann);
  await ann.reload();
  await join(ann, 'Ann');
  await enterRoom(ann, 'garden');
  await enterRoom(bob, 'garden');
  await say(ann, 'Said before');
  await sees(ann, 'Said before');
  await loseNext(ann, '"say"');
  await say(ann, 'Written meanwhile');
  await text(ann).fill('Begun');
  await ann.evaluate(() => globalThis.hear({ is: 'refused', at: Date.now() / 1000, why: 'taken', name: 'Ann' }));
  await ann.getByRole('alert').filter({ hasText: 'Somebody is here as Ann already.' }).waitFor();
  await join(ann, 'Ann 2');
  await ann.getByRole('heading', { name: 'garden' }).waitFor();
  await sees(bob, 'Written meanwhile');
  await sees(ann, 'Written meanwhile');
  assert.deepEqual(await bubbles(ann), ['Said before', 'Written meanwhile']);
  assert.deepEqual(await log(ann).locator('.mine .bubble').allTextContents(), ['Said before', 'Written meanwhile']);
  await shows(() => text(ann).inputValue(), 'Begun');
  // Whoever leaves takes everything along.
  await ann.getByRole('button', { name: 'Leave the chat' }).click();
  await join(ann, 'Ann 3');
  await ann.getByRole('heading', { name: 'lobby' }).waitFor();
  await shows(() => text(ann).inputValue(), '');
  await conversation(ann, 'garden').filter({ hasText: 'enter' }).waitFor();
});

scene('whoever had to wait for an answer has joined once', async (scene) => {
  const ann = await scene.person('Ann');
  scene.chat.signal('SIGSTOP');
  const bob = await scene.window();
  await join(bob, 'Bob');
  // The page asks every two seconds.
  await bob.waitForTimeout(5000);
  scene.chat.signal('SIGCONT');
  await say(bob, 'At last');
  await sees(ann, 'At last');
  assert.equal((await notices(ann, 'Bob has joined.')).length, 1);
});

scene('whoever waits at the door is told why', async (scene) => {
  await scene.chat.stop('SIGKILL');
  const ann = await scene.window();
  await join(ann, 'Ann');
  await ann.getByRole('status').filter({ hasText: 'The chat does not answer.' }).waitFor();
  await scene.restartChat();
  await ann.getByRole('heading', { name: 'lobby' }).waitFor();
  await shows(() => ann.getByText('The chat does not answer.').count(), 0);
});

scene('a room is entered by whoever wants to, though PHP was not there', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await enterRoom(bob, 'garden');
  await scene.chat.stop('SIGKILL');
  await enterRoom(ann, 'garden');
  await sayAll(ann, ['Into the garden']);
  await scene.restartChat();
  await sees(bob, 'Into the garden');
  await notice(bob, 'Ann has entered the room.');
  assert.equal((await notices(bob, 'Ann has entered the room.')).length, 1);
  // The other way round.
  await loseNext(ann, '"leave"');
  await ann.getByRole('button', { name: 'Leave garden' }).click();
  await notice(bob, 'Ann has left the room.');
  await bob.getByText('Only you are here').waitFor();
});

scene('whoever opens a room without a connection enters it with the next one', async (scene) => {
  const [ann, bob] = [await scene.window(), await scene.person('Bob')];
  await enterRoom(bob, 'garden');
  await ann.addInitScript(() => {
    globalThis.WebSocket = class extends WebSocket {
      constructor(address) {
        super(globalThis.isCut ? 'ws://127.0.0.1:9/' : address);
        globalThis.cut = () => { globalThis.isCut = true; this.close(); };
      }
    };
  });
  await ann.reload();
  await join(ann, 'Ann');
  await ann.getByRole('heading', { name: 'lobby' }).waitFor();
  await ann.evaluate(() => globalThis.cut());
  await ann.getByText('Connection lost.').waitFor();
  await enterRoom(ann, 'garden');
  await sayAll(ann, ['Into the garden']);
  await ann.evaluate(() => { globalThis.isCut = false; });
  await sees(bob, 'Into the garden');
  await shows(async () => (await notices(bob, 'Ann')).map((said) => said.slice(0, 25)), ['Ann has entered the room.']);
});

scene('the last lines are asked for until they come', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await enterRoom(bob, 'garden');
  await say(bob, 'Said before');
  await sees(bob, 'Said before');
  await loseNext(ann, '"history"');
  await enterRoom(ann, 'garden');
  await sees(ann, 'Said before');
});

scene('who is there is asked for in the midst of a crowd that comes and goes, too', async (scene) => {
  const ann = await scene.window();
  await heardBy(ann);
  await ann.reload();
  const asked = [];
  ann.on('websocket', (socket) => socket.on('framesent', ({ payload }) => {
    if (String(payload).includes('"who"')) asked.push(payload);
  }));
  await join(ann, 'Ann');
  await ann.getByText('Only you are here').waitFor();
  // A second of the page's own clock, whatever else the machine does.
  await ann.clock.install();
  await ann.clock.pauseAt(await ann.evaluate(() => Date.now() + 500));
  asked.length = 0;
  for (let times = 0; times < 20; times++) {
    await ann.evaluate(() => globalThis.hear({ is: 'entered', at: 1, room: 'lobby', name: 'Bob', again: true }));
    await ann.clock.runFor(50);
  }
  assert.ok(asked.length >= 3 && asked.length <= 12, `${asked.length} questions`);
});

scene('whoever is there has not left, whatever comes late', async (scene) => {
  const ann = await scene.window();
  await heardBy(ann);
  await ann.reload();
  await join(ann, 'Ann');
  await scene.person('Bob');
  await notice(ann, 'Bob has joined.');
  // Two processes: one tells that an old window of Bob has gone, after the other has let him in again.
  await ann.evaluate(() => globalThis.hear({ is: 'left', at: Date.now() / 1000, room: 'lobby', name: 'Bob' }));
  await ann.waitForTimeout(2500);
  assert.deepEqual(await notices(ann, 'Bob has left.'), []);
});

scene('only the one to whom a line goes can say that it is there', async (scene) => {
  const [ann, eve] = [await scene.window(), await scene.person('Eve')];
  await heardBy(ann);
  await ann.reload();
  await join(ann, 'Ann');
  await conversation(ann, 'Eve').waitFor();
  await ann.evaluate(() => { globalThis.deaf = /"said"/; });
  await say(ann, 'For all');
  await sees(eve, 'For all');
  await ann.evaluate(() => {
    const [{ mark }] = JSON.parse(sessionStorage.getItem('chat')).waiting;
    globalThis.hear({ is: 'got', at: Date.now() / 1000, name: 'Eve', mark });
    globalThis.deaf = null;
  });
  await sees(ann, 'For all');
  await conversation(ann, 'Eve').click();
  assert.deepEqual(await bubbles(ann), []);
});

scene('a lost connection is said by a status that was there before', async (scene) => {
  const ann = await scene.person('Ann');
  const status = ann.locator('#offline');
  assert.deepEqual(await status.evaluate((node) => [node.role, node.textContent, node.checkVisibility(), node.offsetHeight]),
    ['status', '', true, 0]);
  const repair = await scene.breakGateway();
  await status.filter({ hasText: 'Connection lost.' }).waitFor();
  await repair();
  await status.filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
});

// ---- What is written -------------------------------------------------------------------------------------------

scene('Enter that ends a word of Chinese input sends nothing', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await text(ann).fill('ni hao');
  // As Chromium tells it; as Safari does, where composing has ended by then; and as it is meant.
  for (const enter of [{ isComposing: true, keyCode: 229 }, { keyCode: 229 }]) {
    await text(ann).evaluate((node, enter) => {
      node.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...enter }));
    }, enter);
    assert.equal(await text(ann).inputValue(), 'ni hao', JSON.stringify(enter));
  }
  await text(ann).fill('你好');
  await text(ann).press('Enter');
  await sees(bob, '你好');
  assert.deepEqual(await bubbles(bob), ['你好']);
});

scene('a text that is too long is kept whole, and said to be', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  const long = 'x'.repeat(2500);
  await text(ann).focus();
  await ann.keyboard.insertText(long);
  await ann.keyboard.press('Enter');
  assert.equal((await text(ann).inputValue()).length, 2500, 'nothing is cut off');
  const said = await text(ann).evaluate((node) => node.validationMessage);
  assert.match(said, /at most 2,000 characters, and this one has 2,500/);
  await text(ann).fill(long.slice(500));
  await ann.keyboard.press('Enter');
  await sees(bob, 'xxx');
  assert.deepEqual(await bubbles(bob), [long.slice(500)]);
  // A heap of lines leaves what others say in sight.
  await say(ann, `top${'\n'.repeat(900)}bottom`);
  await sees(bob, 'bottom');
  assert.ok(await log(bob).locator('.bubble').last().evaluate((node) => node.offsetHeight < innerHeight * 0.8));
});

scene('what nobody sees holds up nothing', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await sayAll(ann, ['\0', '\u0007', 'a\0b', '\ud800', 'last']);
  await sees(bob, 'last');
  assert.deepEqual(await bubbles(bob), ['ab', '\ufffd', 'last']);
});

scene('no character turns an address around', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await say(ann, 'https://example.org/\u202emoc.knab//:sptth and https://example.net/\u2066x');
  await sees(bob, 'example.net');
  assert.deepEqual(await log(bob).locator('.bubble a').allTextContents(), ['https://example.org/', 'https://example.net/']);
});

scene('after Send the next line can be written at once', async (scene) => {
  const ann = await scene.person('Ann');
  await say(ann, 'first');
  await ann.keyboard.type('second');
  assert.equal(await text(ann).inputValue(), 'second');
});

scene('a line of one\'s own is read out once', async (scene) => {
  const ann = await scene.person('Ann');
  await ann.waitForTimeout(1200);
  await ann.evaluate(() => {
    globalThis.added = [];
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) {
        if (node.matches?.('.message')) globalThis.added.push(node.querySelector('.bubble').textContent);
      }
    }).observe(document.querySelector('#entries'), { childList: true });
  });
  await sayAll(ann, ['first', 'second', 'third']);
  await sees(ann, 'third');
  assert.deepEqual(await ann.evaluate(() => globalThis.added), ['first', 'second', 'third']);
  // It looks as if it had been drawn anew.
  const looks = () => log(ann).locator('#entries, .message').evaluateAll((nodes) => nodes.map((node) => node.outerHTML));
  const before = await looks();
  assert.equal(before.length, 3);
  await ann.getByRole('button', { name: '中文' }).click();
  await ann.getByRole('button', { name: 'English' }).click();
  await shows(looks, before);
});

scene('behind open lists nothing of the page takes the focus, and then its title does', async (scene) => {
  const bob = await scene.person('Bob');
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const ann = await scene.person('Ann', phone);
  const isFocused = (locator) => locator.evaluate((node) => node === document.activeElement);
  await shows(() => isFocused(ann.locator('#title')), true);
  await ann.getByRole('button', { name: 'Rooms and people' }).tap();
  await ann.locator('#chat main[inert]').waitFor({ state: 'attached' });
  for (let times = 0; times < 12; times++) {
    await ann.keyboard.press('Tab');
    assert.equal(await ann.evaluate(() => document.activeElement.closest('main, #pane')?.tagName), undefined);
  }
  await conversation(ann, 'Bob').tap();
  await shows(() => isFocused(ann.locator('#title')), true);
  // A phone that is turned has room for both.
  await ann.getByRole('button', { name: 'Rooms and people' }).tap();
  await ann.locator('#chat main[inert]').waitFor({ state: 'attached' });
  await ann.setViewportSize({ width: 844, height: 390 });
  await ann.locator('#chat main:not([inert])').waitFor();
  await say(ann, 'Turned');
  await conversation(bob, 'Ann').filter({ hasText: '1 unread' }).waitFor();
});

scene('the last line stays in sight when there is less room', async (scene) => {
  const ann = await scene.person('Ann');
  await sayAll(ann, Array.from({ length: 40 }, (_, n) => `line ${n + 1}.`));
  await sees(ann, 'line 40.');
  const last = log(ann).locator('.bubble').last();
  // The keyboard of a phone; a text of several lines.
  await ann.setViewportSize({ width: 1100, height: 420 });
  await ann.waitForTimeout(300);
  await shows(() => isInSight(last), true, 'over a keyboard');
  await text(ann).fill('1\n2\n3\n4\n5');
  await ann.waitForTimeout(300);
  await shows(() => isInSight(last), true, 'over a text of several lines');
});

scene('the field grows with its text in browsers that do not do that themselves', async (scene) => {
  const ann = await scene.window();
  await ann.addInitScript(() => { CSS.supports = () => false; });
  await ann.reload();
  await join(ann, 'Ann');
  await text(ann).evaluate((node) => { node.style.fieldSizing = 'fixed'; });
  await text(ann).waitFor();
  const height = async () => (await text(ann).boundingBox()).height;
  const one = await height();
  await text(ann).fill('1\n2\n3');
  assert.ok(await height() > 2 * one, `${one}, ${await height()}`);
  await text(ann).press('Enter');
  await sees(ann, '3');
  await shows(height, one);
});
