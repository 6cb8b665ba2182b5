#!/bin/sh
# Measures the built extension and prints a table; see README.md here. A missed budget is a figure, not a failure:
# the exit status is 0 unless bytes or answers are not what they must be, or nothing could be measured.
#
#   benches/run.sh [text]     all measurements, or those whose names hold the text
#
# NETSVR_SO   the extension; netsvr-bench and devgate are looked for beside it. By default all are in target/release (or in
#             CARGO_TARGET_DIR), and built first
# NETSVR_DEVGATE  the development gateway, if it is not beside the extension
# PHP         the PHP to measure with; by default php
# LARAVEL_DIR an installed Laravel application whose framework is taken; by default Debian's is
# PHP_FPM     its php-fpm; by default looked for by its version, in the usual places
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
NETSVR_SO=${NETSVR_SO:-}
PHP_FPM=${PHP_FPM:-}
if [ -z "$NETSVR_SO" ]; then
    target=${CARGO_TARGET_DIR:-$root/target}
    (cd "$root" && "${CARGO:-cargo}" build --release -p netsvr -p netsvr-bench -p netsvr-devgate --target-dir "$target")
    NETSVR_SO=$target/release/libnetsvr.so
fi
bench=$(dirname "$NETSVR_SO")/netsvr-bench
NETSVR_DEVGATE=${NETSVR_DEVGATE:-$(dirname "$bench")/devgate}
for file in "$NETSVR_SO" "$bench" "$NETSVR_DEVGATE"; do
    [ -r "$file" ] || { echo "run.sh: $file is not there: run make build" >&2; exit 2; }
done
PHP=$(command -v "${PHP:-php}") || { echo "run.sh: no PHP: set PHP" >&2; exit 2; }
if [ -z "$PHP_FPM" ]; then
    name=php-fpm$("$PHP" -n -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
    sbin=$(dirname "$(dirname "$PHP")")/sbin
    for fpm in "$(command -v "$name" || true)" "$sbin/$name" "/usr/sbin/$name" "$sbin/php-fpm" "/usr/local/sbin/php-fpm"; do
        [ -x "$fpm" ] || continue
        # one of another version cannot load the extension
        [ "$("$fpm" -n -v | cut -d ' ' -f 2 | head -n 1)" = "$("$PHP" -n -r 'echo PHP_VERSION;')" ] || continue
        PHP_FPM=$fpm
        break
    done
fi
NETSVR_BENCH_PHP=$root/benches/php
NETSVR_BENCH_LARAVEL=
if [ -n "${LARAVEL_DIR:-}" ] || [ -r /usr/share/php/Illuminate/autoload.php ]; then
    NETSVR_BENCH_LARAVEL=$root/tests/support/laravel-php.sh
fi
export NETSVR_BENCH_LARAVEL NETSVR_DEVGATE
export NETSVR_SO PHP PHP_FPM NETSVR_BENCH_PHP
exec timeout 180 "$bench" run "$@"
