#!/bin/sh
# The PHP that runs a Laravel application of the tests, with the built extension: a JSON list of words, for NETSVR_TEST_PHP.
#
# PHP         the PHP to test with; by default php
# NETSVR_SO   the extension; by default target/release/libnetsvr.so
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
php=$(command -v "${PHP:-php}")
so=$(realpath "${NETSVR_SO:-$root/target/release/libnetsvr.so}")

# No php.ini: only what Laravel and PHPUnit need, and the extension that was built. Where they are no part of PHP
# itself, an extension must come behind those that it uses: xmlwriter and the like behind dom and xml.
options="-n -d include_path=.:/usr/share/php -d memory_limit=512M"
# Debian's libraries are older than its PHP.
options="$options -d error_reporting=$("$php" -n -r 'echo E_ALL & ~E_DEPRECATED;')"
for name in ctype dom fileinfo iconv intl mbstring pdo pdo_sqlite phar posix simplexml tokenizer xml xmlwriter; do
    "$php" -n -r "exit(extension_loaded('$name') ? 0 : 1);" || options="$options -d extension=$name"
done
# shellcheck disable=SC2086
exec "$php" -n -r 'echo json_encode(array_slice($argv, 1), JSON_UNESCAPED_SLASHES);' -- "$php" $options -d "extension=$so"
