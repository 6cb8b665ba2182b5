/*
 * js/netsvr.js on gateways of both generations, with a business process behind them: in Node with the package ws and, where
 * Node has it, its own WebSocket, and in Chromium. GATEWAY (5 or 8) leaves the other generation out.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { WebSocket } from 'ws';
import { client, Gateway, PATIENCE, texts, until } from './scene.mjs';

const options = { timeout: 180_000 };
const generations = process.env.GATEWAY ? [process.env.GATEWAY] : ['5', '8'];
const sockets = { ws: WebSocket, ...(globalThis.WebSocket && { "Node's WebSocket": globalThis.WebSocket }) };

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
      '--disable-background-networking', '--disable-component-update',
    ],
  });
}, { timeout: 180_000 });
after(() => browser?.close());

/** A page of that gateway with a client in `one`, which writes down what it is told. */
async function page(t, gateway) {
  const context = await browser.newContext();
  t.after(() => context.close());
  context.setDefaultTimeout(PATIENCE);
  const opened = await context.newPage();
  opened.problems = [];
  opened.on('pageerror', (error) => opened.problems.push(String(error)));
  await opened.goto(`${gateway.page}netsvr.js`);
  await opened.evaluate(async (url) => {
    const { NetsvrClient } = await import('/netsvr.js');
    globalThis.messages = [];
    globalThis.business = Promise.resolve();
    const hello = async () => { await business; return ['hello']; };
    globalThis.one = new NetsvrClient(url, { retrySeconds: 0.05, hello });
    one.on('message', ({ data }) => messages.push(data instanceof ArrayBuffer ? [...new Uint8Array(data)] : data));
  }, gateway.url);
  return opened;
}

for (const generation of generations) {
  for (const [name, socket] of Object.entries(sockets)) {
    test(`${name}, gateway ${generation}: messages go and come, also after the gateway broke down`, options, async (t) => {
      const gateway = await Gateway.start(t, generation);
      // What clients send to a gateway without a business process is lost: this client waits for it.
      let business = Promise.resolve();
      const hello = async () => { await business; return ['hello']; };
      const one = client(t, gateway.url, { WebSocket: socket, hello });
      await until(() => texts(one).length === 1);
      one.send('first');
      await until(() => texts(one).length === 2);
      await gateway.breakDown();
      await until(() => one.state !== 'open');
      one.send('meanwhile');
      business = gateway.begin();
      await business;
      await until(() => texts(one).includes('echo meanwhile'));
      assert.equal(texts(one).filter((text) => text === 'echo hello').length, 2);
      one.send('out');
      await until(() => texts(one).filter((text) => text === 'echo hello').length === 3);
    });
  }

  test(`gateway ${generation}: the heartbeat keeps a client that says nothing else`, options, async (t) => {
    const deadline = generation === '8' ? ['--set', 'Customer.HeartbeatInterval=3s'] : ['--read-deadline', '3'];
    const gateway = await Gateway.start(t, generation, ...deadline);
    const one = client(t, gateway.url, { heartbeatSeconds: 0.3 });
    const silent = client(t, gateway.url);
    await until(() => silent.told.some(({ type }) => type === 'close'));
    assert.equal(one.state, 'open');
    assert.ok(!one.told.some(({ type }) => type === 'close'));
    assert.deepEqual(texts(one), []);   // the heartbeat is not forwarded
  });

  test(`gateway ${generation}: binary messages`, options, async (t) => {
    const gateway = await Gateway.start(t, generation, '--binary');
    const one = client(t, gateway.url);
    await until(() => one.state === 'open');
    one.send(new Uint8Array([0, 200, 255]));
    await until(() => texts(one).length === 1);
    assert.deepEqual([...new Uint8Array(texts(one)[0])], [...Buffer.from('echo '), 0, 200, 255]);
    const opened = await page(t, gateway);
    await opened.evaluate(() => one.send(new Uint8Array([0, 200, 255])));
    await opened.waitForFunction(() => messages.length === 2);
    assert.deepEqual(await opened.evaluate(() => messages.find((message) => message.includes(200))), [...Buffer.from('echo '), 0, 200, 255]);
  });

  test(`Chromium, gateway ${generation}: messages go and come, also after the gateway broke down`, options, async (t) => {
    const gateway = await Gateway.start(t, generation);
    const opened = await page(t, gateway);
    await opened.waitForFunction(() => messages.length === 1);
    await opened.evaluate(() => { one.keep('room', 'enter'); one.send('first'); });
    await opened.waitForFunction(() => messages.length === 3);
    assert.deepEqual((await opened.evaluate(() => messages)).sort(), ['echo enter', 'echo first', 'echo hello']);
    await gateway.breakDown();
    await opened.waitForFunction(() => one.state !== 'open');
    await opened.evaluate(() => {
      globalThis.business = new Promise((resolve) => { globalThis.businessIsBack = resolve; });
      messages.length = 0;
      one.send('meanwhile');
    });
    await gateway.begin();
    await opened.evaluate(() => businessIsBack());
    await opened.waitForFunction(() => messages.length === 3);
    assert.deepEqual((await opened.evaluate(() => messages)).sort(), ['echo enter', 'echo hello', 'echo meanwhile']);
    await opened.evaluate(() => one.close());
    assert.equal(await opened.evaluate(() => one.state), 'closed');
    assert.deepEqual(opened.problems, []);
  });
}
