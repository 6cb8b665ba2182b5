/*
 * What the tests of js/netsvr.js stand on: a devgate and an echo.php as child processes, and a websocket server that does
 * what a test tells it. Every wait is bounded; every child is stopped by its pid.
 */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WebSocket, WebSocketServer } from 'ws';
import { NetsvrClient } from '../../js/netsvr.js';
import { Child, PATIENCE } from '../support/child.mjs';
import { holdPorts } from '../support/ports.mjs';

export { PATIENCE };
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const devgate = process.env.NETSVR_DEVGATE || `${root}/target/release/devgate`;
const extension = process.env.NETSVR_SO || `${root}/target/release/libnetsvr.so`;
const php = process.env.PHP || 'php';

/** A gateway, 5 or 8, with an echo.php behind it; its folder of pages is js/. */
export class Gateway {
  static async start(test, generation, ...flags) {
    const gateway = new Gateway();
    gateway.generation = generation;
    gateway.flags = flags;
    gateway.at = await holdPorts(3);
    test.after(() => gateway.stop());
    await gateway.begin();
    return gateway;
  }

  /** Begins, or comes back on the same ports. */
  async begin() {
    const [websocket, worker, task] = this.at;
    const ports = ['--ws', websocket, '--worker', worker, ...(this.generation === '8' ? ['--task', task] : [])];
    this.process = new Child(devgate, ['--gateway', this.generation, ...ports, '--www', `${root}/js`, ...this.flags]);
    await this.process.says(/^ready$/);
    this.url = (await this.process.says(/^websocket (\S+)$/))[1];
    this.page = (await this.process.says(/^page (\S+)$/))[1];
    const options = ['-n', '-d', 'display_errors=stderr', '-d', `extension=${extension}`];
    if (this.generation === '8') {
      options.push('-d', 'netsvr.gateway=8', '-d', `netsvr.task_addrs="${worker}=${task}"`);
    }
    this.echo ??= new Child(php, [...options, `${root}/tests/js/echo.php`, worker]);
    this.registrations = (this.registrations ?? 0) + 1;
    await this.echo.says(/register to \S+ ok\./, { times: this.registrations });
  }

  async breakDown() { await this.process.stop('SIGKILL'); }

  async stop() {
    await this.echo?.stop();
    await this.process?.stop();
  }
}

/** A websocket server without a gateway: `connections` in their order, each with what it has `heard`. */
export class Server {
  connections = [];

  static async start(test, port = 0) {
    const server = new Server();
    server.listener = new WebSocketServer({ host: '127.0.0.1', port });
    server.listener.on('connection', (connection) => {
      connection.heard = [];
      connection.on('message', (data, isBinary) => connection.heard.push(isBinary ? [...data] : String(data)));
      server.connections.push(connection);
    });
    test.after(() => server.stop());
    await once(server.listener, 'listening');
    server.url = `ws://127.0.0.1:${server.listener.address().port}/netsvr`;
    return server;
  }

  async stop() {
    this.connections.forEach((connection) => connection.terminate());
    await new Promise((resolve) => { this.listener.close(resolve); });
  }
}

/** A client that ends with the test, and what it tells: `told` in its order. */
export function client(test, url, options = {}) {
  const made = new NetsvrClient(url, { WebSocket, retrySeconds: 0.05, ...options });
  test.after(() => made.close());
  made.told = [];
  for (const type of ['open', 'message', 'close', 'state', 'dropped', 'error']) {
    made.on(type, (event) => made.told.push({ type, ...event }));
  }
  return made;
}

/** Waits until the function gives something true, and gives that. */
export async function until(look, patience = PATIENCE) {
  const deadline = Date.now() + patience;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`has not come about in ${patience} ms: ${look}`);
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
}

export const texts = (client) => client.told.filter(({ type }) => type === 'message').map(({ data }) => data);
export const counted = (client, type) => client.told.filter((event) => event.type === type).length;
