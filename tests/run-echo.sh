#!/bin/sh
# laravel-echo and pusher-js as they come from npm, in Node and in Chromium, against `php artisan netsvr:work`, with what
# has been built; see tests/echo.
#
#   tests/run-echo.sh [OPTION OF node --test | FILE]...      such as --test-name-pattern=room channels.test.mjs
#
# NETSVR_SO, NETSVR_DEVGATE   the extension and the gateway (default: in target/release)
# PHP                         the PHP of the application (default: php)
# CHROMIUM, NGINX             the browser (default: chromium), the proxy (default: /usr/sbin/nginx)
# LARAVEL_DIR                 an installed Laravel application whose framework is taken (default: Debian's)
# GATEWAY                     5 or 8: only with that generation of gateways
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
CHROMIUM=$(command -v "${CHROMIUM:-chromium}") || { echo 'There is no Chromium: run make deps-all.' >&2; exit 1; }
export CHROMIUM
NETSVR_TEST_PHP=$("$root/tests/support/laravel-php.sh")
export NETSVR_TEST_PHP

# A certificate for wss://, which Node trusts for as long as this runs.
tls=$(mktemp -d)
trap 'rm -rf "$tls"' EXIT
trap 'exit 1' HUP INT TERM
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$tls/key.pem" -out "$tls/certificate.pem" 2>"$tls/said" ||
    { cat "$tls/said" >&2; exit 1; }
export NODE_EXTRA_CA_CERTS="$tls/certificate.pem" NETSVR_TEST_TLS_KEY="$tls/key.pem"

cd "$root/tests/echo"
# npm leaves this file when it is done.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    npm ci
fi
case "$*" in
    *.test.mjs*) ;;
    *) set -- "$@" ./*.test.mjs ;;
esac
# Two files at a time: tests wait more than they work.
node --test --test-concurrency=2 --test-reporter=../browser/counted.mjs "$@"
