#!/bin/sh
# Runs examples/recipes against what has been built: tests/recipes/run.php, in a PHP with PDO and posix.
#
#   tests/run-recipes.sh [--only NAME]... [--gateway 5|8]
#
# NETSVR_SO, NETSVR_DEVGATE  the extension and the gateway; by default those of target/release
# PHP                        by default php
# GATEWAY_5, GATEWAY_8       programs of real gateways in the place of devgate. With one of them only its generation runs
# RECIPES_DATABASE           the DSN of an empty database in the place of SQLite, with RECIPES_DATABASE_USER, and in
#                            RECIPES_EXTENSIONS the files of the extensions that PDO needs for it
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
php=$(command -v "${PHP:-php}")
export NETSVR_SO="${NETSVR_SO:-$root/target/release/libnetsvr.so}"
export NETSVR_DEVGATE="${NETSVR_DEVGATE:-$root/target/release/devgate}"
if [ -n "${GATEWAY_5:-}${GATEWAY_8:-}" ]; then
    NETSVR_DEVGATE=$root/tests/support/real-gateway.sh
    set -- ${GATEWAY_5:+--gateway 5} ${GATEWAY_8:+--gateway 8} "$@"
fi
# No php.ini: only what the tests need and PHP itself has not.
options=$("$php" -n -r 'foreach (array_slice($argv, 1) as $name) { echo extension_loaded($name) ? "" : " -d extension=$name"; }' \
    -- posix pdo pdo_sqlite)
for file in ${RECIPES_EXTENSIONS:-}; do options="$options -d extension=$file"; done
# shellcheck disable=SC2086
exec "$php" -n $options "$root/tests/recipes/run.php" "$@"
