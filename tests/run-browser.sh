#!/bin/sh
# The chat page in Chromium, with what has been built; see tests/browser/chat.test.mjs and demo.test.mjs.
#
#   tests/run-browser.sh [OPTION OF node --test]...      such as --test-name-pattern=phone
#
# NETSVR_SO, NETSVR_DEVGATE   the extension and the gateway (default: in target/release)
# PHP                         the PHP to run chat.php (default: php)
# CHROMIUM                    the browser (default: chromium)
# GATEWAY                     which gateway devgate plays: 5 (default) or 8
set -eu

CHROMIUM=$(command -v "${CHROMIUM:-chromium}") || { echo 'There is no Chromium: run make deps-all.' >&2; exit 1; }
export CHROMIUM

cd "$(dirname "$0")/browser"
# npm leaves this file when it is done.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    npm ci
fi
exec node --test --test-concurrency=1 --test-reporter=./counted.mjs "$@" chat.test.mjs demo.test.mjs
