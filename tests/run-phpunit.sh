#!/bin/sh
# Runs the PHPUnit tests of a folder on the built extension.
#
#   tests/run-phpunit.sh tests/laravel|tests/webman-plugin [option of phpunit | test file]...
#
# PHP             the PHP to test with; by default php
# NETSVR_SO       the extension; by default target/release/libnetsvr.so
# NETSVR_DEVGATE  the development gateway; by default the newest that has been built
# LARAVEL_DIR     for tests/laravel: an installed Laravel application (with vendor/autoload.php). Its framework is tested
#                 then, with its PHPUnit if it has one; by default those of Debian are taken
#
# The last line is "N passed, N failed[, N skipped]"; what is skipped is named before.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(cd "$1" && pwd)
shift
run_php=$root/tests/support/laravel-php.sh

[ "$folder" = "$root/tests/laravel" ] || unset LARAVEL_DIR
phpunit=${LARAVEL_DIR:+$LARAVEL_DIR/vendor/bin/phpunit}
[ -f "$phpunit" ] || phpunit=$(command -v phpunit) || { echo "no phpunit: install it" >&2; exit 1; }
# What the tests start child processes with.
NETSVR_TEST_PHP=$("$run_php")
export NETSVR_TEST_PHP

configuration=$folder/phpunit.xml
case $("$run_php" "$phpunit" --version) in
    'PHPUnit 9.'*) ;;
    *) configuration=$folder/phpunit-10.xml ;;
esac
mkdir -p "$root/out"
# Of its own: another run may go on in this checkout.
report=$root/out/$(basename "$folder")-junit.$$.xml
trap 'rm -f "$report"' EXIT
trap 'exit 1' HUP INT TERM
status=0
"$run_php" "$phpunit" -c "$configuration" --log-junit "$report" "$@" || status=$?
if [ "$folder" = "$root/tests/laravel" ] && [ -z "${LARAVEL_DIR:-}" ]; then
    set -- "laravel: newer frameworks than Debian's: LARAVEL_DIR names no installed application"
else
    set --
fi
"$run_php" "$root/tests/support/junit-summary.php" "$report" "$@"
exit $status
