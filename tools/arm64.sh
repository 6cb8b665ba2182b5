#!/bin/sh
# Runs a command while this machine runs programs for arm64, too: by qemu-user-static, which the kernel calls for them.
#
#   tools/arm64.sh COMMAND [ARGUMENT]...
#
# The kernel learns of it through binfmt_misc, in an entry of our own that goes when the command ends. Where such an entry is
# there, or the machine is of that kind, nothing is changed.
#
# Ends with the status of the command, or with 77 and the reason when this machine cannot do it. Needs root.
set -eu

cannot() {
    echo "arm64.sh: $1" >&2
    exit 77
}

[ $# -ge 1 ] || { echo "tools/arm64.sh COMMAND [ARGUMENT]..." >&2; exit 2; }
[ "$(uname -m)" != aarch64 ] || exec "$@"

# Mounted where nobody else sees it, and for as long as the command runs: a newer kernel forgets all entries with the last mount.
if [ "$1" != --mounted ]; then
    unshare --mount --propagation private mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc 2>/dev/null ||
        cannot "binfmt_misc cannot be mounted here"
    # shellcheck disable=SC2016
    exec unshare --mount --propagation private sh -ec '
        mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
        exec "$@"' sh "$0" --mounted "$@"
fi
shift
entries=/proc/sys/fs/binfmt_misc

# Older kernels keep the entries of runs that were killed.
for entry in "$entries"/netsvr-arm64-*; do
    [ ! -e "$entry" ] || [ -d "/proc/${entry##*-}" ] || echo -1 >"$entry"
done
# Somebody else's must work behind chroot, too: with the flag F the kernel keeps qemu open.
for entry in "$entries"/*; do
    if grep -q '^magic 7f454c460201010000000000000000000200b700$' "$entry" 2>/dev/null && grep -q '^enabled' "$entry" &&
        grep -q '^flags:.*F' "$entry"; then
        exec "$@"
    fi
done

# The entry that the package would make if a service of the system made it.
entry=netsvr-arm64-$$
line=$(sed -n "s/^:qemu-aarch64:/:$entry:/p" /usr/lib/binfmt.d/qemu-aarch64.conf 2>/dev/null) || true
[ -n "$line" ] || cannot "the package qemu-user-static is not installed"
trap '[ ! -e "$entries/$entry" ] || echo -1 >"$entries/$entry"' EXIT
trap 'exit 1' HUP INT TERM
printf %s "$line" >"$entries/register" || cannot "binfmt_misc takes no entry here"
"$@"
