#!/usr/bin/env node
/*
 * Stands in for the gateway's program, `netsvr -config netsvr.toml`: reads the configuration, and becomes a devgate with
 * the same ports and heartbeats. NETSVR_DEVGATE names devgate, NETSVR_GENERATION (5 or 8) which gateway it plays.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What devgate is told of it. Of the others it knows nothing, which does not matter on one machine. */
const FLAGS = {
  'Customer.ListenAddress': '--ws', 'Customer.HandlePattern': '--path', 'Customer.HeartbeatMessage': '--client-heartbeat',
  'Worker.ListenAddress': '--worker', 'Worker.HeartbeatMessage': '--heartbeat', 'Task.ListenAddress': '--task',
};
const OTHERS = ['LogLevel', 'Customer.MaxOnlineNum', 'Task.HeartbeatMessage'];

const [option, file] = process.argv.slice(2);
if (option !== '-config' || !file) throw new Error('call it as the gateway: netsvr -config netsvr.toml');
const isEight = process.env.NETSVR_GENERATION === '8';
const flags = ['--gateway', isEight ? '8' : '5'];
let section = '';
for (const line of readFileSync(file, 'utf8').split('\n').map((text) => text.replace(/(^|\s)#.*$/, '').trim())) {
  const [, heading] = line.match(/^\[(\w+)\]$/) ?? [];
  const [, key, value] = line.match(/^(\w+) = "?([^"]*)"?$/) ?? [];
  if (heading) section = `${heading}.`;
  else if (FLAGS[section + key]) flags.push(...(section === 'Task.' && !isEight ? [] : [FLAGS[section + key], value]));
  else if (line && !OTHERS.includes(section + key)) throw new Error(`${file}: what is "${line}" in the section ${section}?`);
}
const devgate = spawn(process.env.NETSVR_DEVGATE, flags, { stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => devgate.kill(signal));
devgate.on('exit', (status) => process.exit(status ?? 1));
