#!/bin/sh
# What stands in the place of a reader's gateway, `netsvr -config FILE`: the real one where GATEWAY_5 or GATEWAY_8 names its
# binary, else devgate at the addresses of that file.
set -eu

config=
while [ $# -gt 0 ]; do
    case $1 in
        -config | --config) config=$2; shift ;;
        -config=* | --config=*) config=${1#*=} ;;
        *) echo "netsvr: there is no option $1" >&2; exit 2 ;;
    esac
    shift
done
[ -r "$config" ] || { echo "netsvr: no configuration: netsvr -config FILE" >&2; exit 2; }

value() {
    python3 -c '
import sys, tomllib
section = tomllib.load(open(sys.argv[1], "rb")).get(sys.argv[2], {})
print(section.get(sys.argv[3], ""))' "$config" "$1" "$2"
}

# A gateway 5.x passes over a section [Task].
generation=5
[ -z "$(value Task ListenAddress)" ] || generation=${NETSVR_DOCS_GENERATION:-5}
eval "real=\${GATEWAY_$generation:-}"
if [ -n "$real" ]; then
    exec "$real" -config "$config"
fi
set -- --allow-remote --gateway "$generation" --ws "$(value Customer ListenAddress)" --worker "$(value Worker ListenAddress)"
[ "$generation" = 5 ] || set -- "$@" --task "$(value Task ListenAddress)"
path=$(value Customer HandlePattern)
[ -z "$path" ] || set -- "$@" --path "$path"
for pair in Worker:--heartbeat Customer:--client-heartbeat; do
    heartbeat=$(value "${pair%%:*}" HeartbeatMessage)
    [ -z "$heartbeat" ] || set -- "$@" "${pair#*:}" "$heartbeat"
done
exec "$NETSVR_DEVGATE" "$@"
