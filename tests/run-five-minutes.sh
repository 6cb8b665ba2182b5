#!/bin/sh
# The five minutes of README, and the five steps of docs/webman.md, in both languages, in a network namespace, where the
# ports are free that they name; see tests/five-minutes.
#
#   tests/run-five-minutes.sh [OPTION OF node --test]...      such as --test-name-pattern=Chinese
#
# NETSVR_SO, NETSVR_DEVGATE   the extension, and what stands in for the gateway (default: in target/release)
# GATEWAY_5, GATEWAY_8        programs of real gateways, to take instead
# WEBMAN_PROJECT_DIR          an installed Webman project with webman/console, whose packages are taken in place of the
#                             stand-ins
# PHP                         the PHP of the reader (default: php)
# CHROMIUM                    the browser (default: chromium)
set -eu

CHROMIUM=$(command -v "${CHROMIUM:-chromium}") || { echo 'There is no Chromium: run make deps-all.' >&2; exit 1; }
# The reader's own php calls it.
PHP=$(command -v "${PHP:-php}") || { echo 'There is no php: PHP=/path/to/php names one.' >&2; exit 1; }
export CHROMIUM PHP

cd "$(dirname "$0")/browser"
# npm leaves this file when it is done.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    npm ci
fi
cd ../five-minutes
# One after the other: both want the ports of the pages.
set -- node --test --test-concurrency=1 --test-reporter=../browser/counted.mjs "$@" five-minutes.test.mjs webman.test.mjs
mapped=
[ "$(id -u)" = 0 ] || mapped=--map-root-user
if unshare --net $mapped true 2>/dev/null; then
    export NETSVR_TEST_NAMESPACE=1
    # shellcheck disable=SC2016
    exec unshare --net $mapped sh -c 'ip link set lo up && exec "$@"' sh "$@"
fi
echo 'There is no right to make a network namespace: only the texts are compared.' >&2
exec "$@"
