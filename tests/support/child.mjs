/*
 * A program as a child process: what it says, signals, its end. Every wait is bounded, and it is stopped by its pid. Knows
 * nothing of what the program does.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Milliseconds that anything may take; NETSVR_PATIENCE says more where the machine is busy. */
export const PATIENCE = Number(process.env.NETSVR_PATIENCE || 40_000);

const SETPRIV = '/usr/bin/setpriv';

export class Child {
  #process;
  #lines = [];
  #waiting = [];
  /** Resolves to the exit status, or to the name of the signal. */
  ended;

  /** @param {{env?: Record<string, string>, cwd?: string}} options `env` in addition to what this process has */
  constructor(command, args, { env = {}, cwd } = {}) {
    // The kernel ends it when this process is killed before it can.
    const all = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'TERM', '--', command, ...args] : [command, ...args];
    // A group of its own: what is sent to that group is what Ctrl-C sends.
    const options = { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...process.env, ...env }, cwd };
    this.#process = spawn(all[0], all.slice(1), options);
    this.ended = new Promise((resolve, reject) => {
      this.#process.on('error', reject);
      this.#process.on('exit', (status, signal) => resolve(status ?? signal));
    });
    this.ended.catch(() => {});
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      createInterface(stream).on('line', (line) => {
        this.#lines.push(line);
        this.#waiting.forEach((look) => look());
      });
    }
  }

  /** The match of the first line that matches, or of a later one, once it is there. */
  async says(pattern, { times = 1, patience = PATIENCE } = {}) {
    let look, timer;
    const found = new Promise((resolve) => {
      look = () => {
        const matches = this.#lines.map((line) => line.match(pattern)).filter(Boolean);
        if (matches.length >= times) resolve(matches[times - 1]);
      };
    });
    this.#waiting.push(look);
    look();
    const late = new Promise((resolve) => { timer = setTimeout(resolve, patience); });
    const match = await Promise.race([found, late, this.ended.then(() => undefined)]);
    clearTimeout(timer);
    this.#waiting.splice(this.#waiting.indexOf(look), 1);
    if (!match) throw new Error(`not said: ${pattern}\n${this.said}`);
    return match;
  }

  /** All that it has said so far. */
  get said() {
    return this.#lines.join('\n');
  }

  signal(signal) {
    this.#process.kill(signal);
  }

  /** Sends a signal, to its whole group on request, and waits for the end; SIGKILL if that does not come. */
  async stop(signal = 'SIGTERM', group = false) {
    const { pid, exitCode, signalCode } = this.#process;
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(group ? -pid : pid, signal);
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), PATIENCE);
    const status = await this.ended;
    clearTimeout(timer);
    return status;
  }
}
