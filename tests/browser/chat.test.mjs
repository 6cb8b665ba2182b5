/*
 * The chat page in a real browser: what one person does goes through the gateway, chat.php and the gateway again
 * before another sees it. Pictures are kept in out/browser.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import {
  bubbles, conversation, enterRoom, isInSight, join, log, notice, PATIENCE, picture, say, sayAll, Scene, sees,
  shows, startBrowser, stopBrowser,
} from './scene.mjs';

const HEARTBEAT = '~6YOt5rW35piO~';

before(startBrowser, { timeout: 6 * PATIENCE });
after(stopBrowser);

/** A test with a gateway and a chat.php of its own. */
function scene(name, play) {
  test(name, { timeout: 6 * PATIENCE }, async (t) => play(await Scene.start(t)));
}

const overflow = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
});

scene('two people see each other, and who comes and goes', async (scene) => {
  const ann = await scene.person('Ann');
  await ann.getByText('Nobody else is here yet.').waitFor();
  const bob = await scene.person('Bob');
  await notice(ann, 'Bob has joined.');
  await conversation(ann, 'Bob').waitFor();
  await conversation(bob, 'Ann').waitFor();
  await ann.getByText('2 here: Ann, Bob').waitFor();
  await scene.shut(bob);
  await notice(ann, 'Bob has left.');
  await ann.getByText('Nobody else is here yet.').waitFor();
  await ann.getByText('Only you are here').waitFor();
  assert.deepEqual(ann.problems, []);
});

scene('what is said in a room reaches everybody in it, in order', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  const said = [];
  for (let n = 1; n <= 10; n++) {
    said.push(`Ann ${n}`, `Bob ${n}`);
    await say(ann, `Ann ${n}`);
    await sees(bob, `Ann ${n}`);
    await say(bob, `Bob ${n}`);
    await sees(ann, `Bob ${n}`);
  }
  assert.deepEqual(await bubbles(ann), said);
  assert.deepEqual(await bubbles(bob), said);
});

scene('a room is seen by all, but its messages only by those in it', async (scene) => {
  const [ann, bob, cat] = [await scene.person('Ann'), await scene.person('Bob'), await scene.person('Cat')];
  await enterRoom(ann, 'garden');
  await ann.getByText('Only you are here').waitFor();
  await cat.reload();
  await conversation(cat, 'garden').waitFor();
  await enterRoom(bob, 'garden');
  await notice(ann, 'Bob has entered the room.');
  await say(ann, 'Only for the garden');
  await sees(bob, 'Only for the garden');
  await conversation(ann, 'lobby').click();
  await say(ann, 'For all');
  await sees(cat, 'For all');
  assert.deepEqual(await bubbles(cat), ['For all']);
  // Her own rooms come first, and the tenth is not the second.
  for (const room of ['room 10', 'room 9']) await enterRoom(cat, room);
  await enterRoom(cat, 'west');
  await bob.reload();
  await conversation(bob, 'west').waitFor();
  const rooms = () => bob.locator('#rooms .label').allTextContents();
  await shows(rooms, ['lobby', 'garden', 'room 9', 'room 10', 'west']);
  await enterRoom(bob, 'room 10');
  await shows(rooms, ['lobby', 'garden', 'room 10', 'room 9', 'west']);
  await conversation(bob, 'garden').click();
  await conversation(bob, 'garden').waitFor();
  await bob.getByRole('button', { name: 'Leave garden' }).click();
  await conversation(ann, 'garden').click();
  await notice(ann, 'Bob has left the room.');
  await say(ann, 'Bob is out');
  await sees(ann, 'Bob is out');
  assert.deepEqual(await bubbles(bob), ['For all']);
});

scene('a direct message is seen by the two alone, and waits to be read', async (scene) => {
  const [ann, bob, cat] = [await scene.person('Ann'), await scene.person('Bob'), await scene.person('Cat')];
  await conversation(ann, 'Bob').click();
  await say(ann, 'Between us');
  await sees(ann, 'Between us');
  await conversation(bob, 'Ann').filter({ hasText: '1 unread' }).waitFor();
  await shows(() => bob.title(), '(1) Chat');
  await conversation(bob, 'Ann').click();
  await sees(bob, 'Between us');
  await shows(() => bob.title(), 'Chat');
  await say(bob, 'And back');
  await sees(ann, 'And back');
  await say(cat, 'Nothing here');
  await sees(cat, 'Nothing here');
  assert.deepEqual(await bubbles(cat), ['Nothing here']);
  assert.equal(await cat.locator('.unread').count(), 0);
  await scene.shut(bob);
  await ann.getByText('Not here at the moment').waitFor();
  await say(ann, 'Still there?');
  await notice(ann, 'Bob is not here and has not received this.');
});

scene('texts are texts, whatever is in them', async (scene) => {
  const name = '<b>Ann</b>';
  const ann = await scene.window();
  await join(ann, name);
  await ann.getByText('A name begins with a letter').waitFor();
  await join(ann, 'A<b>nn</b>');
  const bob = await scene.person('Bob & "Co"');
  const text = '<img src=x onerror="document.title=1"><script>document.title = 1</script>\n&amp; 😀 \u202e';
  await say(ann, text);
  await sees(bob, '<img src=x');
  assert.deepEqual(await bubbles(bob), [text.trim()]);
  assert.equal(await log(bob).locator('img, script, .by b b').count(), 0);
  await conversation(bob, 'A<b>nn</b>').waitFor();
  assert.equal(await bob.title(), 'Chat');
  assert.deepEqual([...ann.problems, ...bob.problems], []);
});

scene('a name belongs to one person at a time', async (scene) => {
  const ann = await scene.person('Ann');
  const other = await scene.window();
  await join(other, 'Ann');
  await other.getByRole('alert').filter({ hasText: 'Somebody is here as Ann already.' }).waitFor();
  await join(other, 'Anna');
  await notice(ann, 'Anna has joined.');
  await ann.getByRole('button', { name: 'Leave the chat' }).click();
  await ann.getByLabel('Your name').waitFor();
  await notice(other, 'Ann has left.');
  const third = await scene.person('Ann');
  await notice(other, 'Ann has joined.');
  await conversation(third, 'Anna').waitFor();
});

scene('a reload comes back as the same person in the same rooms', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await enterRoom(ann, 'garden');
  await enterRoom(bob, 'garden');
  // It takes her a second, by Bob's clock.
  await bob.clock.install();
  await bob.clock.pauseAt(await bob.evaluate(() => Date.now() + 500));
  await ann.reload();
  await ann.getByRole('heading', { name: 'garden' }).waitFor();
  await say(ann, 'Here again');
  await sees(ann, 'Here again');
  await bob.clock.runFor(1000);
  await sees(bob, 'Here again');
  await bob.clock.resume();
  // Whoever comes back at once has not left.
  assert.deepEqual(await log(bob).locator('.notice', { hasText: 'left' }).allTextContents(), []);
  // Again and again, while nobody answers.
  await scene.chat.stop('SIGKILL');
  await sayAll(ann, ['While nobody answers']);
  await ann.reload();
  await ann.reload();
  await scene.restartChat();
  await ann.getByRole('heading', { name: 'garden' }).waitFor();
  await sees(bob, 'While nobody answers');
});

scene('after a breakdown of the gateway everybody comes back without doing anything', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await enterRoom(ann, 'garden');
  await enterRoom(bob, 'garden');
  const repair = await scene.breakGateway();
  await ann.getByText('Connection lost. Trying again …').waitFor();
  await say(ann, 'Written meanwhile');
  await say(ann, 'And this');
  await log(ann).locator('.waits .bubble', { hasText: 'And this' }).waitFor();
  await picture(ann, 'offline');
  await repair();
  await sees(ann, 'And this');
  await sees(bob, 'And this');
  assert.deepEqual(await bubbles(bob), ['Written meanwhile', 'And this']);
  assert.deepEqual(await bubbles(ann), ['Written meanwhile', 'And this']);
});

scene('the heartbeat is sent well before the gateway would close', async (scene) => {
  const page = await scene.window();
  const sent = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(payload)));
  await page.clock.install();
  await join(page, 'Ann');
  await page.getByRole('heading', { name: 'lobby' }).waitFor();
  for (let minute = 1; minute <= 3; minute++) {
    await page.clock.runFor(60_000);
    // A question and its answer: what was sent before has been sent.
    await say(page, `minute ${minute}`);
    await sees(page, `minute ${minute}`);
    assert.ok(sent.filter((payload) => payload === HEARTBEAT).length >= minute, `minute ${minute}`);
  }
});

scene('the last 50 lines of a room survive a reload, and whoever comes new sees them', async (scene) => {
  const ann = await scene.person('Ann');
  const texts = Array.from({ length: 55 }, (_, n) => `line ${n + 1}.`);
  await sayAll(ann, texts);
  await sees(ann, 'line 55.');
  assert.deepEqual(await bubbles(ann), texts);
  await scene.restartChat();
  await ann.reload();
  await sees(ann, 'line 55.');
  assert.deepEqual(await bubbles(ann), texts.slice(5));
  const bob = await scene.person('Bob');
  await sees(bob, 'line 55.');
  assert.deepEqual(await bubbles(bob), texts.slice(5));
  assert.equal(await bob.locator('.unread').count(), 0, 'what was said before is not new');
  await say(bob, 'And one more.');
  await sees(ann, 'And one more.');
});

scene('a line that PHP has not taken is sent again, and one that it takes twice is there once', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  // Nobody hears the first one: no process is registered. The next ones wait for it.
  await scene.chat.stop('SIGKILL');
  await sayAll(ann, ['first', 'second', 'third']);
  await shows(() => log(ann).locator('.waits').count(), 3);
  await ann.waitForTimeout(300);
  await scene.restartChat();
  await sees(bob, 'third');
  assert.deepEqual(await bubbles(bob), ['first', 'second', 'third']);
  // The same line, with its mark, twice.
  const sent = [];
  const cat = await scene.window();
  cat.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(payload)));
  await join(cat, 'Cat');
  await say(cat, 'once');
  await sees(bob, 'once');
  const twice = sent.find((payload) => payload.includes('"once"'));
  await cat.evaluate((payload) => {
    const native = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
      if (data.includes('"next"')) native.call(this, payload);
      native.call(this, data);
    };
  }, twice);
  await say(cat, 'next');
  await sees(bob, 'next');
  assert.deepEqual((await bubbles(bob)).slice(3), ['once', 'next']);
  await bob.reload();
  await sees(bob, 'next');
  assert.deepEqual((await bubbles(bob)).slice(3), ['once', 'next']);
});

scene('a direct conversation survives a reload, in its own tab only', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await conversation(ann, 'Bob').click();
  await say(ann, 'Between us');
  await sees(ann, 'Between us');
  await ann.reload();
  await ann.getByRole('heading', { name: 'Bob' }).waitFor();
  await sees(ann, 'Between us');
  await scene.shut(ann);
  const next = await scene.person('Ann');
  await conversation(next, 'Bob').click();
  assert.deepEqual(await bubbles(next), []);
  await conversation(bob, 'Ann').click();
  await sees(bob, 'Between us');
});

scene('a direct line that is lost on its way comes again, and once', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.window()];
  // What comes to Bob is lost, as if his gateway had been killed that moment; then his answer.
  await bob.evaluate(() => {
    let lost = 0;
    globalThis.WebSocket = class extends WebSocket {
      set onmessage(listener) {
        super.onmessage = (event) => {
          if (!String(event.data).includes('"told"') || ++lost > 1) listener(event);
        };
      }
      send(data) {
        if (!String(data).includes('"got"') || ++lost > 3) super.send(data);
      }
    };
  });
  await join(bob, 'Bob');
  await conversation(ann, 'Bob').click();
  await conversation(bob, 'Ann').click();
  await sayAll(ann, ['first', 'second']);
  // It is sent three times, four seconds apart.
  ann.context().setDefaultTimeout(2 * PATIENCE);
  await sees(ann, 'second');
  await sees(bob, 'second');
  assert.deepEqual(await bubbles(bob), ['first', 'second']);
  assert.deepEqual(await bubbles(ann), ['first', 'second']);
  assert.equal(await log(ann).locator('.notice').count(), 0);
});

scene('a room whose lines cannot be kept holds nobody up, and goes on when they can', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  const file = scene.file('lobby');
  // As if the disk were full.
  mkdirSync(`${file}.new`);
  await say(ann, 'Into the lobby');
  await enterRoom(ann, 'garden');
  await say(ann, 'Into the garden');
  await sees(ann, 'Into the garden');
  await conversation(ann, 'lobby').click();
  await log(ann).locator('.waits').waitFor();
  await scene.chat.says(/cannot be written: is the disk full/);
  rmdirSync(`${file}.new`);
  await sees(bob, 'Into the lobby');
  // As a machine without power leaves it.
  for (const [n, rest] of ['', '[{"id":17', '"text"'].entries()) {
    writeFileSync(file, rest);
    await say(ann, `After that ${n}`);
    await sees(bob, `After that ${n}`);
  }
  await scene.chat.says(/What is left of them: \S+\.json\.broken$/);
  assert.ok(existsSync(`${file}.broken`));
  await bob.reload();
  await sees(bob, 'After that 2');
});

scene('what was begun for one person does not go to others', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await conversation(ann, 'Bob').click();
  const text = ann.getByLabel('Message');
  await text.fill('Only for Bob');
  await conversation(ann, 'lobby').click();
  assert.equal(await text.inputValue(), '');
  await text.fill('For all');
  await conversation(ann, 'Bob').click();
  assert.equal(await text.inputValue(), 'Only for Bob');
  await ann.getByRole('button', { name: 'Send' }).click();
  await conversation(bob, 'Ann').click();
  await sees(bob, 'Only for Bob');
  await conversation(ann, 'lobby').click();
  assert.equal(await text.inputValue(), 'For all');
});

scene('what has not been read is still counted after a reload, and so is what was said meanwhile', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await enterRoom(bob, 'garden');
  await say(ann, 'one');
  await conversation(bob, 'lobby').filter({ hasText: '1 unread' }).waitFor();
  await bob.goto('about:blank');
  await say(ann, 'two');
  await sees(ann, 'two');
  await bob.goBack();
  await bob.getByRole('heading', { name: 'garden' }).waitFor();
  await conversation(bob, 'lobby').filter({ hasText: '2 unread' }).waitFor();
  await shows(() => bob.title(), '(2) Chat');
});

scene('a room is left by the window that leaves it, and by no other', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await enterRoom(ann, 'garden');
  await enterRoom(bob, 'garden');
  // A duplicated tab has the same storage.
  const second = await ann.context().newPage();
  await second.addInitScript((saved) => sessionStorage.getItem('chat') ?? sessionStorage.setItem('chat', saved),
    await ann.evaluate(() => sessionStorage.getItem('chat')));
  await second.goto(scene.gateway.page);
  await second.getByRole('heading', { name: 'garden' }).waitFor();
  await second.getByText('2 here: Ann, Bob').waitFor();
  await ann.getByRole('button', { name: 'Leave garden' }).click();
  await say(second, 'Still here');
  await sees(bob, 'Still here');
  await bob.waitForTimeout(2500);
  assert.deepEqual(await log(bob).locator('.notice', { hasText: 'left' }).allTextContents(), []);
  // Two processes may handle the two commands in the other order.
  await second.evaluate(() => {
    const native = WebSocket.prototype.send;
    let held = null;
    WebSocket.prototype.send = function (data) {
      if (held === null && data.includes('"leave"')) held = data;
      else native.call(this, data);
      if (held && data.includes('"enter"')) {
        native.call(this, held);
        held = '';
      }
    };
  });
  await second.getByRole('button', { name: 'Leave garden' }).click();
  await conversation(second, 'garden').click();
  await say(second, 'And again');
  await sees(bob, 'And again');
});

scene('no name looks like another one, or covers what is around it', async (scene) => {
  const page = await scene.person('Andr\u00e9 Lee');
  const key = 'k'.repeat(20);
  const names = ['Andr\u00e9\u00a0Lee', 'Andr\u00e9  Lee', 'Ann\u3164', 'Ann\ufe0f', 'Ann\u200b', '\u202eAnn',
    `A${'\u0301'.repeat(9)}`];
  for (const name of names) {
    const [answer] = await scene.raw(page, JSON.stringify({ do: 'join', name, key }));
    assert.equal(answer.why, 'name', JSON.stringify(name));
  }
  // Whoever types such a thing by accident means the same name.
  const other = await scene.window();
  for (const name of ['Andre\u0301 Lee', ' Andr\u00e9\u00a0 Lee\u200b', 'Andr\u00e9 \ufe0fLee']) {
    await join(other, name);
    await other.getByRole('alert').filter({ hasText: 'Somebody is here as Andr\u00e9 Lee already.' }).waitFor();
  }
  // In Chinese the lobby has another name.
  const chinese = await scene.person('\u5c0f\u660e', { locale: 'zh-CN' });
  await chinese.getByLabel('要进入或新开的房间名').fill('大厅');
  await chinese.keyboard.press('Enter');
  await chinese.waitForTimeout(300);
  assert.equal(await chinese.locator('#rooms li').count(), 1);
});

scene('rubbish does no harm', async (scene) => {
  const ann = await scene.person('Ann');
  const join = JSON.stringify({ do: 'join', name: 'Eve', key: 'k'.repeat(20) });
  await scene.raw(ann, '', '[]', '1', 'null', '"x"', '{"do":[]}', '[[[[', '['.repeat(600), '{"do":"join","name":{}}', join,
    ...['1e400', '-99999999999999999999', '[1]', '-5', 'null'].map((after) => `{"do":"history","room":"lobby","after":${after}}`),
    '{"do":"say","room":"lobby","text":["a"]}', '{"do":"say","room":"lobby","text":"\\ud800"}',
    '{"do":"say","room":"~pane","text":"x"}', '{"do":"enter","room":"constructor"}', '{"do":"enter","room":"__proto__"}',
    '{"do":"got","to":"Ann","mark":"x"}', '{"do":"tell","to":"Nobody","text":"x"}');
  await notice(ann, 'Eve has left.');
  await say(ann, 'All is well');
  await sees(ann, 'All is well');
  assert.deepEqual(ann.problems, []);
  assert.doesNotMatch(scene.chat.said, /failed|Warning|Error/);
});

scene('whoever reads further up is left there, and told of new lines', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  const newest = ann.getByRole('button', { name: 'New messages' });
  await sayAll(bob, Array.from({ length: 40 }, (_, n) => `line ${n + 1}.`));
  await sees(ann, 'line 40.');
  await shows(() => newest.isVisible(), false, 'nothing is hidden from her');
  const top = () => ann.locator('#log').evaluate((node) => node.scrollTop);
  // What the page has set itself is drawn before, and what is set here it hears of when that is drawn.
  await ann.locator('#log').evaluate(async (node) => {
    const drawn = async () => { for (let n = 0; n < 2; n++) await new Promise(requestAnimationFrame); };
    do {
      await drawn();
      node.scrollTop = 20;
      await drawn();
    } while (node.scrollTop !== 20);
  });
  await say(bob, 'You have not seen this');
  await newest.waitFor();
  assert.equal(await top(), 20);
  await newest.click();
  await newest.waitFor({ state: 'hidden' });
  await shows(() => log(ann).locator('.bubble').last().evaluate((node) => {
    const { bottom } = node.getBoundingClientRect();
    return bottom <= document.querySelector('#typing').getBoundingClientRect().top;
  }), true, 'the last line is in sight');
});

scene('one more line after a thousand is laid out alone', async (scene) => {
  const page = await scene.person('Ann');
  await sayAll(page, ['short', 'a longer one, with some words']);
  await sees(page, 'a longer one');
  const [one, all] = await page.evaluate(() => {
    const [entries, log] = [document.querySelector('#entries'), document.querySelector('#log')];
    const models = [...entries.children];
    const add = (n) => entries.append(models[n % models.length].cloneNode(true));
    for (let n = 0; n < 1000; n++) add(n);
    const time = (change) => {
      const took = Array.from({ length: 9 }, (_, n) => {
        const from = performance.now();
        change(n);
        log.scrollTop = log.scrollHeight;
        return performance.now() - from;
      });
      return Math.min(...took);      // what else the machine does counts least there
    };
    time(add);
    return [time(add), time((n) => { entries.style.fontSize = `${15 + n % 2}px`; })];
  });
  assert.ok(one * 3 < all, `${one} ms for one, ${all} ms for all`);
});

scene('web addresses become links, and nothing else does', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await say(ann, [
    'See https://example.org/a_(b)?x=1&y=2#z. (Or http://example.com/path/!)', '看https://example.net/中文，好的',
    'javascript:alert(1) data:text/html,x ftp://example.org https://', 'https://example.org/"onmouseover="alert(1)',
    'https://example.org/<img/src=x>',
  ].join('\n'));
  await sees(bob, 'See https');
  for (const page of [ann, bob]) {
    const links = log(page).locator('.bubble a');
    assert.deepEqual(await links.allTextContents(), [
      'https://example.org/a_(b)?x=1&y=2#z', 'http://example.com/path/', 'https://example.net/中文',
      'https://example.org/', 'https://example.org/',
    ]);
    for (const link of await links.all()) {
      assert.deepEqual(await link.evaluate((node) => node.getAttributeNames().sort()), ['class', 'href', 'rel', 'target']);
      assert.match(await link.getAttribute('href'), /^https?:\/\//);
      assert.ok((await link.getAttribute('rel')).split(' ').includes('noopener'));
    }
    assert.equal(await log(page).locator('img').count(), 0);
    assert.deepEqual(page.problems, []);
  }
});

scene('whoever types is seen to do so, until the line is there', async (scene) => {
  const [ann, bob, cat] = [await scene.person('Ann'), await scene.person('Bob'), await scene.person('Cat')];
  await ann.getByLabel('Message').pressSequentially('Hel');
  await bob.getByText('Ann is typing …').waitFor();
  // They go on until it is seen: a sign of typing counts for a few seconds.
  let typing = true;
  const type = async (page) => {
    while (typing) {
      await page.getByLabel('Message').press('e');
      await page.waitForTimeout(200);
    }
  };
  const [anns, cats] = [type(ann), type(cat)];
  await bob.getByText('Ann and Cat are typing …').waitFor().finally(() => { typing = false; });
  await Promise.all([anns, cats]);
  await picture(bob, 'typing');
  assert.equal(await ann.getByText('Ann is typing').count(), 0);
  await say(ann, 'Hello');
  await sees(bob, 'Hello');
  await shows(() => bob.getByText('Ann', { exact: false }).filter({ hasText: 'typing' }).count(), 0);
  await conversation(ann, 'Bob').click();
  await ann.getByLabel('Message').pressSequentially('Ps');
  await conversation(bob, 'Ann').click();
  await bob.getByText('Ann is typing …').waitFor();
  await bob.getByText('Ann is typing …').waitFor({ state: 'detached' });
  // Whoever has begun a line and gone has left nothing.
  const dora = await scene.person('Dora');
  await conversation(dora, 'Bob').click();
  await dora.getByLabel('Message').pressSequentially('We');
  await dora.waitForTimeout(300);
  await scene.shut(dora);
  await notice(cat, 'Dora has left.');
  await conversation(bob, 'Dora').waitFor({ state: 'detached' });
});

scene('after joining the page says what to do next, until it is done or closed', async (scene) => {
  const ann = await scene.person('Ann');
  const next = ann.getByRole('region', { name: 'You are in, Ann. What next?' });
  await next.waitFor();
  await shows(() => next.locator('li:visible').count(), 2, 'without a second gateway none can be killed');
  const [window] = await Promise.all([
    ann.context().waitForEvent('page'),
    next.getByRole('button', { name: 'Open a second window' }).click(),
  ]);
  await join(window, 'Bob');
  await next.locator('li.done', { hasText: 'second window' }).waitFor();
  await say(ann, 'Hello');
  await next.waitFor({ state: 'hidden' });
  const other = window.getByRole('region', { name: 'You are in, Bob.' });
  await other.getByRole('button', { name: 'Close' }).click();
  await other.waitFor({ state: 'hidden' });
  await window.reload();
  await sees(window, 'Hello');
  assert.equal(await other.isVisible(), false);
});

scene('it speaks Chinese to whoever prefers that, and can be switched', async (scene) => {
  const page = await scene.window({ locale: 'zh-CN' });
  await page.getByRole('heading', { name: '加入聊天' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
  await join(page, '小明');
  await page.getByRole('heading', { name: '大厅' }).waitFor();
  await scene.person('Bob');
  await notice(page, 'Bob 来了。');
  await page.getByRole('button', { name: 'English' }).click();
  await notice(page, 'Bob has joined.');
  await page.getByRole('heading', { name: 'lobby' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Leave the chat' }).waitFor();
  // Nothing of the other language is left, and no text is missing.
  const texts = await page.evaluate(() => document.body.innerText);
  assert.doesNotMatch(texts.replace(/小明|小|中文/g, ''), /\p{Script=Han}|undefined/u);
});

for (const colorScheme of ['light', 'dark']) {
  scene(`twelve people have twelve colours that can be read, ${colorScheme}`, async (scene) => {
    const page = await scene.person('Ann', { colorScheme });
    const { people: pairs, disabled } = await page.evaluate(async () => {
      const { dress, element, paint } = await import('./view.js');
      const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const rgb = (color) => {
        pen.fillStyle = color;
        pen.fillRect(0, 0, 1, 1);
        return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      const button = document.querySelector('#compose').appendChild(element('button', 'danger', 'Kill'));
      button.disabled = true;
      const { color, backgroundColor, opacity } = getComputedStyle(button);
      const disabled = [rgb(color), opacity === '1' ? rgb(backgroundColor) : rgb(color)];
      const people = Array.from({ length: 12 }, (_, n) => {
        const [item, by] = [element('li', 'message'), element('div', 'by')];
        const [name, avatar] = [paint(element('b', '', `P${n}`), `P${n}`), dress(element('span', 'avatar'), `P${n}`)];
        by.append(name);
        item.append(avatar, by);
        document.querySelector('#entries').append(item);
        const look = (node) => getComputedStyle(node);
        return {
          name: [rgb(look(name).color), rgb(look(document.querySelector('#chat main')).backgroundColor)],
          avatar: [rgb(look(avatar).color), rgb(look(avatar).backgroundColor)],
        };
      });
      return { people, disabled };
    });
    const luminance = (color) => color
      .map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
      .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);
    const contrast = (pair) => {
      const [dark, bright] = pair.map(luminance).sort((a, b) => a - b);
      return (bright + 0.05) / (dark + 0.05);
    };
    assert.ok(contrast(disabled) >= 4.5, `a button that cannot be pressed: ${JSON.stringify(disabled)}`);
    for (const { name, avatar } of pairs) {
      assert.ok(contrast(name) >= 4.5, `a name: ${JSON.stringify(name)} ${contrast(name)}`);
      assert.ok(contrast(avatar) >= 4.5, `an avatar: ${JSON.stringify(avatar)} ${contrast(avatar)}`);
    }
    // Ann has one as well: twelve of thirteen differ at least.
    const colours = pairs.map(({ name: [color] }) => color);
    const far = (a, b) => Math.hypot(...a.map((part, n) => part - b[n]));
    const close = colours.flatMap((a, i) => colours.slice(i + 1).map((b) => far(a, b))).filter((d) => d < 15).length;
    assert.ok(close <= 1, `${close} pairs look alike: ${JSON.stringify(colours)}`);
  });
}

scene('on a phone nothing sticks out, and the lists slide in', async (scene) => {
  const phone = { viewport: { width: 375, height: 667 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
  const page = await scene.window(phone);
  await shows(() => overflow(page), 0);
  await picture(page, 'phone-join');
  await join(page, 'Annabel-Wolfeschlegelst');
  await page.getByRole('heading', { name: 'lobby' }).waitFor();
  const bob = await scene.person('Bob');
  await say(bob, 'Hi! Shall we meet at the lake on Sunday? I can bring the boat, and there is room for two more.');
  await say(bob, `https://example.org/${'a-very-long-address-'.repeat(8)}`);
  await say(page, 'Yes, gladly.');
  await sees(page, 'Yes, gladly.');
  await say(page, 'W'.repeat(200));
  await sees(bob, 'WWWW');
  await shows(() => overflow(page), 0);
  await picture(page, 'phone');
  const menu = page.getByRole('button', { name: 'Rooms and people' });
  await menu.tap();
  await shows(() => menu.getAttribute('aria-expanded'), 'true');
  await conversation(page, 'Bob').waitFor();
  await page.waitForTimeout(300);
  await shows(() => overflow(page), 0);
  await picture(page, 'phone-lists');
  for (const entry of await page.locator('#lists li button').all()) {
    assert.ok((await entry.boundingBox()).height >= 40, 'each entry is large enough for a finger');
  }
  await conversation(page, 'Bob').tap();
  await page.getByRole('heading', { name: 'Bob' }).waitFor();
  await shows(() => menu.getAttribute('aria-expanded'), 'false');
  await say(page, 'Do you hear me?');
  await conversation(bob, 'Annabel-Wolfeschlegelst').filter({ hasText: '1 unread' }).waitFor();
});

scene('with little room, and with much that was said, all is within reach', async (scene) => {
  const bob = await scene.person('Bob');
  await sayAll(bob, Array.from({ length: 30 }, (_, n) => `line ${n + 1}.`));
  await sees(bob, 'line 30.');
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const page = await scene.person('Ann', phone);
  await sees(page, 'line 30.');
  const next = page.getByRole('region', { name: 'You are in, Ann. What next?' });
  await shows(() => isInSight(next.locator('h2')), true, 'what to do next is seen');
  // Each thing to press is 40 pixels high, or what can be pressed around it.
  const small = await page.evaluate(() => {
    document.querySelector('#chat').classList.add('lists-open');
    return [...document.querySelectorAll('button:not(.link), input, textarea')]
      .filter((node) => node.checkVisibility() && (node.offsetHeight < 40 || node.offsetWidth < 40))
      .map((node) => node.id || node.textContent);
  });
  assert.deepEqual(small, []);
  await page.evaluate(() => document.querySelector('#chat').classList.remove('lists-open'));
  await page.setViewportSize({ width: 667, height: 375 });
  await say(page, 'On its side');
  await sees(bob, 'On its side');
  await shows(() => isInSight(page.getByLabel('Message')), true);
  await picture(page, 'phone-landscape');
  // With colours of the reader's own there are no backgrounds.
  await page.emulateMedia({ forcedColors: 'active' });
  for (const what of ['.bubble', '.lists [aria-current]', '.primary']) {
    const style = await page.locator(`#chat ${what}`).first().evaluate((node) => getComputedStyle(node).borderTopStyle);
    assert.equal(style, 'solid', what);
  }
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
  assert.equal(await log(page).locator('li').count(), 0, 'a log is no list');
});

scene('names and lines from right to left leave what is around them where it is', async (scene) => {
  const [page, other] = [await scene.person('Ann'), await scene.person('\u05e9\u05dc\u05d5\u05dd')];
  await say(other, '\u05e9\u05dc\u05d5\u05dd!');
  await sees(page, '!');
  const [name, time, first, last] = await log(page).locator('.message').evaluate((node) => {
    const text = node.querySelector('.bubble').firstChild;
    const character = (n) => {
      const range = document.createRange();
      range.setStart(text, n);
      range.setEnd(text, n + 1);
      return range;
    };
    return [node.querySelector('b'), node.querySelector('time'), character(0), character(4)]
      .map((what) => what.getBoundingClientRect().left);
  });
  assert.ok(name < time, 'the time stands behind the name');
  assert.ok(last < first, 'the line ends on the left');
});

scene('it can be used with the keyboard alone', async (scene) => {
  const bob = await scene.person('Bob');
  const page = await scene.window();
  await page.locator('#name:focus').waitFor();
  await page.keyboard.type('Ann');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'lobby' }).waitFor();
  await page.locator('#text:focus').waitFor();
  await page.keyboard.type('first line');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('second line');
  await page.keyboard.press('Enter');
  await sees(bob, 'second line');
  assert.deepEqual(await bubbles(bob), ['first line\nsecond line']);
});
