#!/bin/sh
# Runs a command in the folder of a Debian: its own mounts and process numbers, /proc and /dev as programs expect them.
#
#   tools/in-debian.sh FOLDER COMMAND [ARGUMENT]...
#
# What the command leaves running ends with it, and nothing stays mounted. Names are looked up as they are here. Needs root.
set -eu

[ $# -ge 2 ] || { echo "tools/in-debian.sh FOLDER COMMAND [ARGUMENT]..." >&2; exit 2; }
folder=$1
shift
[ -x "$folder/bin/sh" ] || { echo "in-debian.sh: $folder is the folder of no Debian" >&2; exit 1; }
if [ -r /etc/resolv.conf ]; then
    cat /etc/resolv.conf >"$folder/etc/resolv.conf"
fi

# shellcheck disable=SC2016
exec unshare --mount --pid --fork --kill-child --propagation private sh -ec '
    mount -t proc proc "$1/proc"
    mount --rbind /dev "$1/dev"
    folder=$1
    shift
    exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LC_ALL=C.UTF-8 \
        chroot "$folder" "$@"
' sh "$folder" "$@"
