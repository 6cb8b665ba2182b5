#!/bin/sh
# Stands in the place of devgate: the real gateway that GATEWAY_5 names, with --gateway 8 the one of GATEWAY_8, at the
# addresses that devgate is told. tests/run-recipes.sh and tests/run-browser.sh take it when one of them is set.
set -eu

generation=5 ws=127.0.0.1:0 worker=127.0.0.1:0 task=
while [ $# -gt 0 ]; do
    case $1 in
        --ws) ws=$2; shift ;;
        --worker) worker=$2; shift ;;
        --task) task=$2; shift ;;
        --gateway) generation=$2; shift ;;
    esac
    shift
done
# Two ports in a row, below those that the system gives to whoever connects: nobody takes them before the gateway has.
free() {
    case $1 in
        *:0) php -n -r 'do {
                $port = random_int(20000, 32000);
                $isFree = @stream_socket_server("tcp://127.0.0.1:$port") && @stream_socket_server("tcp://127.0.0.1:" . $port + 1);
            } while (!$isFree);
            echo "127.0.0.1:$port";' ;;
        *) echo "$1" ;;
    esac
}
ws=$(free "$ws")
worker=$(free "$worker")
said="websocket ws://$ws/netsvr\nworker $worker\n" ports="${ws#*:} ${worker#*:}"
if [ "$generation" = 8 ]; then
    program=$GATEWAY_8
    # Where the extension looks for it unless it is told.
    task=${task:-127.0.0.1:$((${worker#*:} + 1))}
    said="${said}task $task\n" ports="$ports ${task#*:}"
    patience='HeartbeatInterval = "120s"
LimitWindowSize = "1s"
LimitWindowMaxRequests = 1000000
LimitZeroWindowMaxRequests = 1000000'
    tasks="[Task]
ListenAddress = \"$task\"
HeartbeatMessage = \"~6YOt5rW35piO~\""
else
    program=$GATEWAY_5
    patience='ReadDeadline = "120s"'
    tasks=
fi
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
$patience
MaxOnlineNum = 10000
SendMessageType = 1
HeartbeatMessage = "~6YOt5rW35piO~"
[Worker]
ListenAddress = "$worker"
ReadDeadline = "120s"
SendDeadline = "10s"
HeartbeatMessage = "~6YOt5rW35piO~"
$tasks
END
# The script becomes the gateway. Somebody else says when it is up.
(
    for port in $ports; do
        hex=$(printf '%04X' "$port")
        for _ in $(seq 200); do
            grep -q ":$hex .* 0A " /proc/net/tcp && break
            sleep 0.05
        done
    done
    rm -r "$folder"
    printf '%bready\n' "$said"
) &
exec "$program" -config "$folder/netsvr.toml" >&2
