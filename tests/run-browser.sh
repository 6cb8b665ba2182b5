#!/bin/sh
# The chat page in Chromium, with what has been built; see tests/browser/*.test.mjs.
#
#   tests/run-browser.sh [OPTION OF node --test]...      such as --test-name-pattern=phone
#
# NETSVR_SO, NETSVR_DEVGATE   the extension and the gateway (default: in target/release)
# PHP                         the PHP to run chat.php (default: php)
# CHROMIUM                    the browser (default: chromium)
# GATEWAY                     which gateway devgate plays: 5 (default) or 8
# GATEWAY_5, GATEWAY_8        programs of real gateways: the demo runs at that one; what needs devgate, which serves the
#                             page in the other tests, is left out
set -eu

CHROMIUM=$(command -v "${CHROMIUM:-chromium}") || { echo 'There is no Chromium: run make deps-all.' >&2; exit 1; }
export CHROMIUM

cd "$(dirname "$0")/browser"
# npm leaves this file when it is done.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    npm ci
fi
case ${GATEWAY:-5} in
    8) program=${GATEWAY_8:-} ;;
    *) program=${GATEWAY_5:-} ;;
esac
files='chat.test.mjs trouble.test.mjs demo.test.mjs'
if [ -n "$program" ]; then
    echo "At $program. Only demo.test.mjs is run: the other tests need devgate."
    NETSVR_DEVGATE=$(cd ../support && pwd)/real-gateway.sh
    export NETSVR_DEVGATE
    files=demo.test.mjs
fi
# shellcheck disable=SC2086
exec node --test --test-concurrency=1 --test-reporter=./counted.mjs "$@" $files
