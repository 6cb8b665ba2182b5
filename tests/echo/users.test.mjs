/* Users, by laravel-echo and pusher-js in Node: notifications via `netsvr`, who is online, who is thrown out. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { eventually, Inbox } from './support/clients.mjs';
import { generations, Scene } from './support/scene.mjs';

const environment = { TEST_PROVIDERS: 'EchoTests\\EchoServiceProvider,EchoTests\\UsersServiceProvider' };

for (const generation of generations) {
  describe(`users, gateway ${generation}`, () => {
    let scene;
    before(async () => { scene = await Scene.start(generation, { environment }); });
    after(() => scene?.stop());
    let number = 0;
    const unused = () => ++number;
    const post = (path, body) => scene.laravel.post(path, body);

    const check = (name, body) => test(`${name} (${generation})`, { timeout: 120_000 }, async () => {
      try {
        await body();
      } catch (error) {
        error.stack += `\n${scene.log}`;
        throw error;
      }
    });

    /** Somebody who waits for notifications as Echo does: what has come. */
    const waiting = async (client, user) => {
      const channel = await client.on('private', `App.Customer.${user}`);
      const inbox = new Inbox();
      channel.notification(inbox.take);
      await eventually(async () => (await post('/online', { user })).online, 'the gateway knows the user');
      return { channel, inbox };
    };

    check('a notification reaches all windows of its user, and nobody else', async () => {
      const [one, two] = [unused(), unused()];
      const [ann, window, bob] = [
        await scene.client({ user: one }), await scene.client({ user: one }), await scene.client({ user: two }),
      ];
      const inboxes = [];
      for (const [client, user] of [[ann, one], [window, one], [bob, two]]) {
        inboxes.push((await waiting(client, user)).inbox);
      }
      // A connection is its user's a moment after it has subscribed.
      await eventually(async () => {
        await post('/notify', { user: one, data: { order: 3 } });
        return inboxes[0].all.length > 0 && inboxes[1].all.length > 0;
      }, 'both windows hear of it');
      await post('/notify', { user: two, data: { order: 4 } });
      const [notification] = inboxes[0].all;
      assert.equal(notification.order, 3);
      assert.equal(notification.type, 'App\\OrderPaid');
      assert.match(notification.id, /^[0-9a-f-]{36}$/);
      await inboxes[2].first(1);
      assert.deepEqual(inboxes[2].all.map(({ order }) => order), [4]);
      assert.ok(inboxes[0].all.every(({ order }) => order === 3));
    });

    check('a message with a name of its own is an event of the channel', async () => {
      const user = unused();
      const ann = await scene.client({ user });
      const { channel, inbox } = await waiting(ann, user);
      const paid = ann.inbox(channel, '.order.paid');
      await post('/notify', { user, event: 'order.paid', data: { id: 3 } });
      assert.deepEqual(await paid.first(1), [{ id: 3 }]);
      assert.deepEqual(inbox.all, []);
    });

    check('who is thrown out is offline, and back with a connection of their own', async () => {
      const [user, other] = [unused(), unused()];
      const [ann, bob] = [await scene.client({ user }), await scene.client({ user: other })];
      await waiting(ann, user);
      await waiting(bob, other);
      const [before, bobs] = [ann.echo.socketId(), bob.echo.socketId()];
      await post('/disconnect', { user });
      await ann.connected(before);
      assert.equal(bob.echo.socketId(), bobs);
      assert.equal((await post('/online', { user: other })).online, true);
      assert.equal((await post('/online', { user: unused() })).online, false);
    });
  });
}
