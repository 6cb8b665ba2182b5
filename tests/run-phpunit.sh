#!/bin/sh
# Runs the PHPUnit tests of a folder on the built extension, with the libraries of PHP's include path.
#
#   tests/run-phpunit.sh tests/laravel|tests/webman-plugin [option of phpunit | test file]...
#
# PHP             the PHP to test with; by default php
# NETSVR_SO       the extension; by default target/release/libnetsvr.so
# NETSVR_DEVGATE  the development gateway; by default the newest that has been built
#
# The last line is "N passed, N failed[, N skipped]"; each skipped test is named before.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(cd "$1" && pwd)
shift
php=$(command -v "${PHP:-php}")
so=$(realpath "${NETSVR_SO:-$root/target/release/libnetsvr.so}")
phpunit=$(command -v phpunit) || { echo "no phpunit: install it" >&2; exit 1; }

# No php.ini: only what Laravel and PHPUnit need, and the extension that was built. Where they are no part of PHP
# itself, an extension must come behind those that it uses: xmlwriter and the like behind dom and xml.
options="-n -d include_path=.:/usr/share/php -d memory_limit=512M"
# Debian's libraries are older than its PHP.
options="$options -d error_reporting=$("$php" -n -r 'echo E_ALL & ~E_DEPRECATED;')"
for name in ctype dom fileinfo iconv intl mbstring pdo pdo_sqlite phar posix simplexml tokenizer xml xmlwriter; do
    "$php" -n -r "exit(extension_loaded('$name') ? 0 : 1);" || options="$options -d extension=$name"
done
options="$options -d extension=$so"
# What the tests start child processes with.
# shellcheck disable=SC2086
NETSVR_TEST_PHP=$("$php" -n -r 'echo json_encode(array_slice($argv, 1));' -- "$php" $options)
export NETSVR_TEST_PHP

mkdir -p "$root/out"
report=$root/out/$(basename "$folder")-junit.xml
rm -f "$report"
status=0
# shellcheck disable=SC2086
"$php" $options "$phpunit" -c "$folder/phpunit.xml" --log-junit "$report" "$@" || status=$?
# shellcheck disable=SC2086
"$php" $options "$root/tests/support/junit-summary.php" "$report"
exit $status
