#!/bin/sh
# Builds the extension and the development gateway for arm64 and runs the phpt suite in a Debian of that kind, on PHP 8.2,
# which qemu-user emulates. tests/matrix/arm64.txt says which tests are left out, and why.
#
#   tests/matrix/arm64.sh [argument of tests/run-phpt.sh]...
#
# Where the kernel cannot be told to emulate, clippy looks at the build for arm64, on the headers of this machine's PHP.
#
# CARGO, CARGOFLAGS
# NETSVR_TEST_PATIENCE  by default 4
# TEST_JOBS       tests at a time; by default 3: what is emulated computes more, and waits less
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
tools/deps.sh only debian arm64
export TEST_JOBS="${TEST_JOBS:-3}" TEST_TIMEOUT="${TEST_TIMEOUT:-600}" NETSVR_TEST_PATIENCE="${NETSVR_TEST_PATIENCE:-4}"
status=0
tools/arm64.sh tests/matrix/debian.sh 8.2 --arch arm64 "$@" || status=$?
[ "$status" = 77 ] || exit "$status"

echo 'SKIP the phpt suite on arm64: see above'
# shellcheck disable=SC2086
if CARGO_TARGET_DIR=$root/target-arm64 CLIPPY_ARGS=-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__ \
    tools/build-std.sh clippy arm64 --workspace ${CARGOFLAGS:-}; then
    echo '1 passed, 0 failed, 1 skipped'
else
    echo '0 passed, 1 failed, 1 skipped'
    exit 1
fi
