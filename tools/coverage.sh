#!/bin/sh
# How much of the code is run by the tests of the crates and by the phpt suite together. Prints a line for each file and the
# sum; a report of every line is in out/coverage.
#
#   tools/coverage.sh [TEST FILE | FOLDER]...      phpt tests; all by default
#
# PHP, PHP_CONFIG, CARGO, CARGOFLAGS
# LLVM_COV, LLVM_PROFDATA  llvm's tools; by default those of rustup (component llvm-tools), else of the distribution's llvm that
#                          has the number of rustc's
#
# cargo-llvm-cov is installed on first need. Builds into target-coverage. What a process that is killed has run is not seen,
# nor are failing tests an error: make test is for that.
set -eu

cd "$(dirname "$0")/.."
cargo=${CARGO:-cargo}
php=${PHP:-php}

fail() {
    echo "coverage.sh: $1" >&2
    exit 1
}

"$cargo" llvm-cov --version >/dev/null 2>&1 || "$cargo" install --locked cargo-llvm-cov
if [ -z "${LLVM_COV:-}" ] && ! ls "$(rustc --print sysroot)"/lib/rustlib/*/bin/llvm-cov >/dev/null 2>&1; then
    llvm=$(rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
    LLVM_VERSION=$llvm tools/deps.sh only llvm >&2
    LLVM_COV=/usr/lib/llvm-$llvm/bin/llvm-cov LLVM_PROFDATA=/usr/lib/llvm-$llvm/bin/llvm-profdata
    [ -x "$LLVM_COV" ] || fail "no llvm-cov $llvm, which this rustc needs: rustup component add llvm-tools, or set LLVM_COV and LLVM_PROFDATA"
    export LLVM_COV LLVM_PROFDATA
fi

export CARGO_TARGET_DIR="$PWD/target-coverage"
eval "$("$cargo" llvm-cov show-env --sh 2>/dev/null)"
# One file for all processes of a program, forks among them: each adds to it as it ends.
LLVM_PROFILE_FILE=$(echo "$LLVM_PROFILE_FILE" | sed 's/%p-%[0-9]*m/%4m/')
export LLVM_PROFILE_FILE
"$cargo" llvm-cov clean --workspace --profraw-only

# shellcheck disable=SC2086
"$cargo" test --workspace --exclude netsvr --no-fail-fast ${CARGOFLAGS:-} || echo "coverage.sh: some tests of the crates failed" >&2
# shellcheck disable=SC2086
"$cargo" build -p netsvr -p netsvr-devgate ${CARGOFLAGS:-}
# Instrumented code is slower than what the tests' times are made for: one that fails has run its code all the same.
NETSVR_SO=$CARGO_TARGET_DIR/debug/libnetsvr.so NETSVR_DEVGATE=$CARGO_TARGET_DIR/debug/devgate TEST_PHP_EXECUTABLE=$(command -v "$php") \
    tests/run-phpt.sh "$@" || echo "coverage.sh: some phpt tests failed" >&2

mkdir -p out/coverage
"$cargo" llvm-cov report --html --output-dir out/coverage --ignore-filename-regex '/(tests|benches)/' >/dev/null
"$cargo" llvm-cov report --ignore-filename-regex '/(tests|benches)/'
