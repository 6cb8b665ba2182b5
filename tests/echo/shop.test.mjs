/* examples/laravel in Chromium, as it stands: a new Laravel project with its files, and the scripts of npm. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openWindow, startBrowser, stopBrowser } from './support/browser.mjs';
import { generations, Scene } from './support/scene.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const pictures = here('../../out/echo');

before(startBrowser);
after(stopBrowser);
before(() => mkdirSync(pictures, { recursive: true }));

async function openShop(generation) {
  return Scene.start(generation, {
    folders: [here('shop'), here('../../examples/laravel')],
    autoload: here('shop/autoload.php'),
    prepare: async (laravel) => {
      writeFileSync(`${laravel.folder}/storage/database.sqlite`, '');
      const migrate = laravel.artisan('migrate', '--force');
      assert.equal(await migrate.ended, 0, migrate.said);
    },
  });
}

/** Somebody who has come into the shop, and is connected; in another window of the same browser with `context`. */
async function enter(scene, name, context) {
  const page = await openWindow(scene.laravel.url, context);
  if (!context) {
    await page.getByLabel('Your name').fill(name);
    await page.getByRole('button', { name: 'Enter' }).click();
  }
  await page.getByRole('status').filter({ hasText: /^connected$/ }).waitFor();
  await person(page, name).waitFor();
  return page;
}

const list = (page, name) => page.getByRole('list', { name });
const person = (page, name) => list(page, 'People').getByRole('listitem').filter({ hasText: name });
const order = (page, text) => list(page, 'Orders').getByRole('listitem').filter({ hasText: text });
const people = async (page) => (await list(page, 'People').getByRole('listitem').allInnerTexts())
  .map((text) => text.split(' ')[0].trim()).sort();
const gone = (locator) => locator.waitFor({ state: 'detached' });

for (const generation of generations) {
  test(`orders, people, words, notifications and the door of the shop (${generation})`, { timeout: 240_000 }, async (t) => {
    const scene = await openShop(generation);
    t.after(() => scene.stop());
    const pages = [];
    t.after(() => Promise.all(pages.map((page) => page.context().close())));
    const come = async (...who) => {
      const page = await enter(scene, ...who);
      pages.push(page);
      return page;
    };
    try {
      const keeper = await come('keeper');
      const ann = await come('Ann');
      const window = await come('Ann', ann.context());
      const bob = await come('Bob');
      await person(ann, 'Bob').waitFor();
      assert.deepEqual(await people(keeper), ['Ann', 'Bob', 'keeper'], 'two windows are one person');

      // A private channel: the order is seen in both windows of the customer, by the keeper, and by nobody else.
      await ann.getByRole('button', { name: 'Order something' }).click();
      await order(ann, 'Order 1: ordered').waitFor();
      await order(window, 'Order 1: ordered').waitFor();
      await keeper.getByRole('button', { name: 'Ship order 1' }).click();
      await order(ann, 'Order 1: shipped').waitFor();
      await list(window, 'Notices').getByText('Your order 1 is on its way.').waitFor();
      await list(ann, 'Notices').getByText('Your order 1 is on its way.').waitFor();

      // A whisper, and an event for all but the window that it comes from.
      await bob.getByLabel('Message').pressSequentially('Hi!');
      await ann.getByText('Bob is writing …').waitFor();
      assert.equal(await bob.getByText('Bob is writing …').count(), 0);
      await bob.getByRole('button', { name: 'Say' }).click();
      for (const page of [ann, window, keeper]) await page.getByRole('log').getByText('Bob: Hi!').waitFor();
      await ann.screenshot({ path: `${pictures}/shop-${generation}.png` });
      await bob.getByRole('log').getByText('Bob: Hi!').waitFor();
      assert.equal(await bob.getByRole('log').getByText('Bob: Hi!').count(), 1);
      assert.equal(await order(bob, 'Order').count(), 0);
      assert.equal(await list(bob, 'Notices').getByRole('listitem').count(), 0);

      // One window is shut: still there. The other, too: gone.
      await window.close();
      await bob.getByLabel('Message').fill('?');
      await ann.getByText('Bob is writing …').waitFor();
      assert.deepEqual(await people(bob), ['Ann', 'Bob', 'keeper']);
      await ann.close();
      await gone(person(keeper, 'Ann'));

      // The door.
      await keeper.getByRole('button', { name: 'Show Bob the door' }).click();
      await bob.getByText('You have been shown the door.').waitFor();
      await gone(person(keeper, 'Bob'));
      assert.deepEqual(await people(keeper), ['keeper']);

      // The gateway breaks down: the keeper is back without doing anything.
      const before = await keeper.evaluate(() => echo.socketId());
      await scene.gateway.kill();
      await scene.gateway.again();
      await keeper.waitForFunction((before) => echo.connectionStatus() === 'connected' && echo.socketId() !== before, before);
      const cid = await come('Cid');
      await person(keeper, 'Cid').waitFor();
      assert.deepEqual(await people(cid), ['Cid', 'keeper']);
      assert.deepEqual(pages.flatMap(({ problems }) => problems), []);
    } catch (error) {
      const texts = await Promise.all(pages.map((page) => page.innerText('body').catch(String)));
      error.stack += `\n${texts.join('\n--\n')}\n${scene.log}`;
      throw error;
    }
  });
}
