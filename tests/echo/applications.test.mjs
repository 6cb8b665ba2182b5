/* Two applications whose clients are at one gateway, by pusher-js in Node: nothing of one is seen by the other. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually, Inbox, pause, PATIENCE } from './support/clients.mjs';
import { generations, Scene } from './support/scene.mjs';

const both = fileURLToPath(new URL('two-applications', import.meta.url));
const APPLICATIONS = ['red', 'blue'];
const environment = (name) => ({
  NETSVR_APP_ID: name, NETSVR_APP_KEY: `${name}-key`, NETSVR_APP_SECRET: `${name}-secret`,
});
const CLIENTS = 100;
const CHANNELS = 10;

/** Somebody who makes the signatures by themselves: 2,000 requests are not what is tested. */
const signing = (name) => ({
  channelAuthorization: {
    customHandler: ({ socketId, channelName }, callback) => {
      const signature = createHmac('sha256', `${name}-secret`).update(`${socketId}:${channelName}`).digest('hex');
      callback(null, { auth: `${name}-key:${signature}` });
    },
  },
});

for (const generation of generations) {
  test(`a thousand subscriptions of each of two applications: nothing crosses, nothing is lost (${generation})`, {
    timeout: 240_000,
  }, async (t) => {
    const scene = await Scene.start(generation, { nginx: true, environment: environment('red'), folders: [both] });
    t.after(() => scene.stop());
    const blue = scene.application(environment('blue'));
    await blue.serve();

    const got = { red: new Map(), blue: new Map() };
    const whispers = { red: new Inbox(), blue: new Inbox() };
    const clients = { red: [], blue: [] };
    for (const name of APPLICATIONS) {
      for (let number = 0; number < CLIENTS; number++) {
        const client = scene.visitor({ key: `${name}-key`, ...signing(name) });
        clients[name].push(client);
        for (let channel = 0; channel < CHANNELS; channel++) {
          // The names are the same in both. Each is one client's alone, but for the last one, which all have.
          const topic = channel === CHANNELS - 1 ? 'private-all' : `private-orders.${number * CHANNELS + channel}`;
          const subscription = client.pusher.subscribe(topic);
          subscription.bind('said', ({ from }) => {
            const entry = `${number} ${topic} of ${from}`;
            got[name].set(entry, (got[name].get(entry) ?? 0) + 1);
          });
          subscription.bind('client-psst', ({ from }) => whispers[name].take(from));
        }
      }
      await Promise.all(clients[name].map((client) => client.connected()));
    }
    const all = APPLICATIONS.flatMap((name) => clients[name]);
    await eventually(() => all.every(({ pusher }) => pusher.allChannels().every(({ subscribed }) => subscribed)),
      'all have subscribed', 2 * PATIENCE);

    const channels = Array.from({ length: CLIENTS * CHANNELS }, (_, number) => `private-orders.${number}`)
      .filter((_, number) => number % CHANNELS !== CHANNELS - 1).concat('private-all');
    for (const [name, laravel] of [['red', scene.laravel], ['blue', blue]]) {
      for (let first = 0; first < channels.length; first += 100) {
        await laravel.post('/say', { event: 'said', channels: channels.slice(first, first + 100), data: { from: name } });
      }
    }
    for (const name of APPLICATIONS) {
      await eventually(() => got[name].size >= CLIENTS * CHANNELS, `all of ${name}`);
    }
    clients.red[0].pusher.channel('private-all').trigger('client-psst', { from: 'red' });
    await whispers.red.first(CLIENTS - 1);
    await pause(500);
    for (const name of APPLICATIONS) {
      assert.equal(got[name].size, CLIENTS * CHANNELS);
      const wrong = [...got[name]].filter(([entry, times]) => times !== 1 || !entry.endsWith(` of ${name}`));
      assert.deepEqual(wrong, []);
    }
    assert.equal(whispers.red.all.length, CLIENTS - 1);
    assert.deepEqual(whispers.blue.all, []);
    assert.deepEqual(all.flatMap(({ errors }) => errors.all), []);
  });

  test(`a process that serves one application tells the clients of another one so (${generation})`, {
    timeout: 180_000,
  }, async (t) => {
    const scene = await Scene.start(generation, { nginx: true, environment: environment('red'), folders: [both] });
    t.after(() => scene.stop());
    const [red, blue] = [
      await scene.client({ key: 'red-key', ...signing('red') }), await scene.client({ key: 'blue-key', ...signing('blue') }),
    ];
    await red.on('private', 'orders.1');
    await blue.on('private', 'orders.1');
    // From now on nobody serves blue.
    const only = scene.application(environment('red'));
    const next = await only.work();
    await scene.worker.stop();
    scene.worker = next;

    const late = scene.visitor({ key: 'blue-key', ...signing('blue') });
    await eventually(() => late.pusher.connection.state === 'disconnected', 'refused');
    const [{ error }] = await late.errors.first(1);
    assert.equal(error.data.code, 4001);
    assert.match(error.data.message, /No application here has the key blue-key/);

    blue.pusher.subscribe('private-orders.2');
    const [problem] = await blue.errors.first(1);
    assert.deepEqual([problem.type, problem.data.code], ['PusherError', 4001]);
    assert.match(problem.data.message, /serves another application than blue/);
    assert.match(only.log, /belongs to application blue, which this process does not serve/);
    const said = red.inbox(await red.on('private', 'orders.2'), '.said');
    await scene.broadcast({ event: 'said', channels: ['private-orders.2'], data: {} });
    await said.first(1);
    assert.deepEqual(red.errors.all, []);
  });
}
