/*
 * The chat page in a real browser: what one person does goes through the gateway, chat.php and the gateway again
 * before another sees it. Pictures are kept in out/browser.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  bubbles, conversation, enterRoom, join, log, notice, openWindow, PATIENCE, picture, say, Scene, sees, startBrowser,
  startDemo, stopBrowser,
} from './scene.mjs';

const HEARTBEAT = '~6YOt5rW35piO~';

before(startBrowser, { timeout: 60_000 });
after(stopBrowser);

/** A test with a gateway and a chat.php of its own. */
function scene(name, play) {
  test(name, { timeout: 60_000 }, async (t) => play(await Scene.start(t)));
}

const isEnabled = async (locator) => {
  const deadline = Date.now() + PATIENCE;
  while (!(await locator.isEnabled())) {
    assert.ok(Date.now() < deadline, `${locator} stays disabled`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

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
  await conversation(bob, 'garden').waitFor();
  await bob.getByRole('button', { name: 'Leave room' }).click();
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
  assert.equal(await bob.title(), '(1) Chat');
  await conversation(bob, 'Ann').click();
  await sees(bob, 'Between us');
  assert.equal(await bob.title(), 'Chat');
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
  await ann.getByRole('button', { name: 'Leave', exact: true }).click();
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
  await ann.reload();
  await ann.getByRole('heading', { name: 'garden' }).waitFor();
  await isEnabled(ann.getByRole('button', { name: 'Send' }));
  await say(ann, 'Here again');
  await sees(bob, 'Here again');
});

scene('after a breakdown of the gateway everybody comes back without doing anything', async (scene) => {
  const [ann, bob] = [await scene.person('Ann'), await scene.person('Bob')];
  await enterRoom(ann, 'garden');
  await enterRoom(bob, 'garden');
  const repair = await scene.breakGateway();
  await ann.getByText('Connection lost. Trying again …').waitFor();
  assert.equal(await ann.getByRole('button', { name: 'Send' }).isEnabled(), false);
  await ann.getByLabel('Message').fill('Written meanwhile');
  await picture(ann, 'offline');
  await repair();
  await isEnabled(ann.getByRole('button', { name: 'Send' }));
  await isEnabled(bob.getByRole('button', { name: 'Send' }));
  await ann.getByRole('button', { name: 'Send' }).click();
  await sees(bob, 'Written meanwhile');
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

scene('on a phone nothing sticks out, and the lists slide in', async (scene) => {
  const phone = { viewport: { width: 375, height: 667 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
  const page = await scene.window(phone);
  assert.equal(await overflow(page), 0);
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
  assert.equal(await overflow(page), 0);
  await picture(page, 'phone');
  const menu = page.getByRole('button', { name: 'Rooms and people' });
  await menu.tap();
  assert.equal(await menu.getAttribute('aria-expanded'), 'true');
  await conversation(page, 'Bob').waitFor();
  await page.waitForTimeout(300);
  assert.equal(await overflow(page), 0);
  await picture(page, 'phone-lists');
  for (const entry of await page.locator('#lists li button').all()) {
    assert.ok((await entry.boundingBox()).height >= 40, 'each entry is large enough for a finger');
  }
  await conversation(page, 'Bob').tap();
  await page.getByRole('heading', { name: 'Bob' }).waitFor();
  assert.equal(await menu.getAttribute('aria-expanded'), 'false');
  await say(page, 'Do you hear me?');
  await conversation(bob, 'Annabel-Wolfeschlegelst').filter({ hasText: '1 unread' }).waitFor();
});

scene('it can be used with the keyboard alone', async (scene) => {
  const bob = await scene.person('Bob');
  const page = await scene.window();
  await page.keyboard.type('Ann');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'lobby' }).waitFor();
  await isEnabled(page.getByRole('button', { name: 'Send' }));
  await page.keyboard.type('first line');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('second line');
  await page.keyboard.press('Enter');
  await sees(bob, 'second line');
  assert.deepEqual(await bubbles(bob), ['first line\nsecond line']);
});

for (const colorScheme of ['light', 'dark']) {
  scene(`a picture of the page, ${colorScheme}`, async (scene) => {
    const ann = await scene.person('Ann', { colorScheme, deviceScaleFactor: 2 });
    const [bob, cat] = [await scene.person('Bob'), await scene.person('Çatay')];
    await enterRoom(bob, 'garden');
    await enterRoom(cat, 'music');
    await conversation(bob, 'lobby').click();
    await conversation(cat, 'lobby').click();
    for (const [page, text] of [
      [ann, 'Good morning, everybody!'], [bob, 'Good morning, Ann.'], [bob, 'Has anybody tried the new release?'],
      [cat, 'I have: on two gateways, behind php-fpm. It has been quiet since yesterday, and the log is empty.'],
      [ann, 'Same here. I like it when there is nothing to tell.'],
    ]) {
      await say(page, text);
      await sees(ann, text);
    }
    await conversation(cat, 'Ann').click();
    await say(cat, 'By the way, lunch?');
    await conversation(ann, 'Çatay').filter({ hasText: '1 unread' }).waitFor();
    await picture(ann, `desktop-${colorScheme}`);
    const window = await scene.window({ colorScheme });
    await picture(window, `join-${colorScheme}`);
  });
}

test('the demo prints the address of a page that works, and ends with Ctrl-C', { timeout: 60_000 }, async (t) => {
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
