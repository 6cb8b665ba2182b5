#!/usr/bin/env bash
# What `make demo DEMO=chat` runs: two development gateways, two chat.php with the built extension, and a web server
# for the page. Prints the address of the page, and goes on until Ctrl-C; then it stops them all.
#
#   examples/chat/demo.sh [FLAG]...      flags for both devgate, such as --log info
#
# The page has buttons: one kills a gateway, which is started again after some seconds; one replaces both chat.php, as a
# deploy would. SIGUSR1 to this script does the latter, too. A chat.php that ends by itself is started again.
#
# GATEWAY=8 makes them gateways 8.x. NETSVR_SO and NETSVR_DEVGATE name the extension and the gateway (default: in
# target/release), PHP the PHP, PAGE the address of the page (default: 127.0.0.1 and a free port).
set -uo pipefail

back_after=${DEMO_BACK_AFTER:-6}        # seconds until a killed gateway is started again
here=$(cd "$(dirname "$0")" && pwd)
target=$here/../../target/release
php=${PHP:-php}
generation=${GATEWAY:-5}
flags=("$@")
run=$(mktemp -d) || exit 1
mkdir "$run/site" "$run/lines" && mkfifo "$run/pipe" || exit 1
cp "$here/index.html" "$here"/*.css "$here"/*.js "$here/../../js/netsvr.js" "$run/site" || exit 1

declare -A pids=()                      # name → pid of what runs
declare -A websocket=() worker=() task=() back=()       # of gateway 1 and 2: addresses; when it is started again
declare -A chat=() registered=()        # of chat.php 1 and 2: the name of its process; by name: how often it has registered
retiring=()                             # processes of chat.php that stop when all new ones are registered
ready=0 started=0 rest='' page='' announced='' reason=''

# Everything says its lines into one pipe, as NAME LINE. Opened for reading and writing it never ends.
exec {pipe}<>"$run/pipe"

# start NAME COMMAND…: in a session of its own it hears nothing of Ctrl-C. This script stops it.
start() {
    local name=$1
    shift
    setsid "$@" > >(sed -u "s/^/$name /" >&"$pipe"; echo "$name ended" >&"$pipe") 2>&1 < /dev/null &
    pids[$name]=$!
}

start_gateway() {
    local ports=(--gateway "$generation" --ws "${websocket[$1]:-127.0.0.1:0}" --worker "${worker[$1]:-127.0.0.1:0}")
    [ -z "${task[$1]:-}" ] || ports+=(--task "${task[$1]}")
    start "gateway$1" "${NETSVR_DEVGATE:-$target/devgate}" "${ports[@]}" ${flags[@]+"${flags[@]}"}
}

start_chat() {
    local name=chat$1.$((++started)) tasks=+1
    [ "$generation" = 5 ] || tasks+=",${worker[1]}=${task[1]},${worker[2]}=${task[2]}"
    start "$name" env CHAT_FOLDER="$run/lines" CHAT_PANE="PHP $1" "$php" -n -d display_errors=stderr \
        -d extension="${NETSVR_SO:-$target/libnetsvr.so}" -d netsvr.gateway="$generation" \
        -d netsvr.task_addrs="\"$tasks\"" "$here/chat.php" "${worker[1]}" "${worker[2]}"
    chat[$1]=$name
}

start_all_else() {
    cat > "$run/site/config.js" <<END
export const gateways = ['${websocket[1]}', '${websocket[2]}'].map((address) => \`ws://\${address}/netsvr\`);
export const workers = ['${worker[1]}', '${worker[2]}'];
export const backSeconds = $back_after;
END
    start_chat 1
    start_chat 2
    start web env DEMO_PIPE="$run/pipe" "$php" -n -S "${PAGE:-127.0.0.1:0}" -t "$run/site" "$here/web.php"
}

# A deploy: new processes first; the old ones stop when the new ones are there.
reload() {
    [ ${#retiring[@]} = 0 ] || return
    echo 'Both chat.php are replaced.'
    retiring=("${chat[1]}" "${chat[2]}")
    start_chat 1
    start_chat 2
}

# The new ones do not even start: somebody has made a mistake in the code.
keep_old() {
    local name
    echo 'The new chat.php has ended. The old ones stay.'
    for name in "${chat[@]}"; do
        [ -z "${pids[$name]:-}" ] || kill -TERM "${pids[$name]}"
    done
    chat=([1]="${retiring[0]}" [2]="${retiring[1]}")
    retiring=()
}

kill_gateway() {
    # One of the two stays.
    [ ${#back[@]} = 0 ] || return
    back[$1]=$((SECONDS + back_after))
    kill -KILL "${pids[gateway$1]}"
    echo "Gateway $1 is killed. It is started again after $back_after seconds."
}

# Both are at every gateway that runs.
chats_are_there() {
    local name
    for name in "${chat[@]}"; do
        [ "${registered[$name]:-0}" -ge $((2 - ${#back[@]})) ] || return 1
    done
}

chat_registered() {
    registered[$1]=$((${registered[$1]:-0} + 1))
    chats_are_there || return
    local name
    for name in ${retiring[@]+"${retiring[@]}"}; do
        [ -z "${pids[$name]:-}" ] || kill -TERM "${pids[$name]}"
    done
    retiring=()
}

ended() {
    local name=$1 number
    wait "${pids[$name]}" 2>/dev/null
    unset "pids[$name]"
    case $name in
        gateway*) [ -n "${back[${name#gateway}]:-}" ] || reason='A gateway has ended.' ;;
        web) reason='The web server has ended.' ;;
        chat*)
            number=${name#chat} number=${number%.*}
            if [ "${chat[$number]}" = "$name" ]; then
                if [ -n "${registered[$name]:-}" ]; then
                    start_chat "$number"
                elif [ ${#retiring[@]} = 0 ]; then
                    reason='chat.php has ended.'
                else
                    keep_old
                fi
            fi
            ;;
    esac
}

stop() {
    trap '' INT TERM USR1 EXIT
    local name
    # chat.php before its gateways.
    for name in "${!pids[@]}"; do [[ $name != chat* ]] || kill -TERM "${pids[$name]}" 2>/dev/null; done
    for name in "${!pids[@]}"; do [[ $name != chat* ]] || wait "${pids[$name]}"; done
    for name in "${!pids[@]}"; do [[ $name = chat* ]] || kill -TERM "${pids[$name]}" 2>/dev/null; done
    for name in "${!pids[@]}"; do [[ $name = chat* ]] || wait "${pids[$name]}"; done 2>/dev/null
    rm -rf "$run"
    [ -z "$reason" ] || echo "$reason" >&2
    [ -z "$reason" ]
    exit
}
trap stop INT TERM
trap 'reason=${reason:-demo.sh has failed.}; stop' EXIT
trap 'echo "page reload" >&"$pipe"' USR1

start_gateway 1
start_gateway 2
while [ -z "$reason" ]; do
    for number in "${!back[@]}"; do
        if [ "$SECONDS" -ge "${back[$number]}" ] && [ -z "${pids[gateway$number]:-}" ]; then
            unset "back[$number]"
            start_gateway "$number"
        fi
    done
    # A second may end in the middle of a line: its beginning is kept.
    IFS= read -r -t 1 -u "$pipe" part
    status=$? rest+=$part
    [ "$status" = 0 ] || continue
    name=${rest%% *} line=${rest#* } rest=''
    number=${name#gateway}
    case "$name $line" in
        *' ended') [ -z "${pids[$name]:-}" ] || ended "$name" ;;
        'gateway'?' websocket ws://'*) line=${line#websocket ws://}; websocket[$number]=${line%%/*} ;;
        'gateway'?' worker '*) worker[$number]=${line#worker } ;;
        'gateway'?' task '*) task[$number]=${line#task } ;;
        'gateway'?' ready') [ $((++ready)) != 2 ] || start_all_else ;;
        'gateway'*) echo "gateway $number: $line" ;;
        'web '*' Development Server ('*) page=${line#*(}; page=${page%%)*}/ ;;
        'web '*'] 127.0.0.1:'*) ;; # requests
        'web '*) echo "web.php: $line" ;;
        'page kill '*) kill_gateway "${line#kill }" ;;
        'page reload') reload ;;
        'chat'*)
            number=${name#chat}
            echo "chat.php ${number%.*}: $line"
            [[ $line != *' register to '*' ok.'* ]] || chat_registered "$name"
            ;;
    esac
    if [ -z "$announced" ] && [ -n "$page" ] && chats_are_there; then
        announced=1
        printf '\nThe chat is at %s (in several windows, if you like). Ctrl-C ends it.\n' "$page"
        printf 'Change examples/chat/Handler.php, and press "Replace PHP" in the page: the new one takes over.\n'
    fi
done
stop
