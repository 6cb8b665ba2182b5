/* A gateway as a child process: where clients and business processes connect, its end, another one in its place. */
import { fileURLToPath } from 'node:url';
import { Child } from '../../support/child.mjs';
import { holdPorts } from '../../support/ports.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const devgate = process.env.NETSVR_DEVGATE || `${root}/target/release/devgate`;
/** `HandlePattern`, as `php artisan netsvr:install` writes it. */
const PATH = '/app/';

export class Gateway {
  #process;
  #flags;
  /** Nobody else is given them while it is down. */
  #ports;

  constructor(generation, flags) {
    this.generation = generation;
    this.#flags = flags;
  }

  /** @param {5|8} generation which gateway devgate plays */
  static async start(generation, ...flags) {
    const gateway = new Gateway(generation, flags);
    gateway.#ports = await holdPorts(3);
    await gateway.#launch();
    return gateway;
  }

  /** Settings of PHP that speak to it: 8.x has a port of its own for commands. */
  get settings() {
    const { worker, task } = this;
    return task ? [`netsvr.gateway=${this.generation}`, `netsvr.task_addrs="${worker}=${task}"`] : [];
  }

  /** SIGKILL: connections break without a word. */
  kill() {
    return this.#process.stop('SIGKILL');
  }

  stop() {
    return this.#process.stop();
  }

  /** A new process on the same ports, which knows nobody. */
  again() {
    return this.#launch();
  }

  async #launch() {
    const [websocket, worker, task] = this.#ports;
    const flags = ['--gateway', String(this.generation), '--ws', websocket, '--worker', worker];
    if (this.generation === 8) {
      // Clients of tests send as much as they like.
      flags.push('--task', task, '--set', 'Customer.LimitZeroWindowMaxRequests=1000000000');
    }
    this.#process = new Child(devgate, [...flags, '--path', PATH, ...this.#flags]);
    await this.#process.says(/^ready$/);
    this.address = (await this.#process.says(/^websocket ws:\/\/([^/]+)/))[1];
    this.worker = (await this.#process.says(/^worker (\S+)$/))[1];
    this.task = this.generation === 8 ? (await this.#process.says(/^task (\S+)$/))[1] : undefined;
  }
}
