#!/bin/sh
# Whether the extension and the development gateway compile for musl, as Alpine has it, with clippy clean. There is no PHP
# of musl here: the headers are those of this machine's.
#
#   tests/matrix/musl.sh
#
# CARGO, CARGOFLAGS
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
export CARGO_TARGET_DIR="$root/target-musl"
# clippy's warnings are errors only for this workspace, not for what is built beside it
export CLIPPY_ARGS="-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__"
# shellcheck disable=SC2086
if tools/build-std.sh clippy musl --workspace ${CARGOFLAGS:-}; then
    echo '1 passed, 0 failed'
else
    echo '0 passed, 1 failed'
    exit 1
fi
