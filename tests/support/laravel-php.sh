#!/bin/sh
# The PHP that runs a Laravel application of the tests, with the built extension.
#
#   tests/support/laravel-php.sh               what it is called with: a JSON list of words, for NETSVR_TEST_PHP
#   tests/support/laravel-php.sh ARGUMENT...   runs it
#
# PHP          the PHP to test with; by default php
# NETSVR_SO    the extension; by default target/release/libnetsvr.so
# LARAVEL_DIR  an installed Laravel application (with vendor/autoload.php) whose framework is taken; by default Debian's is
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
php=$(command -v "${PHP:-php}")
so=$(realpath "${NETSVR_SO:-$root/target/release/libnetsvr.so}")

libraries=/usr/share/php
# Debian's libraries are older than its PHP.
level='E_ALL & ~E_DEPRECATED'
if [ -n "${LARAVEL_DIR:-}" ]; then
    if [ ! -f "$LARAVEL_DIR/vendor/autoload.php" ] || [ ! -f "$LARAVEL_DIR/vendor/laravel/framework/composer.json" ]; then
        echo "LARAVEL_DIR=$LARAVEL_DIR is no installed Laravel application: there is no vendor/autoload.php," \
            "or no vendor/laravel/framework; run composer install there, or unset LARAVEL_DIR" >&2
        exit 1
    fi
    # tests/laravel/autoload.php finds the framework there, in child processes, too. Of Debian only what the
    # application may not have: PHPUnit.
    libraries=$(realpath "$LARAVEL_DIR")/vendor
    [ -f "$libraries/bin/phpunit" ] || libraries=$libraries:/usr/share/php
    level=E_ALL
fi

# No php.ini: only what Laravel and PHPUnit need, and the extension that was built. Where they are no part of PHP
# itself, an extension must come behind those that it uses: xmlwriter and the like behind dom and xml.
options="-n -d include_path=.:$libraries -d memory_limit=512M -d error_reporting=$("$php" -n -r "echo $level;")"
# One PHP says which: this script starts for each snippet of a document.
options=$options$("$php" -n -r 'foreach (array_slice($argv, 1) as $name) { echo extension_loaded($name) ? "" : " -d extension=$name"; }' \
    -- ctype dom fileinfo iconv intl mbstring pdo pdo_sqlite phar posix simplexml tokenizer xml xmlwriter)
# Without these, tests with Redis are skipped. igbinary may not be part of the other one.
folder=$("$php" -n -r 'echo ini_get("extension_dir");')
for name in igbinary redis; do
    [ ! -r "$folder/$name.so" ] || options="$options -d extension=$name"
done
# shellcheck disable=SC2086
if [ $# -gt 0 ]; then
    exec "$php" $options -d "extension=$so" "$@"
fi
# shellcheck disable=SC2086
exec "$php" -n -r 'echo json_encode(array_slice($argv, 1), JSON_UNESCAPED_SLASHES);' -- "$php" $options -d "extension=$so"
