#!/bin/sh
# Threads of one process that call NetBus at the same time, on a PHP with thread safety: compiles threads.c against its
# embeddable library, builds the extension for it, runs run.php.
#
#   ZTS_PHP_DIR=/opt/php-zts tests/zts/run.sh [option of run.php]...
#
# ZTS_PHP_DIR     prefix of a PHP that was configured with --enable-zts --enable-embed --enable-pcntl --enable-posix
# NETSVR_DEVGATE  the development gateway; by default the newest that has been built
# ZTS_TARGET      cargo's target folder for that PHP; by default target-zts
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
dir=${ZTS_PHP_DIR:-}
if [ -z "$dir" ]; then
    echo "skipped: ZTS_PHP_DIR names no PHP with --enable-zts and --enable-embed"
    exit 0
fi
if [ ! -e "$dir/lib/libphp.so" ]; then
    echo "there is no $dir/lib/libphp.so: configure that PHP with --enable-embed" >&2
    exit 2
fi

target=${ZTS_TARGET:-$root/target-zts}
PHP=$dir/bin/php PHP_CONFIG=$dir/bin/php-config \
    cargo build --manifest-path "$root/Cargo.toml" -p netsvr --target-dir "$target"
# php-config gives words that the compiler is to see as words.
# shellcheck disable=SC2046
cc -std=gnu11 -D_GNU_SOURCE -Wall -Wno-unused-parameter -g -o "$target/threads" \
    $("$dir/bin/php-config" --includes) "-I$("$dir/bin/php-config" --include-dir)" "$root/tests/zts/threads.c" "-L$dir/lib" "-Wl,-rpath,$dir/lib" -lphp -lpthread
export NETSVR_SO="$target/debug/libnetsvr.so" ZTS_THREADS="$target/threads"
exec "$dir/bin/php" -n -d memory_limit=512M -d "extension=$NETSVR_SO" "$root/tests/zts/run.php" "$@"
