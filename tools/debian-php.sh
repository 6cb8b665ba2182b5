#!/bin/sh
# Makes a Debian that has another PHP and what the phpt suite needs, once, and prints its folder: the extension is built for
# that PHP with this machine's compilers, and tested in there (tests/matrix/inside.sh).
#
#   tools/debian-php.sh 8.2              of bookworm
#   tools/debian-php.sh 8.4              of trixie
#   tools/debian-php.sh 8.5              of experimental, with the libraries of sid
#   tools/debian-php.sh VERSION arm64    the same for arm64: on a machine of that kind, or within tools/arm64.sh
#
# The folder has
#   root/             the Debian
#   bin/php           that PHP, for builds: callable from outside, but it sees no file out here
#   bin/php-config    its php-config, which names folders as they are seen from outside
#
# XDG_CACHE_HOME      it is kept in netsvr/ there, by default in ~/.cache, by version, architecture and this file
#
# Needs root, as debootstrap does.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
version=${1:-}
arch=${2:-}

say() {
    echo "debian-php.sh: $1" >&2
}

fail() {
    say "$1"
    exit 1
}

case $version in
    8.2) suite=bookworm newer= ;;
    8.4) suite=trixie newer= ;;
    8.5) suite=trixie newer=experimental ;;
    *) fail "which PHP? tools/debian-php.sh 8.2 | 8.4 | 8.5" ;;
esac

cache=${XDG_CACHE_HOME:-$HOME/.cache}/netsvr
made=$cache/debian-php-$version${arch:+-$arch}-$(cksum <"$0" | cut -d ' ' -f 1)
if [ -d "$made" ]; then
    echo "$made"
    exit
fi
[ "$(id -u)" = 0 ] || fail "making a Debian needs root"

# One at a time: a second caller waits, and finds it.
mkdir -p "$cache"
exec 8>"$cache/debian-php-$version${arch:+-$arch}.lock"
flock 8
if [ -d "$made" ]; then
    echo "$made"
    exit
fi
work=$(mktemp -d "$cache/debian-php.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
new=$work/new

logged() {
    "$@" >"$work/log" 2>&1 8>&- || { tail -n 20 "$work/log" >&2; fail "failed: $*"; }
}

inside() {
    logged "$root/tools/in-debian.sh" "$new/root" env DEBIAN_FRONTEND=noninteractive "$@"
}

# -- the Debian ------------------------------------------------------------------------------------------------

mkdir -p "$new/bin"
minimal=$("$root/tools/debian.sh" "$suite" ${arch:+"$arch"} 8>&-)
cp -a --reflink=auto "$minimal" "$new/root"

# -- PHP, and what tools/deps.sh names for tests ---------------------------------------------------------------

if [ -n "$newer" ]; then
    mirror=$(sed -n 's/^deb \([^ ]*\) .*/\1/p' "$new/root/etc/apt/sources.list" | head -n 1)
    printf 'deb %s sid main\ndeb %s %s main\n' "$mirror" "$mirror" "$newer" >>"$new/root/etc/apt/sources.list"
    # Of experimental nothing but this PHP: its php-common may be made for a newer one, and breaks this one.
    printf 'Package: *\nPin: release a=experimental\nPin-Priority: 1\n\nPackage: php%s-*\nPin: release a=experimental\nPin-Priority: 990\n' \
        "$version" >"$new/root/etc/apt/preferences"
fi
say "installing PHP $version (${arch:+minutes where it is emulated, else }a minute)"
inside apt-get -q -o Acquire::Retries=3 update
inside apt-get -q -o Acquire::Retries=3 install -y --no-install-recommends make procps iproute2 python3-prometheus-client \
    php-psr-log php-psr-container php-monolog php-nyholm-psr7 php-google-protobuf \
    "php$version-cli" "php$version-dev"
inside apt-get clean

# -- the same from outside -------------------------------------------------------------------------------------

cat >"$new/bin/php" <<SCRIPT
#!/bin/sh
exec chroot "\$(dirname "\$0")/../root" /usr/bin/php$version "\$@"
SCRIPT
cat >"$new/bin/php-config" <<SCRIPT
#!/bin/sh
root=\$(cd "\$(dirname "\$0")/../root" && pwd)
chroot "\$root" /usr/bin/php-config$version "\$@" | sed "s|/usr/include|\$root/usr/include|g"
SCRIPT
chmod 755 "$new/bin/php" "$new/bin/php-config"
logged "$new/bin/php" -n -r 'exit(str_starts_with(PHP_VERSION, $argv[1]) ? 0 : 1);' "$version"
mv -T "$new" "$made"
echo "$made"
