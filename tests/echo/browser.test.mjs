/* The bundles of laravel-echo and pusher-js as they come from npm, in Chromium. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openWindow, startBrowser, stopBrowser } from './support/browser.mjs';
import { APP } from './support/clients.mjs';
import { generations, Scene } from './support/scene.mjs';

before(startBrowser);
after(stopBrowser);

/** How a page reaches the gateway: at once, or by wss:// through nginx. */
const WAYS = { 5: { tls: false, script: 'pusher.js' }, 8: { tls: true, script: 'pusher-with-encryption.js' } };

/** A page with an Echo of that user, connected. */
async function person(scene, user, { tls, script }) {
  const page = await openWindow(`${scene.laravel.url}/page?script=${script}`);
  const [wsHost, port] = scene.address.split(':');
  const broadcaster = tls ? 'reverb' : 'pusher';
  const options = { broadcaster, key: APP.NETSVR_APP_KEY, wsHost, wsPort: +port, wssPort: +port, forceTLS: tls };
  await page.evaluate(([options, user]) => connect(options, user), [options, String(user)]);
  await page.waitForFunction(() => echo.connectionStatus() === 'connected');
  return page;
}

const sees = (page, source, item) => page.waitForFunction(
  ([source, item]) => seen[source]?.some((one) => JSON.stringify(one) === item), [source, JSON.stringify(item)]);
const all = (page) => page.evaluate(() => seen);

for (const generation of generations) {
  const way = WAYS[generation];
  test(`two people in Chromium, ${way.tls ? 'wss:// and ' : ''}${way.script} (${generation})`, { timeout: 240_000 }, async (t) => {
    const scene = await Scene.start(generation, { nginx: way.tls, tls: way.tls });
    t.after(() => scene.stop());
    t.after(() => Promise.all(pages.map((page) => page.context().close())));
    const pages = [await person(scene, 1, way), await person(scene, 2, way)];
    const [ann, bob] = pages;
    try {
      for (const [index, page] of pages.entries()) {
        await page.evaluate((user) => {
          echo.channel('news').listen('.said', take('news')).subscribed(take('subscribed'));
          echo.private(`orders.${user}`).listen('.said', take('order'));
          echo.private('orders.99').error(take('refused'));
          echo.join('room.1').here(take('here')).joining(take('joining')).leaving(take('leaving'))
            .listenForWhisper('typing', take('whispers'));
          echo.connector.pusher.signin();
        }, index + 1);
        await page.waitForFunction((user) => echo.connector.pusher.user.user_data?.id === String(user), index + 1);
        await page.waitForFunction(() => echo.join('room.1').subscription.subscribed && seen.subscribed);
        await page.waitForFunction((user) => echo.private(`orders.${user}`).subscription.subscribed, index + 1);
        await page.waitForFunction(() => seen.refused?.[0].status === 403);
      }
      await sees(ann, 'joining', { name: 'user 2' });
      await bob.waitForFunction(() => seen.here);
      assert.deepEqual((await all(bob)).here[0].map(({ name }) => name).sort(), ['user 1', 'user 2']);

      await ann.evaluate(() => echo.join('room.1').whisper('typing', { text: 'Grüß' }));
      await sees(bob, 'whispers', { text: 'Grüß' });
      const socketId = await ann.evaluate(() => echo.socketId());
      const channels = ['news', 'private-orders.1', 'private-orders.2'];
      await scene.broadcast({ event: 'said', channels, data: { id: 1 }, others: true }, { socketId });
      await sees(bob, 'news', { id: 1 });
      await sees(bob, 'order', { id: 1 });
      await scene.broadcast({ event: 'said', channels, data: { id: 2 } });
      for (const page of pages) for (const source of ['news', 'order']) await sees(page, source, { id: 2 });
      const seen = await all(ann);
      assert.deepEqual([seen.news, seen.order, seen.whispers], [[{ id: 2 }], [{ id: 2 }], undefined]);

      if (way.script.includes('encryption')) {
        await ann.evaluate(() => echo.encryptedPrivate('orders.1').listen('.said', take('secret')));
        await ann.waitForFunction(() => echo.encryptedPrivate('orders.1').subscription.subscribed);
        await scene.broadcast({ event: 'said', channels: ['private-encrypted-orders.1'], data: { for: 'your eyes' } });
        await sees(ann, 'secret', { for: 'your eyes' });
      }

      // The gateway breaks down: both come back by themselves.
      const before = await Promise.all(pages.map((page) => page.evaluate(() => echo.socketId())));
      await scene.gateway.kill();
      await scene.gateway.again();
      for (const [index, page] of pages.entries()) {
        await page.waitForFunction((before) => echo.connectionStatus() === 'connected' && echo.socketId() !== before
          && echo.join('room.1').subscription.members.count === 2 && echo.channel('news').subscription.subscribed, before[index]);
      }
      await scene.broadcast({ event: 'said', channels: ['news'], data: { id: 3 } });
      for (const page of pages) await sees(page, 'news', { id: 3 });
      await bob.context().close();
      await sees(ann, 'leaving', { name: 'user 2' });
      assert.deepEqual(pages.map(({ problems }) => problems), [[], []]);
    } catch (error) {
      const seen = await Promise.all(pages.map((page) => all(page).catch(String)));
      error.stack += `\n${JSON.stringify(seen)}\n${scene.log}`;
      throw error;
    }
  });
}
