/* What people do with channels, by laravel-echo and pusher-js in Node. One gateway and application serve all tests of a generation. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Inbox, pause } from './support/clients.mjs';
import { generations, Scene } from './support/scene.mjs';

for (const generation of generations) {
  describe(`gateway ${generation}`, () => {
    let scene;
    before(async () => {
      // A gateway 8.x keeps no order: that shows only when devgate does not either.
      scene = await Scene.start(generation, { flags: generation === 8 ? ['--shuffle', '7'] : [] });
    });
    after(() => scene?.stop());
    /** A name that no other test has: a number, because those who own private channels are known by it. */
    let number = 100;
    const unused = () => ++number;

    const check = (name, body) => test(`${name} (${generation})`, { timeout: 120_000 }, async () => {
      try {
        await body();
      } catch (error) {
        error.stack += `\n${scene.log}`;
        throw error;
      }
    });

    check('an event on a public channel reaches those who listen', async () => {
      const [ann, bob] = [await scene.client(), await scene.client()];
      const channel = await ann.on('channel', 'news');
      await bob.on('channel', 'other-news');
      const [said, other] = [ann.inbox(channel, '.said'), bob.inbox(bob.echo.channel('other-news'), '.said')];
      const data = { text: 'Grüß Gott, 你好 "there"', list: [1, { deep: true }], nothing: null, number: 1.5 };
      await scene.broadcast({ event: 'said', channels: ['news'], data });
      await said.first(1);
      assert.deepEqual(said.all, [data]);
      await scene.broadcast({ event: 'said', channels: ['news', 'other-news'], data: {} });
      await said.first(2);
      await other.first(1);
      assert.deepEqual(other.all, [{}]);
    });

    check('names of events are those of Laravel, with and without a namespace', async () => {
      const ann = await scene.client();
      const channel = await ann.on('channel', 'names');
      const inbox = ann.inbox(channel, 'OrderShipped');
      await scene.broadcast({ event: 'App\\Events\\OrderShipped', channels: ['names'], data: { id: 1 } });
      assert.deepEqual(await inbox.first(1), [{ id: 1 }]);
    });

    check('who leaves a channel hears nothing more of it', async () => {
      const ann = await scene.client();
      const [left, kept] = [await ann.on('channel', 'left'), await ann.on('channel', 'kept')];
      const [fromLeft, fromKept] = [ann.inbox(left, '.said'), ann.inbox(kept, '.said')];
      const all = new Inbox();
      ann.pusher.bind_global(all.take);
      ann.echo.leave('left');
      await pause(200);
      await scene.broadcast({ event: 'said', channels: ['left', 'kept'], data: {} });
      await fromKept.first(1);
      assert.equal(fromLeft.all.length, 0);
      assert.equal(all.all.filter((event) => event === 'said').length, 1);
    });

    check('a private channel takes those who are authorized, and no others', async () => {
      const owner = unused();
      const [ann, eve] = [await scene.client({ user: owner }), await scene.client({ user: unused() })];
      const channel = await ann.on('private', `orders.${owner}`);
      const said = ann.inbox(channel, '.said');
      const [refused, heard] = [new Inbox(), new Inbox()];
      eve.echo.private(`orders.${owner}`).error(refused.take).listen('.said', heard.take);
      const [error] = await refused.first(1);
      assert.equal(error.status, 403);
      await scene.broadcast({ event: 'said', channels: [`private-orders.${owner}`], data: { id: 7 } });
      assert.deepEqual(await said.first(1), [{ id: 7 }]);
      assert.deepEqual(heard.all, []);
    });

    check('a signature for one channel or connection is of no use for another', async () => {
      const owner = unused();
      const [ann, eve] = [await scene.client({ user: owner }), await scene.client()];
      const ask = (socketId, channel) => scene.laravel.post(
        '/broadcasting/auth', { socket_id: socketId, channel_name: channel }, { user: owner });
      const stolen = await ask(ann.echo.socketId(), `private-orders.${owner}`);
      const problems = new Inbox();
      eve.pusher.bind('pusher:subscription_error', problems.take);
      const heard = new Inbox();
      eve.pusher.connection.bind('message', ({ event }) => event === 'said' && heard.take(event));
      eve.pusher.send_event('pusher:subscribe', { channel: `private-orders.${owner}`, ...stolen });
      eve.pusher.send_event('pusher:subscribe', { channel: `private-orders.${owner + 1}`, ...stolen });
      eve.pusher.send_event('pusher:subscribe', { channel: `private-orders.${owner}` });
      await problems.first(3);
      assert.deepEqual(problems.all.map(({ type, status }) => [type, status]), Array(3).fill(['AuthError', 401]));
      await scene.broadcast({ event: 'said', channels: [`private-orders.${owner}`], data: {} });
      await pause(300);
      assert.deepEqual(heard.all, []);
    });

    check('people see who is in a room, who comes and who goes', async () => {
      const [one, two, three] = [unused(), unused(), unused()];
      const room = `room.${unused()}`;
      const people = async (user) => {
        const client = await scene.client({ user });
        const seen = { here: new Inbox(), joining: new Inbox(), leaving: new Inbox() };
        const channel = client.echo.join(room)
          .here(seen.here.take).joining(seen.joining.take).leaving(seen.leaving.take);
        await client.subscribed(channel);
        return { client, channel, ...seen };
      };
      const name = (user) => ({ name: `user ${user}` });
      const ann = await people(one);
      assert.deepEqual(await ann.here.first(1), [[name(one)]]);
      const bob = await people(two);
      assert.deepEqual((await bob.here.first(1))[0].map((info) => info.name).sort(), [`user ${one}`, `user ${two}`]);
      assert.deepEqual(await ann.joining.first(1), [name(two)]);
      assert.equal(bob.channel.subscription.members.count, 2);
      assert.equal(bob.channel.subscription.members.me.id, String(two));

      // A second window of somebody is nobody new.
      const window = await people(two);
      assert.equal((await window.here.first(1))[0].length, 2);
      const cid = await people(three);
      await ann.joining.has(name(three));
      assert.equal(ann.joining.all.length, 2);
      // One of two windows is shut: still there.
      window.client.leave();
      await pause(500);
      assert.deepEqual(ann.leaving.all, []);
      bob.client.leave();
      assert.deepEqual(await ann.leaving.first(1), [name(two)]);
      // Leaving the room is enough.
      cid.client.echo.leave(room);
      await ann.leaving.has(name(three));
      assert.equal(ann.channel.subscription.members.count, 1);
      assert.equal(ann.leaving.all.length, 2);
      assert.deepEqual(ann.joining.all, [name(two), name(three)]);
    });

    check('an encrypted channel is read by its subscribers alone', async () => {
      const owner = unused();
      const [ann, eve] = [await scene.client({ user: owner }), await scene.client({ user: unused() })];
      const channel = await ann.on('encryptedPrivate', `orders.${owner}`);
      const said = ann.inbox(channel, '.said');
      const raw = new Inbox();
      ann.pusher.connection.bind('message', raw.take);
      const refused = new Inbox();
      eve.echo.encryptedPrivate(`orders.${owner}`).error(refused.take);
      await refused.first(1);
      const data = { text: 'for your eyes only' };
      await scene.broadcast({ event: 'said', channels: [`private-encrypted-orders.${owner}`], data });
      assert.deepEqual(await said.first(1), [data]);
      assert.deepEqual(Object.keys(raw.all[0].data).sort(), ['ciphertext', 'nonce']);
      assert.ok(!JSON.stringify(raw.all).includes('eyes'));
    });

    check('a whisper reaches the others in the room, and not the one who whispers', async () => {
      const [one, two] = [unused(), unused()];
      const room = `room.${unused()}`;
      const [ann, bob, window] = [
        await scene.client({ user: one }), await scene.client({ user: two }), await scene.client({ user: one }),
      ];
      const inboxes = [];
      for (const client of [ann, bob, window]) {
        const channel = await client.on('join', room);
        const inbox = new Inbox();
        channel.listenForWhisper('typing', inbox.take);
        inboxes.push(inbox);
      }
      const who = new Inbox();
      bob.echo.join(room).subscription.bind('client-typing', (data, { user_id: id }) => who.take(id));
      ann.echo.join(room).whisper('typing', { text: 'Grüß' });
      assert.deepEqual(await inboxes[1].first(1), [{ text: 'Grüß' }]);
      assert.deepEqual(await inboxes[2].first(1), [{ text: 'Grüß' }]);
      bob.echo.join(room).whisper('typing', { back: true });
      assert.deepEqual(await inboxes[0].first(1), [{ back: true }]);
      await inboxes[2].first(2);
      assert.equal(inboxes[1].all.length, 1);
      assert.deepEqual(who.all, [String(one)]);
    });

    check('nobody whispers where they have not been let in, nor on public channels', async () => {
      const owner = unused();
      const [ann, eve] = [await scene.client({ user: owner }), await scene.client()];
      const [own, open] = [await ann.on('private', `orders.${owner}`), await ann.on('channel', 'square')];
      await eve.on('channel', 'square');
      const heard = new Inbox();
      own.listenForWhisper('psst', heard.take);
      open.listenForWhisper('psst', heard.take);
      eve.pusher.send_event('client-psst', {}, `private-orders.${owner}`);
      eve.pusher.send_event('client-psst', {}, 'square');
      await eve.errors.first(2);
      assert.deepEqual(eve.errors.all.map(({ data }) => data.code).sort(), [4009, 4301]);
      // What comes after them has come, they have not.
      await scene.broadcast({ event: 'client-psst', channels: [`private-orders.${owner}`], data: { from: 'server' } });
      assert.deepEqual(await heard.first(1), [{ from: 'server' }]);
      assert.equal(eve.pusher.connection.state, 'connected');
    });

    check('toOthers() leaves out the connection that has asked for it, and no other', async () => {
      const owner = unused();
      const [ann, window, bob] = [
        await scene.client({ user: owner }), await scene.client({ user: owner }), await scene.client({ user: owner }),
      ];
      const inboxes = [];
      for (const client of [ann, window, bob]) {
        const channel = await client.on('private', `orders.${owner}`);
        inboxes.push(client.inbox(channel, '.said'));
      }
      const channels = [`private-orders.${owner}`];
      await scene.broadcast({ event: 'said', channels, data: { id: 1 }, others: true }, { socketId: ann.echo.socketId() });
      await scene.broadcast({ event: 'said', channels, data: { id: 2 } });
      await inboxes[0].first(1);
      await inboxes[1].first(2);
      await inboxes[2].first(2);
      assert.deepEqual(inboxes[0].all, [{ id: 2 }]);
      const ids = (inbox) => inbox.all.map(({ id }) => id).sort();
      assert.deepEqual([ids(inboxes[1]), ids(inboxes[2])], [[1, 2], [1, 2]]);
    });

    check('who signs in is known, and who may not is told', async () => {
      const user = unused();
      const [ann, eve] = [await scene.client({ user }), await scene.client()];
      ann.pusher.signin();
      await ann.pusher.user.signinDonePromise;
      assert.equal(ann.pusher.user.user_data.id, String(user));
      eve.pusher.signin();
      const [error] = await eve.signinErrors.first(1);
      assert.equal(error.status, 403);
      assert.equal(eve.pusher.user.user_data, null);
      eve.pusher.send_event('pusher:signin', { auth: 'echo-key:0000', user_data: JSON.stringify({ id: String(user) }) });
      const [{ data }] = await eve.errors.first(1);
      assert.equal(data.code, 4009);
      assert.equal(eve.pusher.user.user_data, null);
    });

    check('what is sent to a user reaches all windows in which they have signed in', async () => {
      const user = unused();
      const windows = [await scene.client({ user }), await scene.client({ user })];
      const stranger = await scene.client({ user: unused() });
      const inboxes = [];
      for (const client of [...windows, stranger]) {
        client.pusher.signin();
        await client.pusher.user.signinDonePromise;
        const inbox = new Inbox();
        client.pusher.user.bind('said', inbox.take);
        inboxes.push(inbox);
      }
      await scene.broadcast({ event: 'said', channels: [`#server-to-user-${user}`], data: { id: 1 } });
      assert.deepEqual(await inboxes[0].first(1), [{ id: 1 }]);
      assert.deepEqual(await inboxes[1].first(1), [{ id: 1 }]);
      assert.deepEqual(inboxes[2].all, []);
    });

    check('a cache channel tells newcomers what was said last, or that nothing was', async () => {
      const owner = unused();
      const name = `private-cache-orders.${owner}`;
      const ann = await scene.client({ user: owner });
      const [missed, said] = [new Inbox(), new Inbox()];
      const join = (client, misses, inbox) => {
        const channel = client.pusher.subscribe(name);
        channel.bind('pusher:cache_miss', () => misses.take(true));
        channel.bind('said', inbox.take);
        return client.subscribed({ name, subscription: channel });
      };
      await join(ann, missed, said);
      await missed.first(1);
      await scene.broadcast({ event: 'said', channels: [name], data: { id: 1 } });
      await scene.broadcast({ event: 'said', channels: [name], data: { id: 2 } });
      await said.first(2);
      const late = { missed: new Inbox(), said: new Inbox() };
      await join(await scene.client({ user: owner }), late.missed, late.said);
      assert.deepEqual(await late.said.first(1), [{ id: 2 }]);
      assert.deepEqual(late.missed.all, []);
      assert.equal(missed.all.length, 1);
    });

    check('it is all the same with broadcaster reverb', async () => {
      const owner = unused();
      const ann = await scene.client({ user: owner, broadcaster: 'reverb' });
      const channel = await ann.on('private', `orders.${owner}`);
      const said = ann.inbox(channel, '.said');
      await scene.broadcast({ event: 'said', channels: [channel.name], data: { id: 1 } });
      assert.deepEqual(await said.first(1), [{ id: 1 }]);
      assert.match(ann.echo.socketId(), /^\d+\.\d+$/);
    });

    check('what makes no sense is answered, and ends nothing', async () => {
      const ann = await scene.client();
      ann.pusher.connection.send('no JSON');
      ann.pusher.connection.send('[]');
      ann.pusher.connection.send('{"event":["x"]}');
      ann.pusher.send_event('pusher:subscribe', { channel: ['x'] });
      ann.pusher.send_event('pusher:subscribe', { channel: '' });
      ann.pusher.send_event('pusher:unknown', {});
      const channel = await ann.on('channel', 'news');
      const said = ann.inbox(channel, '.said');
      await scene.broadcast({ event: 'said', channels: ['news'], data: { still: 'here' } });
      assert.deepEqual(await said.first(1), [{ still: 'here' }]);
      assert.equal(ann.states.all.filter((state) => state === 'connecting').length, 0);
    });
  });
}
