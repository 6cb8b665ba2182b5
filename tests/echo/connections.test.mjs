/* How connections begin, stay, break and come back, by laravel-echo and pusher-js in Node. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, Inbox, pause } from './support/clients.mjs';
import { generations, Scene } from './support/scene.mjs';

/** A test with a scene of its own on each generation. */
function scene(name, options, body) {
  for (const generation of generations) {
    test(`${name} (${generation})`, { timeout: 180_000 }, async (t) => {
      const scene = await Scene.start(generation, options);
      t.after(() => scene.stop());
      try {
        await body(scene);
      } catch (error) {
        error.stack += `\n${scene.log}`;
        throw error;
      }
    });
  }
}

scene('after a breakdown of the gateway Echo comes back by itself, into all of its channels', {}, async (scene) => {
  const seen = [];
  for (const user of [1, 2]) {
    const client = await scene.client({ user });
    const inboxes = { here: new Inbox(), joining: new Inbox(), leaving: new Inbox() };
    const room = client.echo.join('room.1')
      .here(inboxes.here.take).joining(inboxes.joining.take).leaving(inboxes.leaving.take);
    await client.subscribed(room);
    const [open, own] = [await client.on('channel', 'news'), await client.on('private', `orders.${user}`)];
    seen.push({ client, room, open: client.inbox(open, '.said'), own: client.inbox(own, '.said'), ...inboxes });
  }
  const before = seen.map(({ client }) => client.echo.socketId());
  // pusher-js tries again after a second, and then not before 15 have passed.
  await scene.gateway.kill();
  await scene.gateway.again();
  await Promise.all(seen.map(({ client }, index) => client.connected(before[index])));
  for (const { client, room } of seen) {
    await client.subscribed(room);
    await client.subscribed(client.echo.channel('news'));
    await eventually(() => room.subscription.members.count === 2, 'both are in the room again');
  }
  const names = ['user 1', 'user 2'];
  assert.deepEqual(seen[0].room.subscription.members.me.info, { name: 'user 1' });
  const members = [];
  seen[1].room.subscription.members.each(({ info }) => members.push(info.name));
  assert.deepEqual(members.sort(), names);
  await eventually(() => seen.every(({ client }, index) =>
    client.echo.private(`orders.${index + 1}`).subscription.subscribed), 'private channels');
  await scene.broadcast({ event: 'said', channels: ['news', 'private-orders.2'], data: { id: 1 } });
  assert.deepEqual(await seen[0].open.first(1), [{ id: 1 }]);
  assert.deepEqual(await seen[1].own.first(1), [{ id: 1 }]);
  await pause(200);
  assert.deepEqual([seen[0].own.all, seen[1].open.all.length], [[], 1]);
});

// One after the other they would take long.
test('who only listens, and who does nothing at all, stay connected', { timeout: 180_000 }, (t) =>
  Promise.all(generations.map(async (generation) => {
    const scene = await Scene.start(generation, {
      // The deadline holds for netsvr:work, too.
      flags: ['--read-deadline', '4'], environment: { NETSVR_ACTIVITY_TIMEOUT: '2', NETSVR_HEARTBEAT_INTERVAL: '1' },
    });
    t.after(() => scene.stop());
    const [listening, idle] = [await scene.client(), await scene.client()];
    const said = listening.inbox(await listening.on('channel', 'ticks'), '.said');
    const ids = [listening, idle].map((client) => client.echo.socketId());
    const sent = 26;
    for (let tick = 0; tick < sent; tick++) {
      await scene.broadcast({ event: 'said', channels: ['ticks'], data: { tick } });
      await pause(350);
    }
    const states = () => JSON.stringify([listening.states.all, idle.states.all]);
    assert.deepEqual([listening, idle].map((client) => client.echo.socketId()), ids, `${states()} ${scene.log}`);
    await said.first(sent);
    assert.deepEqual([listening, idle].map(({ pusher }) => pusher.connection.state), ['connected', 'connected']);
    assert.equal(listening.pusher.connection.activityTimeout, 2000);
  })));

scene('a wrong key is refused with 4001, and the client leaves it at that', { nginx: true }, async (scene) => {
  const eve = scene.visitor({ key: 'no-such-key' });
  await eventually(() => eve.pusher.connection.state === 'disconnected', 'refused');
  const [error] = await eve.errors.first(1);
  assert.deepEqual([error.type, error.error.type, error.error.data.code], ['WebSocketError', 'PusherError', 4001]);
  await pause(1500);
  assert.equal(eve.pusher.connection.state, 'disconnected');
  assert.equal(eve.states.all.filter((state) => state === 'connecting').length, 0);
  // The right one gets in meanwhile.
  await scene.client();
});

scene('through nginx with TLS it is all the same', { nginx: true, tls: true }, async (scene) => {
  const ann = await scene.client({ user: 7, tls: true });
  assert.equal(ann.pusher.connection.isUsingTLS(), true);
  const said = ann.inbox(await ann.on('private', 'orders.7'), '.said');
  await scene.broadcast({ event: 'said', channels: ['private-orders.7'], data: { id: 7 } });
  assert.deepEqual(await said.first(1), [{ id: 7 }]);
});

scene('another process for netsvr:work changes nothing for those who are connected', {}, async (scene) => {
  const [ann, bob] = [await scene.client({ user: 1 }), await scene.client({ user: 2 })];
  const heard = new Inbox();
  for (const client of [ann, bob]) await client.on('join', 'room.1');
  bob.echo.join('room.1').listenForWhisper('psst', heard.take);
  const ids = [ann, bob].map((client) => client.echo.socketId());
  const next = await scene.laravel.work();
  await scene.worker.stop();
  scene.worker = next;
  ann.echo.join('room.1').whisper('psst', { id: 1 });
  assert.deepEqual(await heard.first(1), [{ id: 1 }]);
  assert.deepEqual([ann, bob].map((client) => client.echo.socketId()), ids);
});

scene('nginx lets no more than the key of a path through', { nginx: true }, async (scene) => {
  const smuggled = encodeURIComponent('echo-key\r\nX-Real-IP: app_key=other-key\r\nX-More: ');
  for (const path of [`/app/${smuggled}`, '/app/', '/app/echo-key/more', '/app/echo%20key', '/apps/echo-key']) {
    const answer = await fetch(`http://${scene.address}${path}`);
    assert.ok([200, 404].includes(answer.status), `${path}: ${answer.status}`);
    assert.equal(answer.status, 404, path);
  }
  await scene.client();
});

scene('who is disconnected comes back, into the same channels', {}, async (scene) => {
  const [ann, bob] = [await scene.client({ user: 1 }), await scene.client({ user: 2 })];
  const said = ann.inbox(await ann.on('private', 'orders.1'), '.said');
  await bob.on('private', 'orders.2');
  const before = [ann, bob].map((client) => client.echo.socketId());
  await scene.laravel.post('/disconnect', { user: 1 });
  await ann.connected(before[0]);
  await ann.subscribed(ann.echo.private('orders.1'));
  await scene.broadcast({ event: 'said', channels: ['private-orders.1'], data: { id: 1 } });
  assert.deepEqual(await said.first(1), [{ id: 1 }]);
  assert.equal(bob.echo.socketId(), before[1]);
});

scene('where client events are switched off a whisper is an error', { environment: { NETSVR_CLIENT_EVENTS: 'none' } },
  async (scene) => {
    const [ann, bob] = [await scene.client({ user: 1 }), await scene.client({ user: 2 })];
    const heard = new Inbox();
    for (const client of [ann, bob]) (await client.on('join', 'room.1')).listenForWhisper('psst', heard.take);
    ann.echo.join('room.1').whisper('psst', {});
    const [{ type, data }] = await ann.errors.first(1);
    assert.deepEqual([type, data.code], ['PusherError', 4301]);
    assert.deepEqual([heard.all, ann.pusher.connection.state], [[], 'connected']);
  });

scene('who comes or goes while nobody works is in the room, or gone from it, soon afterwards', {}, async (scene) => {
  const [ann, bob] = [await scene.client({ user: 1 }), await scene.client({ user: 2 })];
  for (const client of [ann, bob]) await client.on('join', 'room.1');
  await eventually(() => ann.echo.join('room.1').subscription.members.count === 2, 'both');
  await scene.worker.stop('SIGKILL');
  bob.leave();
  const cid = scene.visitor({ user: 3 });
  cid.echo.join('room.1');
  await pause(300);
  scene.worker = await scene.laravel.work();
  await cid.connected();
  // Ann may have to come back: what she has said meanwhile is lost.
  for (const client of [ann, cid]) {
    await eventually(() => {
      assert.deepEqual(Object.keys(client.echo.join('room.1').subscription.members.members).sort(), ['1', '3']);
      return true;
    });
  }
});
