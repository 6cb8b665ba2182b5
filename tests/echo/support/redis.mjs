/* A Redis of its own on a unix socket, which keeps nothing: what the members of presence channels live in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Child } from '../../support/child.mjs';

export class Redis {
  #process;
  #folder = mkdtempSync(`${tmpdir()}/netsvr-redis-`);
  socket = `${this.#folder}/redis.sock`;

  static async start() {
    const redis = new Redis();
    const flags = ['--port', '0', '--unixsocket', redis.socket, '--save', '', '--dir', redis.#folder];
    redis.#process = new Child('redis-server', flags);
    await redis.#process.says(/ready to accept connections/i);
    return redis;
  }

  async stop() {
    await this.#process.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
