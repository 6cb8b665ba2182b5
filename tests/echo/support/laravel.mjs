/*
 * A Laravel project in a folder of its own, as `composer require` would leave it: its web server, `php artisan netsvr:work`
 * and other commands as child processes. The folder goes with it.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child } from '../../support/child.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** PHP with what Laravel needs, and the extension; tests/run-echo.sh says it. */
const php = JSON.parse(process.env.NETSVR_TEST_PHP);

export class Laravel {
  #started = [];
  #environment;
  #settings;

  /**
   * @param {import('./gateway.mjs').Gateway} gateway
   * @param {Record<string, string>} environment variables as in .env
   * @param {string[]} folders what comes into the project over tests/laravel/skeleton
   * @param {string} autoload what Composer's autoloader is in a project
   */
  constructor(gateway, environment = {}, folders = [], autoload = `${root}/tests/echo/application/autoload.php`) {
    this.folder = mkdtempSync(`${tmpdir()}/netsvr-echo-`);
    for (const source of [`${root}/tests/laravel/skeleton`, ...folders]) cpSync(source, this.folder, { recursive: true });
    this.#makeFolders();
    const library = { version: '0.1.0', ...JSON.parse(readFileSync(`${root}/php/composer.json`, 'utf8')) };
    writeFileSync(`${this.folder}/vendor/composer/installed.json`, JSON.stringify({ packages: [library] }));
    writeFileSync(`${this.folder}/composer.json`, '{}');
    this.#environment = { NETSVR_TEST_AUTOLOAD: autoload, SHOP_FOLDER: this.folder, NETSVR_WORKER_ADDRS: gateway.worker, ...environment };
    this.#settings = gateway.settings;
  }

  /** Serves the project over HTTP. */
  async serve() {
    // artisan serve takes its variables from .env; so do all workers of php-fpm
    const router = `${root}/tests/echo/application/server.php`;
    const server = this.#php(['-d', 'variables_order=EGPCS', '-S', '127.0.0.1:0', '-t', `${this.folder}/public`, router]);
    this.url = (await server.says(/\((http:\S+)\) started/))[1];
  }

  /** `php artisan netsvr:work` that is registered at the gateway. */
  async work(...options) {
    const worker = this.artisan('netsvr:work', ...options);
    await worker.says(/register to \S+ ok\./);
    return worker;
  }

  /** `php artisan …` */
  artisan(...command) {
    return this.#php([`${this.folder}/artisan`, ...command, '--no-ansi']);
  }

  /** Posts JSON to a route, as a user of the tests' guard; what it answered. */
  async post(path, body, { user, socketId } = {}) {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    if (user) headers['X-User'] = String(user);
    if (socketId) headers['X-Socket-ID'] = socketId;
    const signal = AbortSignal.timeout(10_000);
    const answer = await fetch(this.url + path, { method: 'POST', headers, body: JSON.stringify(body), signal });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 2000)}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  get log() {
    const file = `${this.folder}/storage/logs/laravel.log`;
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  async stop() {
    await Promise.all(this.#started.map((child) => child.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  #php(args) {
    const settings = this.#settings.flatMap((setting) => ['-d', setting]);
    const child = new Child(php[0], [...php.slice(1), ...settings, ...args], {
      cwd: this.folder,
      env: this.#environment,
    });
    this.#started.push(child);
    return child;
  }

  #makeFolders() {
    for (const folder of [
      'bootstrap/cache', 'public/js', 'storage/logs', 'storage/framework/views', 'storage/framework/sessions',
      'storage/framework/cache/data', 'vendor/composer',
    ]) mkdirSync(`${this.folder}/${folder}`, { recursive: true });
    // What `npm install laravel-echo pusher-js` gives a page that loads its scripts as they are.
    for (const script of [
      'laravel-echo/dist/echo.iife.js', 'pusher-js/dist/web/pusher.js', 'pusher-js/dist/web/pusher-with-encryption.js',
    ]) cpSync(`${root}/tests/echo/node_modules/${script}`, `${this.folder}/public/js/${basename(script)}`);
  }
}
