/* nginx in front of a gateway, as examples/recipes/nginx-echo.conf has it but for ports and TLS. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Nginx } from './nginx.mjs';

const recipes = fileURLToPath(new URL('../../../examples/recipes', import.meta.url));
const FILES = { 5: 'nginx-echo.conf', 8: 'nginx-echo-8.conf' };

/** A certificate that is its own authority, and its key; tests/run-echo.sh makes them. */
export const certificate = { file: process.env.NODE_EXTRA_CA_CERTS, key: process.env.NETSVR_TEST_TLS_KEY };

/**
 * @param {import('./gateway.mjs').Gateway} gateway started with `--path /netsvr`, which is what nginx asks for
 * @param {{tls?: boolean}} options
 */
export function startFront(gateway, { tls = false } = {}) {
  const text = readFileSync(`${recipes}/${FILES[gateway.generation]}`, 'utf8');
  return Nginx.start((listen) => text
    .replaceAll('127.0.0.1:6060', gateway.address)
    .replace('listen 127.0.0.1:8080;', tls
      ? `listen ${listen} ssl; ssl_certificate ${certificate.file}; ssl_certificate_key ${certificate.key};`
      : `listen ${listen};`));
}
