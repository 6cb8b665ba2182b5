/*
 * Ports of loopback that stay this program's own while it lives, whoever listens there, ends and comes again: the system gives them
 * to nobody else meanwhile. Node cannot hold a port without listening, so a PHP does: hold-ports.php, which ends with this program.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('hold-ports.php', import.meta.url));
let holder;

function start() {
  const child = spawn(process.env.PHP || 'php', ['-n', script], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const waiting = [];
  child.on('error', (error) => waiting.splice(0).forEach(({ reject }) => reject(error)));
  child.on('exit', () => {
    holder = undefined;
    waiting.splice(0).forEach(({ reject }) => reject(new Error('nobody holds ports')));
  });
  createInterface(child.stdout).on('line', (line) => {
    waiting.shift()?.resolve(line.split(' '));
    if (waiting.length === 0) child.stdout.unref();
  });
  // It keeps nobody waiting who has nothing else to do.
  [child, child.stdin, child.stdout].forEach((one) => one.unref());
  return { child, waiting };
}

/** So many addresses, "127.0.0.1:port", at which nobody listens. */
export function holdPorts(count) {
  holder ??= start();
  return new Promise((resolve, reject) => {
    holder.waiting.push({ resolve, reject });
    holder.child.stdout.ref();
    holder.child.stdin.write(`${count}\n`);
  });
}

/** The same of one port: its number. */
export async function holdPort() {
  const [address] = await holdPorts(1);
  return Number(address.split(':')[1]);
}
