#!/bin/sh
# Runs a command in the Debian of tools/debian-php.sh, with this checkout in its place.
#
#   tests/matrix/inside.sh FOLDER COMMAND [ARGUMENT]...
#
# FOLDER is what tools/debian-php.sh has printed. The environment is kept but for PATH and HOME, the checkout lies where it
# lies here, and /tmp is empty. What the command leaves running ends with it, and nothing stays mounted. Needs root.
set -eu

[ $# -ge 2 ] || { echo "tests/matrix/inside.sh FOLDER COMMAND [ARGUMENT]..." >&2; exit 2; }
checkout=$(cd "$(dirname "$0")/../.." && pwd)
debian=$1/root
shift
[ -x "$debian/bin/sh" ] || { echo "inside.sh: $debian is the folder of no Debian" >&2; exit 1; }

# The loopback interface is there as it is out here.
# shellcheck disable=SC2016
exec unshare --mount --pid --fork --kill-child --propagation private sh -ec '
    debian=$1
    checkout=$2
    shift 2
    mount -t proc proc "$debian/proc"
    mount --rbind /dev "$debian/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$debian/tmp"
    # behind that: the checkout may lie in /tmp
    mkdir -p "$debian$checkout"
    mount --bind "$checkout" "$debian$checkout"
    exec env -u TMPDIR PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
        chroot "$debian" sh -ec "cd \"\$0\" && exec \"\$@\"" "$checkout" "$@"
' sh "$debian" "$checkout" "$@"
