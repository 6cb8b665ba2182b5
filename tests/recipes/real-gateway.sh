#!/bin/sh
# Stands in the place of devgate: the real gateway 5.x that RECIPES_GATEWAY names, at the addresses that devgate is told. The
# scenes start it when RECIPES_GATEWAY is set (tests/run-recipes.sh).
set -eu

ws=127.0.0.1:0 worker=127.0.0.1:0
while [ $# -gt 0 ]; do
    case $1 in
        --ws) ws=$2; shift ;;
        --worker) worker=$2; shift ;;
    esac
    shift
done
free() {
    case $1 in
        *:0) php -n -r 'echo stream_socket_get_name(stream_socket_server("tcp://127.0.0.1:0"), false);' ;;
        *) echo "$1" ;;
    esac
}
ws=$(free "$ws")
worker=$(free "$worker")
folder=$(mktemp -d)
cat >"$folder/netsvr.toml" <<END
LogLevel = "error"
ShutdownWaitTime = "1s"
[Limit]
OnOpen = 10000
OnMessage = 50000
[Customer]
ListenAddress = "$ws"
HandlePattern = "/netsvr"
ReadDeadline = "120s"
MaxOnlineNum = 10000
SendMessageType = 1
HeartbeatMessage = "~6YOt5rW35piO~"
[Worker]
ListenAddress = "$worker"
ReadDeadline = "120s"
SendDeadline = "10s"
HeartbeatMessage = "~6YOt5rW35piO~"
END
# The script becomes the gateway. Somebody else says when it is up.
(
    for port in "${ws#*:}" "${worker#*:}"; do
        hex=$(printf '%04X' "$port")
        for _ in $(seq 200); do
            grep -q ":$hex .* 0A " /proc/net/tcp && break
            sleep 0.05
        done
    done
    rm -r "$folder"
    printf 'websocket ws://%s/netsvr\nworker %s\nready\n' "$ws" "$worker"
) &
exec "$RECIPES_GATEWAY" -config "$folder/netsvr.toml" >&2
