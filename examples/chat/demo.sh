#!/usr/bin/env bash
# What `make demo DEMO=chat` runs: a development gateway that serves index.html, and chat.php with the built
# extension. Prints the address of the page, and goes on until Ctrl-C; then it stops both.
#
#   examples/chat/demo.sh [FLAG]...      flags for devgate; without any, it takes ports that are free
#
# GATEWAY=8 makes it a gateway 8.x. NETSVR_SO and NETSVR_DEVGATE name the extension and the gateway (default: in target/release), PHP the PHP.
set -uo pipefail

here=$(cd "$(dirname "$0")" && pwd)
target=$here/../../target/release
# The page, and the module that it loads from beside it.
site=$(mktemp -d) || exit 1
cp "$here/index.html" "$here/../../js/netsvr.js" "$site" || exit 1
gateway='' chat='' page='' worker='' task='' reason='' generation=${GATEWAY:-5}

# A process of its own session hears nothing of Ctrl-C: this script stops it, chat.php before its gateway.
stop() {
    trap '' INT TERM
    if [ -n "$chat" ]; then
        kill -TERM "$chat" 2>/dev/null
        repeat_chat
        wait "$chat" 2>/dev/null
    fi
    kill -TERM "$gateway" 2>/dev/null
    wait "$gateway" 2>/dev/null
    rm -rf "$site"
    [ -z "$reason" ] || echo "$reason" >&2
    [ -z "$reason" ]
    exit
}
trap stop INT TERM

# Passes on what chat.php says, until it ends.
repeat_chat() {
    local line
    while IFS= read -r line <&"$chat_says"; do
        echo "chat.php: $line"
        case $line in
            *" register to $worker ok."*) "${1:-:}" ;;
        esac
    done
}

announce() {
    printf '\nThe chat is at %s (in several windows, if you like). Ctrl-C ends it.\n' "$page"
}

[ $# -gt 0 ] || set -- --ws 127.0.0.1:0 --worker 127.0.0.1:0
[ "$generation" = 5 ] || set -- --gateway "$generation" "$@"
exec {gateway_says}< <(exec setsid "${NETSVR_DEVGATE:-$target/devgate}" --www "$site" "$@")
gateway=$!
while IFS=' ' read -r what address _ <&"$gateway_says"; do
    case $what in
        page) page=$address ;;
        worker) worker=$address ;;
        task) task=$address ;;
        ready) break ;;
    esac
done
[ -n "$page" ] || { reason='The gateway did not start.'; stop; }

exec {chat_says}< <(exec setsid "${PHP:-php}" -n -d display_errors=stderr \
    -d extension="${NETSVR_SO:-$target/libnetsvr.so}" -d netsvr.gateway="$generation" \
    -d netsvr.task_addrs="\"+1${task:+,$worker=$task}\"" "$here/chat.php" "$worker" 2>&1)
chat=$!
repeat_chat announce
reason='chat.php has ended.'
stop
