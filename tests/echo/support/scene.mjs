/*
 * A gateway, a Redis, nginx where the gateway needs it, a Laravel application with its netsvr:work, and the clients that come.
 * All of it ends with the test.
 */
import { APP, Client, pause } from './clients.mjs';
import { startFront } from './front.mjs';
import { Gateway } from './gateway.mjs';
import { Laravel } from './laravel.mjs';
import { Redis } from './redis.mjs';

/** Both generations of gateways; GATEWAY=5 or 8 chooses one. */
export const generations = process.env.GATEWAY ? [Number(process.env.GATEWAY)] : [5, 8];

/** base64 of 32 bytes */
export const ENCRYPTION_KEY = Buffer.alloc(32, 7).toString('base64');

export class Scene {
  #clients = [];
  #closing = [];

  /**
   * @param {5|8} generation
   * @param {{flags?: string[], environment?: Record<string, string>, folders?: string[], autoload?: string, nginx?: boolean,
   *     tls?: boolean, prepare?: (laravel: Laravel) => Promise<void>, work?: string[]}} options flags of devgate; `folders`: what
   *     comes into the project beside the skeleton, and `autoload`: Composer's autoloader there; `nginx`: in front of a
   *     gateway 5.x, too; `prepare`: what is done in the project before anything starts; `work`: options of netsvr:work
   */
  static async start(generation, {
    flags = [], environment = {}, folders = [], autoload, nginx = generation === 8, tls = false, prepare, work = [],
  } = {}) {
    const scene = new Scene();
    try {
      await Promise.all([
        Redis.start().then((redis) => { scene.#keep('redis', redis); }),
        Gateway.start(generation, ...flags).then((gateway) => { scene.#keep('gateway', gateway); }),
      ]);
      if (nginx) scene.#keep('nginx', await startFront(scene.gateway, { tls }));
      scene.address = nginx ? `${tls ? 'localhost' : '127.0.0.1'}:${scene.nginx.port}` : scene.gateway.address;
      const [host, port] = scene.address.split(':');
      scene.laravel = scene.application({
        ...APP, NETSVR_ENCRYPTION_KEY: ENCRYPTION_KEY, NETSVR_HOST: host, NETSVR_PORT: port, ...environment,
      }, folders, autoload);
      await prepare?.(scene.laravel);
      [scene.worker] = await Promise.all([scene.laravel.work(...work), scene.laravel.serve()]);
      // Who connects in the second of the first registration may have been there before, so netsvr:work drops them.
      await pause(1000 - Date.now() % 1000);
    } catch (error) {
      await scene.stop();
      throw error;
    }
    return scene;
  }

  #keep(name, server) {
    this[name] = server;
    this.#closing.unshift(() => server.stop());
  }

  /** One more application at the gateway. */
  application(environment, folders = [], autoload = undefined) {
    const laravel = new Laravel(this.gateway, {
      TEST_PROVIDERS: 'EchoTests\\EchoServiceProvider', CACHE_DRIVER: 'redis', TEST_REDIS: this.redis.socket, ...environment,
    }, folders, autoload);
    this.#closing.unshift(() => laravel.stop());
    return laravel;
  }

  /** Somebody who comes; connected. */
  client(options = {}) {
    return this.visitor(options).connected();
  }

  /** Somebody who may not get in. */
  visitor(options = {}) {
    const client = new Client({ address: this.address, http: this.laravel.url, ...options });
    this.#clients.push(client);
    return client;
  }

  /** What is broadcast, by an HTTP request: `{event, channels, data, others}`; names of channels as clients have them. */
  broadcast(message, who) {
    return this.laravel.post('/say', message, who);
  }

  /** What went wrong on the side of the server, for messages of failed tests. */
  get log() {
    // without traces
    const lines = (text) => (text ?? '').split('\n').filter((line) => !/^#\d|^"\}|^\[stacktrace\]|^$/.test(line));
    return [...lines(this.worker?.said).slice(-15), ...lines(this.laravel?.log).slice(-15)].join('\n');
  }

  async stop() {
    this.#clients.forEach((client) => client.leave());
    for (const close of this.#closing) await close();
  }
}
