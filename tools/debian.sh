#!/bin/sh
# Makes a minimal Debian of another release, or of this one, once, and prints its folder: tests install into copies of
# it what a reader installs on a machine that has nothing but PHP.
#
#   tools/debian.sh SUITE [arm64]   SUITE is bookworm or trixie; prints the folder, and makes it first if it is not there.
#                                   arm64 is for machines of that kind, or within tools/arm64.sh
#
# Whoever uses the folder works on a copy of it (cp -a --reflink=auto), in which tools/in-debian.sh runs commands. apt works
# there as it does here: its mirrors and its ways to them are taken over. Services are not started by the packages that bring them.
#
# DEBIAN_MIRROR, DEBIAN_SECURITY_MIRROR   the mirrors, where those of apt here are of another distribution
# XDG_CACHE_HOME                          it is kept in netsvr/ there, by default in ~/.cache, by suite and by this file
#
# Needs root, as debootstrap does.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
suite=${1:-}
arch=${2:-}

say() {
    echo "debian.sh: $1" >&2
}

fail() {
    say "$1"
    exit 1
}

case $suite in
    bookworm | trixie) ;;
    *) fail "which Debian? tools/debian.sh bookworm | trixie" ;;
esac
case $arch in
    '' | arm64) ;;
    *) fail "for which machines? tools/debian.sh $suite [arm64]" ;;
esac
name=$suite${arch:+-$arch}

cache=${XDG_CACHE_HOME:-$HOME/.cache}/netsvr
made=$cache/debian-$name-$(cksum <"$0" | cut -d ' ' -f 1)
if [ -d "$made" ]; then
    echo "$made"
    exit
fi

[ "$(id -u)" = 0 ] || fail "making a Debian needs root"
"$root/tools/deps.sh" only debian >&2
PATH=$PATH:/usr/sbin:/sbin

# -- the mirrors, and the ways to them -------------------------------------------------------------------------

mirror_of() {
    apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 2>/dev/null |
        sed -n "s/^Debian|$1|//p" | head -n 1
}

mirror=${DEBIAN_MIRROR:-$(mirror_of Debian)}
security=${DEBIAN_SECURITY_MIRROR:-$(mirror_of Debian-Security)}
[ -n "$mirror" ] || fail "apt has no mirror of Debian here: name one in DEBIAN_MIRROR"

# debootstrap has no configuration of its own for these, but those of wget.
proxy=
certificates=
eval "$(apt-config shell proxy Acquire::http::Proxy certificates Acquire::https::CaInfo)"
case $proxy in
    '' | DIRECT) ;;
    *) export http_proxy="${http_proxy:-$proxy}" https_proxy="${https_proxy:-$proxy}" ;;
esac
if [ -r "$certificates" ]; then
    export SSL_CERT_FILE="$certificates"
fi

# -- made beside its place, and moved there whole --------------------------------------------------------------

mkdir -p "$cache"
# One at a time: a second caller waits, and finds it.
exec 9>"$cache/debian-$name.lock"
flock 9
if [ -d "$made" ]; then
    echo "$made"
    exit
fi
work=$(mktemp -d "$cache/debian.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
new=$work/root

say "making a minimal $name (${arch:+minutes where it is emulated, else }a minute)"
if ! debootstrap ${arch:+--arch="$arch"} --variant=minbase "$suite" "$new" "$mirror" >"$work/log" 2>&1; then
    tail -n 20 "$work/log" "$new/debootstrap/debootstrap.log" >&2 || true
    fail "debootstrap could not make it"
fi
{
    echo "deb $mirror $suite main"
    echo "deb $mirror $suite-updates main"
    [ -z "$security" ] || echo "deb $security $suite-security main"
} >"$new/etc/apt/sources.list"
apt-config dump | grep -E '^Acquire::(http|https|Check-Valid-Until|Check-Date|ForceIPv4|Retries)\b' \
    >"$new/etc/apt/apt.conf.d/90-as-outside" || true
if [ -r "$certificates" ]; then
    install -D -m 644 "$certificates" "$new$certificates"
fi
[ -e "$new/etc/hosts" ] || printf '127.0.0.1\tlocalhost\n::1\tlocalhost\n' >"$new/etc/hosts"
# What a container has, too.
printf '#!/bin/sh\nexit 101\n' >"$new/usr/sbin/policy-rc.d"
chmod 755 "$new/usr/sbin/policy-rc.d"
printf 'path-exclude=/usr/share/doc/*\npath-exclude=/usr/share/man/*\npath-exclude=/usr/share/locale/*\npath-include=/usr/share/doc/*-netsvr/*\n' \
    >"$new/etc/dpkg/dpkg.cfg.d/no-documents"
for step in update 'upgrade -y' clean; do
    # shellcheck disable=SC2086
    "$root/tools/in-debian.sh" "$new" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 $step \
        >"$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; fail "apt-get $step failed in it"; }
done
mv -T "$new" "$made"
echo "$made"
