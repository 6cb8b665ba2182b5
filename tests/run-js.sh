#!/bin/sh
# js/netsvr.js in Node and in Chromium, with what has been built; see tests/js.
#
#   tests/run-js.sh [OPTION OF node --test | FILE]...      such as --test-name-pattern=heartbeat client.test.mjs
#
# NETSVR_SO, NETSVR_DEVGATE   the extension and the gateway (default: in target/release)
# PHP                         the PHP of the business process (default: php)
# CHROMIUM                    the browser (default: chromium)
# GATEWAY                     5 or 8: only with that generation of gateways
set -eu

CHROMIUM=$(command -v "${CHROMIUM:-chromium}") || { echo 'There is no Chromium: run make deps-all.' >&2; exit 1; }
export CHROMIUM

cd "$(dirname "$0")/js"
# npm leaves this file when it is done.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    npm ci
fi
case "$*" in
    *.test.mjs*) ;;
    *) set -- "$@" ./*.test.mjs ;;
esac
exec node --test --test-reporter=../browser/counted.mjs "$@"
