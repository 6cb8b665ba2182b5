#!/bin/sh
# Runs run.php in a network and with processes of its own: addresses are free there as they stand on the page, and what a
# page leaves behind ends with it. Without the right to that (root, or a kernel that gives it) everything is skipped, and
# it says so.
#
#   tests/docs/run.sh [PAGE]...
#
# NETSVR_SO, NETSVR_DEVGATE  what has been built; by default that of target/release
# PHP                        by default php
# GATEWAY_5, GATEWAY_8       the binary of a real gateway, which takes devgate's place where a page starts one
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
export NETSVR_SO="${NETSVR_SO:-$root/target/release/libnetsvr.so}"
export NETSVR_DEVGATE="${NETSVR_DEVGATE:-$root/target/release/devgate}"
export PHP="${PHP:-php}"
NETSVR_DOCS_PHP=$(command -v "$PHP")
export NETSVR_DOCS_PHP

if [ "${NETSVR_DOCS_INSIDE:-}" != 1 ]; then
    if ! unshare --net --pid --fork --kill-child --mount-proc true 2>/dev/null; then
        echo "skipped: the documents, because this user may not make a network of its own (root may)"
        echo "0 passed, 0 failed, 1 skipped"
        exit 0
    fi
    NETSVR_DOCS_INSIDE=1 exec unshare --net --pid --fork --kill-child --mount-proc "$0" "$@"
fi
PATH=$PATH:/usr/sbin
ip link set lo up
# hosts of the documents
for address in 10.0.0.1 10.0.0.2; do
    ip address add "$address/32" dev lo
done
exec "$root/tests/support/laravel-php.sh" "$root/tests/docs/run.php" "$@"
