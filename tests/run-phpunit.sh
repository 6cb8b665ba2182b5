#!/bin/sh
# Runs the PHPUnit tests of a folder on the built extension.
#
#   tests/run-phpunit.sh tests/laravel|tests/webman-plugin|tests/thinkphp|tests/symfony|tests/hyperf|tests/octane [option of phpunit | test file]...
#
# PHP             the PHP to test with; by default php
# NETSVR_SO       the extension; by default target/release/libnetsvr.so
# NETSVR_DEVGATE  the development gateway; by default the newest that has been built
# LARAVEL_DIR     for tests/laravel: an installed Laravel application (with vendor/autoload.php). Its framework is tested
#                 then, with its PHPUnit if it has one; by default those of Debian are taken
# SYMFONY_DIR     the same for tests/symfony
# HYPERF_DIR      for tests/hyperf: an installed application of Hyperf; by default a stand-in is tested
# SWOOLE_SO       its extension Swoole; by default the installed one
# OCTANE_DIR      for tests/octane: an installed Laravel application, 11 or newer, with laravel/octane, and for RoadRunner with
#                 spiral/roadrunner-http and nyholm/psr7, too; needs SWOOLE_SO for what runs on Swoole
# THINKPHP_DIR    for tests/thinkphp: an installed ThinkPHP application (with vendor/autoload.php), whose framework is tested
#                 then; by default a stand-in is
# TEST_JOBS       into how many processes the classes of a whole folder are dealt; by default 2: most of them wait
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
NETSVR_TEST_PHPUNIT=$phpunit
export NETSVR_TEST_PHPUNIT

configuration=$folder/phpunit.xml
case $("$run_php" "$phpunit" --version) in
    'PHPUnit 9.'*) ;;
    *) configuration=$folder/phpunit-10.xml ;;
esac
# For a test that runs tests of the folder once more.
export NETSVR_TEST_CONFIGURATION="$configuration"
mkdir -p "$root/out"
# Of its own: another run may go on in this checkout.
work=$root/out/$(basename "$folder")-phpunit.$$
mkdir "$work"
processes=
# shellcheck disable=SC2086
trap 'kill $processes 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# phpunit's own options are for one process.
jobs=${TEST_JOBS:-2}
[ $# = 0 ] || jobs=1
job=0
while [ "$job" -lt "$jobs" ]; do
    if [ "$jobs" = 1 ]; then
        dealt=$configuration
    else
        # a configuration of the same options, with every n-th class
        dealt=$work/$job.xml
        files=$(find "$folder" -maxdepth 1 -name '*Test.php' | sort | awk "NR % $jobs == $job { printf \"<file>%s</file>\", \$0 }")
        sed "s|bootstrap=\"|&$folder/|; s|<directory>.*</directory>|$files|" "$configuration" >"$dealt"
    fi
    "$run_php" "$phpunit" -c "$dealt" --log-junit "$work/$job-junit.xml" "$@" >>"$work/$job.log" 2>&1 &
    processes="$processes $!"
    job=$((job + 1))
done
status=0
job=0
for process in $processes; do
    wait "$process" || status=$?
    cat "$work/$job.log"
    job=$((job + 1))
done
processes=
case ${folder#"$root/tests/"}:${LARAVEL_DIR:-}${SYMFONY_DIR:-}${HYPERF_DIR:-}${OCTANE_DIR:-} in
    laravel:) set -- "laravel: newer frameworks than Debian's: LARAVEL_DIR names no installed application" ;;
    symfony:) set -- "symfony: newer ones than Debian's: SYMFONY_DIR names no installed application" ;;
    hyperf:) set -- "hyperf: a real one: HYPERF_DIR names no installed application" ;;
    octane:) set -- "octane: Octane itself, and RoadRunner: OCTANE_DIR names no installed application" ;;
    *) set -- ;;
esac
for report in "$work"/*-junit.xml; do
    "$run_php" "$root/tests/support/junit-summary.php" "$report" "$@"
    set --
done
exit $status
