/*
 * Deploys while people whisper, by laravel-echo in Node: the processes of `netsvr:work --processes=2` are replaced, by SIGHUP or
 * netsvr:restart, and every whisper arrives once.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, pause } from './support/clients.mjs';
import { generations, Scene } from './support/scene.mjs';

/** Whispers a second, of all rooms together. */
const RATE = 200;
const ROOMS = 10;

for (const generation of generations) {
  test(`a deploy under ${RATE} messages a second loses none and doubles none (${generation})`, { timeout: 240_000 }, async (t) => {
    const scene = await Scene.start(generation, { work: ['--processes=2'] });
    t.after(() => scene.stop());
    const { worker } = scene;
    await worker.says(/stands by/);

    // In each room one whispers, and two hear it.
    const heard = new Map();
    const speakers = [];
    const ids = new Map();
    for (let room = 0; room < ROOMS; room++) {
      for (const user of [1, 2, 3]) {
        const client = await scene.client({ user });
        const channel = await client.on('join', `room.${room}`);
        ids.set(client, client.echo.socketId());
        if (user === 1) {
          speakers.push(channel);
        } else {
          channel.listenForWhisper('said', ({ id }) => {
            const entry = `${id} by ${room} ${user}`;
            heard.set(entry, (heard.get(entry) ?? 0) + 1);
          });
        }
      }
    }

    const times = [];
    let said = 0;
    let deploying = true;
    const began = Date.now();
    const talk = (async () => {
      while (deploying) {
        // What is due, whatever the timers of a busy machine do.
        const due = Math.floor((Date.now() - began) * RATE / 1000);
        for (; said < due; said++) {
          times.push(new Date().toISOString());
          speakers[said % ROOMS].whisper('said', { id: said });
        }
        await pause(10);
      }
    })();
    try {
      await pause(500);
      if (generation === 5) {
        worker.signal('SIGHUP');
      } else {
        const restart = scene.laravel.artisan('netsvr:restart');
        assert.equal(await restart.ended, 0, restart.said);
      }
      // Two, and the one that stands by.
      await worker.says(/^Stopped: asked by a signal/, { times: 3, patience: 120_000 });
      await pause(500);
    } finally {
      deploying = false;
      await talk;
    }
    await eventually(() => heard.size >= 2 * said, `${2 * said} whispers`).catch(() => {});
    await pause(300);
    const twice = [...heard].filter(([, times]) => times > 1);
    // Each has two who hear it.
    const missing = [];
    for (let id = 0; id < said; id++) {
      for (const user of [2, 3]) {
        const entry = `${id} by ${id % ROOMS} ${user}`;
        if (!heard.has(entry)) missing.push(`${entry}, said at ${times[id]}`);
      }
    }
    t.diagnostic(`${said} whispers in ${Date.now() - began} ms`);
    assert.deepEqual({ missing, twice }, { missing: [], twice: [] }, scene.log);
    assert.ok(said >= RATE, `${said}`);
    const lost = [...ids].filter(([client, id]) => client.echo.socketId() !== id);
    assert.equal(lost.length, 0, 'nobody has lost the connection');
  });
}
