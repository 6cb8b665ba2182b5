/*
 * js/netsvr.js in Node, against a websocket server that does what a test tells it: what is sent, when, and what the client
 * tells of it.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { NetsvrClient } from '../../js/netsvr.js';
import { holdPort } from '../support/ports.mjs';
import { client, counted, Server, texts, until } from './scene.mjs';

const HEARTBEAT = '~6YOt5rW35piO~';
const options = { timeout: 120_000 };
const states = (client) => client.told.filter(({ type }) => type === 'state').map(({ state }) => state);
const pauses = (client) => client.told.filter(({ type }) => type === 'close').map(({ retryIn }) => retryIn);

test('it connects at once, sends text and binary data, and gives both', options, async (t) => {
  const server = await Server.start(t);
  const one = client(t, server.url);
  assert.equal(one.state, 'connecting');
  await until(() => one.state === 'open');
  assert.equal(one.send('Grüße 😀'), true);
  assert.equal(one.send(new Uint8Array([1, 0, 255])), true);
  assert.equal(one.send(new Uint8Array([7, 8, 9]).subarray(1)), true);
  assert.equal(one.send(new Uint8Array([2]).buffer), true);
  const [connection] = server.connections;
  await until(() => connection.heard.length === 4);
  assert.deepEqual(connection.heard, ['Grüße 😀', [1, 0, 255], [8, 9], [2]]);
  connection.send('text');
  connection.send(new Uint8Array([9, 0]));
  await until(() => texts(one).length === 2);
  assert.equal(texts(one)[0], 'text');
  assert.ok(texts(one)[1] instanceof ArrayBuffer);
  assert.deepEqual([...new Uint8Array(texts(one)[1])], [9, 0]);
  assert.deepEqual(states(one), ['open']);
});

test('the heartbeat goes out by itself, and one that comes in is no message', options, async (t) => {
  const server = await Server.start(t);
  const one = client(t, server.url, { heartbeatSeconds: 0.05 });
  const other = client(t, server.url, { heartbeatSeconds: 0.05, heartbeat: 'tick' });
  await until(() => server.connections.length === 2);
  const heard = () => server.connections.map((connection) => connection.heard);
  await until(() => heard().every((messages) => messages.length >= 3));
  assert.deepEqual(heard().map((messages) => [...new Set(messages)]).flat().sort(), ['tick', HEARTBEAT].sort());
  server.connections.forEach((connection) => { connection.send(HEARTBEAT); connection.send('after'); });
  await until(() => texts(one).includes('after') && texts(other).includes('after'));
  assert.deepEqual(texts(one), ['after']);
  assert.deepEqual(texts(other), [HEARTBEAT, 'after']);
});

test('a lost connection comes back, and begins with hello, what is kept, and what has waited', options, async (t) => {
  const server = await Server.start(t);
  let tickets = 0;
  const one = client(t, server.url, { hello: async () => [`ticket ${++tickets}`] });
  await until(() => one.state === 'open');
  one.keep('garden', 'enter garden');
  one.keep('kitchen', 'enter kitchen');
  await until(() => server.connections[0].heard.length === 3);
  assert.deepEqual(server.connections[0].heard, ['ticket 1', 'enter garden', 'enter kitchen']);
  assert.equal(one.forget('kitchen'), true);
  assert.equal(one.forget('kitchen'), false);
  server.connections[0].close(1012, 'restart');
  await until(() => one.state === 'waiting');
  assert.equal(one.send('meanwhile 1'), false);
  assert.equal(one.send('meanwhile 2'), false);
  assert.equal(one.queued, 2);
  one.on('open', () => one.send('open'));
  await until(() => server.connections[1]?.heard.length === 5);
  assert.deepEqual(server.connections[1].heard, ['ticket 2', 'enter garden', 'meanwhile 1', 'meanwhile 2', 'open']);
  assert.equal(one.queued, 0);
  const [{ code, reason, wasClean, retryIn }] = one.told.filter(({ type }) => type === 'close');
  assert.deepEqual([code, reason, wasClean], [1012, 'restart', true]);
  assert.ok(retryIn > 0 && retryIn <= 50, `${retryIn}`);
  assert.deepEqual(states(one), ['open', 'waiting', 'connecting', 'open']);
});

test('what is sent or kept while hello is being made waits for it', options, async (t) => {
  const server = await Server.start(t);
  let make;
  const one = client(t, server.url, { hello: () => new Promise((resolve) => { make = resolve; }) });
  await until(() => make);
  assert.equal(one.send('early'), false);
  one.keep('room', 'enter');
  assert.deepEqual(server.connections[0].heard, []);
  make(['hello']);
  await until(() => server.connections[0].heard.length === 3);
  assert.deepEqual(server.connections[0].heard, ['hello', 'enter', 'early']);
});

test('a hello that fails is told, and tried again with a connection of its own', options, async (t) => {
  const server = await Server.start(t);
  let calls = 0;
  const hello = () => { if (++calls < 3) throw new Error(`no ticket ${calls}`); return ['at last']; };
  const one = client(t, server.url, { hello });
  await until(() => one.state === 'open');
  await until(() => server.connections[2]?.heard.length === 1);
  assert.deepEqual(server.connections.map(({ heard }) => heard), [[], [], ['at last']]);
  const errors = one.told.filter(({ type }) => type === 'error').map(({ error }) => error.message);
  assert.deepEqual(errors, ['no ticket 1', 'no ticket 2']);
});

test('the queue keeps the latest messages, and tells which it drops', options, async (t) => {
  const port = await holdPort();
  const one = client(t, `ws://127.0.0.1:${port}/netsvr`, { queueLimit: 3 });
  const buffer = new Uint8Array([1]);
  one.send(buffer);
  buffer[0] = 2;   // what waits is what was given
  for (let n = 2; n <= 5; n++) one.send(`message ${n}`);
  assert.equal(one.queued, 3);
  const dropped = one.told.filter(({ type }) => type === 'dropped').map(({ data }) => data);
  assert.deepEqual(dropped, [new Uint8Array([1]), 'message 2']);
  const server = await Server.start(t, port);
  await until(() => server.connections[0]?.heard.length === 3);
  assert.deepEqual(server.connections[0].heard, ['message 3', 'message 4', 'message 5']);
});

test('pauses grow up to their limit, and are different ones', options, async (t) => {
  const one = client(t, `ws://127.0.0.1:${await holdPort()}/netsvr`, { retrySeconds: 0.02, retrySecondsMax: 0.1 });
  await until(() => pauses(one).length >= 9);
  const limits = [20, 40, 80, 100, 100, 100, 100, 100, 100];
  limits.forEach((limit, n) => {
    assert.ok(pauses(one)[n] >= limit / 2 && pauses(one)[n] <= limit, `pause ${n} is ${pauses(one)[n]}, limit ${limit}`);
  });
  assert.equal(new Set(pauses(one)).size, pauses(one).length);
});

test('a server that lets in and throws out at once is asked less and less', options, async (t) => {
  const server = await Server.start(t);
  server.listener.on('connection', (connection) => connection.close(1008, 'out'));
  const one = client(t, server.url, { retrySeconds: 0.02, retrySecondsMax: 0.2 });
  await until(() => pauses(one).length >= 4);
  assert.ok(pauses(one)[3] >= 80, `${pauses(one)}`);
});

test('an attempt that hangs is given up', options, async (t) => {
  const held = [];
  const silent = createServer((socket) => { held.push(socket); socket.on('error', () => {}); }).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  t.after(() => { held.forEach((socket) => socket.destroy()); silent.close(); });
  const one = client(t, `ws://127.0.0.1:${silent.address().port}/netsvr`, { connectSeconds: 0.1 });
  await until(() => counted(one, 'close') >= 2);
  assert.equal(one.told.find(({ type }) => type === 'close').reason, 'no connection in time');
});

test('close() is for good: it says goodbye, drops what waits, and nothing comes after it', options, async (t) => {
  const server = await Server.start(t);
  const one = client(t, server.url);
  await until(() => one.state === 'open');
  const gone = once(server.connections[0], 'close');
  one.close(4000, 'enough');
  assert.equal(one.state, 'closed');
  assert.equal(one.send('too late'), false);
  assert.deepEqual((await gone).map(String), ['4000', 'enough']);
  const away = client(t, `ws://127.0.0.1:${await holdPort()}/netsvr`);
  away.send('waits');
  await until(() => away.state === 'waiting');
  away.close();
  assert.equal(away.told.find(({ type }) => type === 'dropped').data, 'waits');
  assert.equal(away.queued, 0);
  await new Promise((resolve) => { setTimeout(resolve, 300); });
  assert.equal(server.connections.length, 1);
  assert.equal(away.state, 'closed');
  assert.equal(away.told.at(-1).type, 'dropped');
});

test('close() in a listener ends the attempts', options, async (t) => {
  const server = await Server.start(t);
  const one = client(t, server.url);
  one.on('close', () => one.close());
  await until(() => one.state === 'open');
  server.connections[0].close();
  await until(() => one.state === 'closed');
  await new Promise((resolve) => { setTimeout(resolve, 200); });
  assert.equal(server.connections.length, 1);
});

test('close() while hello is being made sends nothing', options, async (t) => {
  const server = await Server.start(t);
  let make;
  const one = client(t, server.url, { hello: () => new Promise((resolve) => { make = resolve; }) });
  await until(() => make);
  const gone = once(server.connections[0], 'close');
  one.close();
  make(['hello']);
  await gone;
  assert.deepEqual(server.connections[0].heard, []);
  assert.deepEqual(states(one), ['closed']);
});

test('a URL may be another one each time; one that cannot be made is told, and tried again', options, async (t) => {
  const server = await Server.start(t);
  let calls = 0;
  const one = client(t, () => {
    if (++calls === 2) throw new Error('no URL');
    return `${server.url}?attempt=${calls}`;
  });
  await until(() => one.state === 'open');
  server.connections[0].close();
  await until(() => server.connections.length === 2);
  assert.equal(calls, 3);
  assert.equal(one.told.find(({ type }) => type === 'error').error.message, 'no URL');
});

test('a mistake in the call is an exception at once', options, () => {
  assert.throws(() => new NetsvrClient('not a URL', { WebSocket }), SyntaxError);
  assert.throws(() => new NetsvrClient('ws://127.0.0.1:1/', { WebSocket: null }), /pass one as the option WebSocket/);
});

test('the network that is back ends the pause', options, async (t) => {
  const listeners = new Map();
  Object.assign(globalThis, {
    addEventListener: (type, listener) => listeners.set(type, listener),
    removeEventListener: (type, listener) => listeners.get(type) === listener && listeners.delete(type),
  });
  t.after(() => { delete globalThis.addEventListener; delete globalThis.removeEventListener; });
  const port = await holdPort();
  const one = client(t, `ws://127.0.0.1:${port}/netsvr`, { retrySeconds: 3600, retrySecondsMax: 3600 });
  await until(() => one.state === 'waiting');
  await Server.start(t, port);
  listeners.get('online')();
  await until(() => one.state === 'open');
  one.close();
  assert.equal(listeners.size, 0);
});
