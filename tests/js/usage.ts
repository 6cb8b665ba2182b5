/* How an application in TypeScript uses netsvr.js; types.test.mjs compiles it, and nothing runs it. */
import { WebSocket } from 'ws';
import { NetsvrClient, type Data, type State } from '../../js/netsvr.js';

const client = new NetsvrClient(() => 'ws://127.0.0.1:6060/netsvr', {
  heartbeat: 'tick',
  heartbeatSeconds: 20,
  connectSeconds: 5,
  retrySeconds: 1,
  retrySecondsMax: 60,
  queueLimit: 10,
  hello: async () => [JSON.stringify({ ticket: 'abc' }), new Uint8Array([1])],
});
new NetsvrClient(new URL('ws://127.0.0.1:6060/netsvr'), { WebSocket, hello: ['hello'] as const });
new NetsvrClient('ws://127.0.0.1:6060/netsvr', { WebSocket: globalThis.WebSocket });

const off: () => void = client.on('message', ({ data }) => {
  const text: string = typeof data === 'string' ? data : new TextDecoder().decode(data);
  console.log(text);
});
client.on('close', ({ code, reason, wasClean, retryIn }) => console.log(code.toFixed(), reason.trim(), wasClean, retryIn + 1));
client.on('dropped', ({ data }) => { const given: Data = data; console.log(given); });
client.on('state', ({ state }) => { const now: State = state; console.log(now === client.state, client.queued + 1); });
const sent: boolean = client.send(new ArrayBuffer(1));
client.keep('room', 'enter');
const was: boolean = client.forget('room');
client.close(1000, 'bye');
console.log(sent, was, off);

// What is wrong must not compile.
// @ts-expect-error no such event
client.on('opened', () => {});
// @ts-expect-error an object is no message
client.send({ text: 'hello' });
// @ts-expect-error no such option
new NetsvrClient('ws://127.0.0.1:6060/netsvr', { heartBeat: 'tick' });
// @ts-expect-error it cannot be set
client.state = 'open';
