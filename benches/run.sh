#!/bin/sh
# Measures the built extension and prints a table; see README.md here. A missed budget is a figure, not a failure:
# the exit status is 0 unless bytes or answers are not what they must be, or nothing could be measured.
#
#   benches/run.sh [text]     all measurements, or those whose names hold the text
#
# NETSVR_SO   the extension; netsvr-bench is looked for beside it. By default both are in target/release (or in
#             CARGO_TARGET_DIR), and built first
# PHP         the PHP to measure with; by default php
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
NETSVR_SO=${NETSVR_SO:-}
if [ -z "$NETSVR_SO" ]; then
    target=${CARGO_TARGET_DIR:-$root/target}
    (cd "$root" && "${CARGO:-cargo}" build --release -p netsvr -p netsvr-bench --target-dir "$target")
    NETSVR_SO=$target/release/libnetsvr.so
fi
bench=$(dirname "$NETSVR_SO")/netsvr-bench
for file in "$NETSVR_SO" "$bench"; do
    [ -r "$file" ] || { echo "run.sh: $file is not there: run make build" >&2; exit 2; }
done
PHP=$(command -v "${PHP:-php}") || { echo "run.sh: no PHP: set PHP" >&2; exit 2; }
NETSVR_BENCH_PHP=$root/benches/php
export NETSVR_SO PHP NETSVR_BENCH_PHP
exec timeout 120 "$bench" run "$@"
