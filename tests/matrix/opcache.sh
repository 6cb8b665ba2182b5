#!/bin/sh
# Runs the phpt suite with opcache, and with JIT if that is asked for, in every process that has the options of the runner:
# each test, the business processes that it forks, and PHP's web server.
#
#   tests/matrix/opcache.sh off|tracing|function [option of run-tests.php | test file | folder]...
#
# The variables of tests/run-phpt.sh. With JIT, tests of which tests/matrix/jit.txt says why are left out.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
php=${TEST_PHP_EXECUTABLE:-$(command -v php8.2 || command -v php || true)}
jit=${1:-off}
[ $# = 0 ] || shift

# Newer than 8.4 it is built in.
loaded=
"$php" -n -r 'exit(extension_loaded("Zend OPcache") ? 0 : 1);' || loaded='-d zend_extension=opcache'
options="$loaded -d opcache.enable=1 -d opcache.enable_cli=1 -d opcache.file_update_protection=0"
if [ "$jit" = off ]; then
    # JIT is off unless it has memory; 8.4 turned that round.
    options="$options -d opcache.jit=disable"
else
    options="$options -d opcache.jit_buffer_size=64M -d opcache.jit=$jit"
    export NETSVR_TEST_LEFT_OUT="$root/tests/matrix/jit.txt"
fi
# A PHP without it would pass all the same.
# shellcheck disable=SC2086
"$php" -n $options -r '
    $status = function_exists("opcache_get_status") ? opcache_get_status(false) : [];
    $jit = ($status["jit"]["on"] ?? false) ? "on" : "off";
    echo "opcache is ", ($status["opcache_enabled"] ?? false) ? "on" : "off", ", JIT is $jit\n";
    exit(($status["opcache_enabled"] ?? false) && ($jit === "off") === ($argv[1] === "off") ? 0 : 1);' "$jit" || {
    echo "opcache.sh: $php does not have opcache as it is asked for ($jit)" >&2
    exit 1
}
# shellcheck disable=SC2086
exec "$root/tests/run-phpt.sh" $options "$@"
