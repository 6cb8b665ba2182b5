#!/bin/sh
# Runs examples/recipes against what has been built: tests/recipes/run.php, in a PHP with the extension, PDO and Redis.
#
#   tests/run-recipes.sh [--only NAME] [--gateway 5|8]
#
# NETSVR_SO, NETSVR_DEVGATE  the extension and the gateway; by default those of target/release
# PHP                        by default php
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
export NETSVR_SO="${NETSVR_SO:-$root/target/release/libnetsvr.so}"
export NETSVR_DEVGATE="${NETSVR_DEVGATE:-$root/target/release/devgate}"
exec "$root/tests/support/laravel-php.sh" "$root/tests/recipes/run.php" "$@"
