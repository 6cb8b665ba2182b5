/*
 * Somebody who follows a page of this repository in an empty folder: writes its files, types its lines, leaves running what
 * goes on. Programs that the page takes for given are in a folder of their own in PATH: php with the extension, and netsvr,
 * the gateway. The folder goes, and what runs is stopped by its pid, when the test ends.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Child, PATIENCE } from '../support/child.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const extension = process.env.NETSVR_SO || `${root}/target/release/libnetsvr.so`;
const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;

export class Walk {
  #running = [];

  /**
   * @param {{generation: string, gateway?: string, php?: string}} given `gateway`: the program of a real one; `php`: a line
   *   of a shell that calls a PHP with the extension, without its last options
   */
  constructor(test, { generation, gateway, php }) {
    this.folder = mkdtempSync(`${tmpdir()}/netsvr-five-minutes-`);
    this.programs = mkdtempSync(`${tmpdir()}/netsvr-programs-`);
    test.after(() => this.#end());
    // The reader's copy of js/, and what `composer require` leaves there.
    symlinkSync(`${root}/js`, `${this.folder}/js`);
    this.write('vendor/autoload.php', `<?php\nrequire '${root}/tests/support/autoload.php';\n`);
    const settings = generation === '8' ? '-d netsvr.gateway=8' : '';
    this.program('php', `${php ?? `exec ${quoted(process.env.PHP || '/usr/bin/php')} -n -d display_errors=stderr -d error_reporting=-1 \\
      -d extension=${quoted(extension)}`} ${settings} "$@"`);
    this.program('netsvr', gateway
      ? `exec ${quoted(gateway)} "$@"`
      : `NETSVR_GENERATION=${generation} exec ${quoted(`${root}/tests/five-minutes/netsvr.mjs`)} "$@"`);
    this.env = {
      PATH: `${this.programs}:${process.env.PATH}`,
      NETSVR_TEST_FOLDER: `${this.programs}/.folder`,
      NETSVR_DEVGATE: process.env.NETSVR_DEVGATE || `${root}/target/release/devgate`,
    };
  }

  /** A program in PATH. */
  program(name, line) {
    writeFileSync(`${this.programs}/${name}`, `#!/bin/sh\n${line}\n`);
    chmodSync(`${this.programs}/${name}`, 0o755);
  }

  /** Writes a file into the folder where the reader is. */
  write(name, text) {
    const path = `${this.#here()}/${name}`;
    mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true });
    writeFileSync(path, text);
  }

  read(name) {
    return readFileSync(`${this.#here()}/${name}`, 'utf8');
  }

  /** Where `cd` has led. */
  #here() {
    const file = `${this.programs}/.folder`;
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : this.folder;
  }

  /** Types lines, and waits for their end. A `cd` in them holds for what is typed later. */
  async type(code, patience = PATIENCE) {
    const child = this.#start(`trap 'pwd >"$NETSVR_TEST_FOLDER"' EXIT\n${code}`);
    const status = await Promise.race([
      child.ended, new Promise((resolve) => { setTimeout(resolve, patience, 'no end'); }),
    ]);
    if (status !== 0) throw new Error(`${code}ended with ${status}:\n${child.said}`);
    return child.said;
  }

  /** Types a line that goes on, and waits until it is there. */
  async leaveRunning(code, ready, patience = PATIENCE) {
    const child = this.#start(code);
    const deadline = Date.now() + patience;
    while (!(await ready(child))) {
      const end = await Promise.race([child.ended, new Promise((resolve) => { setTimeout(resolve, 50); })]);
      if (end !== undefined) throw new Error(`${code}ended with ${end}:\n${child.said}`);
      if (Date.now() > deadline) throw new Error(`${code}is not there after ${patience} ms:\n${child.said}`);
    }
    return child;
  }

  #start(code) {
    const child = new Child('bash', ['-e', '-c', code], { env: this.env, cwd: this.#here() });
    this.#running.push(child);
    return child;
  }

  async #end() {
    for (const child of this.#running.reverse()) await child.stop('SIGTERM', true);
    rmSync(this.folder, { recursive: true });
    rmSync(this.programs, { recursive: true });
  }
}

/** Whether somebody listens at that port of this machine. */
export const listens = (port) => new Promise((resolve) => {
  const socket = createConnection({ port, host: '127.0.0.1' });
  socket.on('connect', () => { socket.destroy(); resolve(true); });
  socket.on('error', () => resolve(false));
});
