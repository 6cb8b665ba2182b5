#!/bin/sh
# Tests the Composer library on the Laravel and PHPUnit of the include path (Debian has both).
#
#   tests/laravel/run.sh [option of phpunit | test file]...
#
# PHP             the PHP to test with; by default php
# NETSVR_SO       the extension; by default target/release/libnetsvr.so
# NETSVR_DEVGATE  the development gateway; by default the newest that has been built
#
# The last line is "N passed, N failed[, N skipped]"; each skipped test is named before.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
php=$(command -v "${PHP:-php}")
so=$(realpath "${NETSVR_SO:-$root/target/release/libnetsvr.so}")
phpunit=$(command -v phpunit) || { echo "no phpunit: install it" >&2; exit 1; }

# No php.ini: only what Laravel and PHPUnit need, and the extension that was built.
extensions=
for name in ctype dom fileinfo iconv intl mbstring pdo phar posix simplexml tokenizer xml xmlwriter; do
    if ! "$php" -n -r "exit(extension_loaded('$name') ? 0 : 1);"; then
        extensions="$extensions -d extension=$name"
    fi
done
# xmlwriter and the like need others to be loaded before them: the order above is one that works.
options="-n -d include_path=.:/usr/share/php -d error_reporting=8191 -d memory_limit=512M $extensions -d extension=$so"
# shellcheck disable=SC2086
NETSVR_TEST_PHP=$("$php" -n -r 'echo json_encode(array_slice($argv, 1));' -- "$php" $options)
export NETSVR_TEST_PHP

mkdir -p "$root/out"
report=$root/out/$(basename "$here")-junit.xml
rm -f "$report"
status=0
# shellcheck disable=SC2086
"$php" $options "$phpunit" -c "$here/phpunit.xml" --log-junit "$report" "$@" || status=$?
# shellcheck disable=SC2086
"$php" $options "$here/summary.php" "$report"
exit $status
