/* nginx in front of a gateway, as `php artisan netsvr:install` writes its configuration. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Nginx } from './nginx.mjs';

const stubs = fileURLToPath(new URL('../../../php/resources/install', import.meta.url));

/** A certificate that is its own authority, and its key; tests/run-echo.sh makes them. */
const certificate = { file: process.env.NODE_EXTRA_CA_CERTS, key: process.env.NETSVR_TEST_TLS_KEY };

/**
 * @param {import('./gateway.mjs').Gateway} gateway
 * @param {{tls?: boolean}} options
 */
export function startFront(gateway, { tls = false } = {}) {
  const stub = readFileSync(`${stubs}/nginx-${gateway.generation}.conf.stub`, 'utf8');
  const location = stub.replaceAll('{{ client_addr }}', gateway.address).replaceAll(/^#.*$/gm, '');
  return Nginx.start((listen) => `server {
    listen ${listen}${tls ? ' ssl' : ''};
    ${tls ? `ssl_certificate ${certificate.file}; ssl_certificate_key ${certificate.key};` : ''}
    ${location}
  }`);
}
