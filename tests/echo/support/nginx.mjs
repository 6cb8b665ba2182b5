/* nginx as a child process in a folder of its own: nothing of the system's configuration takes part. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { Child, PATIENCE } from '../../support/child.mjs';
import { holdPort } from '../../support/ports.mjs';

const program = process.env.NGINX || '/usr/sbin/nginx';

export class Nginx {
  #process;
  #folder;

  /**
   * @param {(listen: string) => string} servers blocks `server`, which listen where they are told
   */
  static async start(servers) {
    const nginx = new Nginx();
    nginx.#folder = mkdtempSync(`${tmpdir()}/netsvr-nginx-`);
    nginx.port = await holdPort();
    const folder = nginx.#folder;
    const temporary = ['client_body', 'fastcgi', 'proxy', 'scgi', 'uwsgi']
      .map((what) => `${what}_temp_path ${folder}/${what};`).join('\n');
    const user = process.getuid() === 0 ? 'user root;' : '';
    writeFileSync(`${folder}/nginx.conf`, `
      ${user}
      daemon off;
      worker_processes 1;
      pid ${folder}/nginx.pid;
      error_log ${folder}/nginx.log;
      events { worker_connections 4096; }
      http {
        access_log off;
        ${temporary}
        ${servers(`127.0.0.1:${nginx.port}`)}
      }`);
    nginx.#process = new Child(program, ['-p', folder, '-c', `${folder}/nginx.conf`, '-e', `${folder}/nginx.log`]);
    await nginx.#listens();
    return nginx;
  }

  get log() {
    return readFileSync(`${this.#folder}/nginx.log`, 'utf8');
  }

  async stop() {
    await this.#process.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #listens() {
    let ended = false;
    this.#process.ended.then(() => { ended = true; }, () => { ended = true; });
    const deadline = Date.now() + PATIENCE;
    const answers = () => new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1');
      socket.on('connect', () => { socket.destroy(); resolve(true); }).on('error', () => resolve(false));
    });
    while (!await answers()) {
      if (ended || Date.now() > deadline) throw new Error(`nginx does not listen: ${this.#process.said}`);
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
  }
}
