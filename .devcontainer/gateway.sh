#!/bin/sh
# The gateway of the container: the real one where the image has it, else devgate. Browsers come from outside of the
# container, PHP from inside: so the worker address is 127.0.0.1:6061, as in README.
set -eu

if command -v netsvr >/dev/null; then
    exec netsvr -config "$(dirname "$0")/netsvr.toml"
fi
set -- --gateway "${NETSVR_GENERATION:-5}"
[ "$2" = 5 ] || set -- "$@" --task 127.0.0.1:6062
exec devgate --allow-remote --ws 0.0.0.0:6060 --worker 127.0.0.1:6061 "$@"
