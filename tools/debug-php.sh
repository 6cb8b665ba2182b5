#!/bin/sh
# Builds a PHP with ZEND_DEBUG and thread safety from the distribution's source, once, and prints its prefix: it raises
# memory_limit at once, by a jump, as many PHP builds do, and reports what leaks.
#
#   tools/debug-php.sh          prints the prefix; builds it first if it is not there
#
# PHP                   the version of this PHP is built; by default php
# XDG_CACHE_HOME        it is kept in netsvr/ there, by default in ~/.cache, by version and options
# NETSVR_DEBUG_PHP      a prefix that is taken as it is: nothing is built
#
# The source comes from the mirrors that apt is configured for, by lists of its own: the system's are left alone. Where the
# newest version has no source there (that of a security update, perhaps), the next one is taken.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
php=${PHP:-php}
# Nothing but what the tests need. Generated files are in the source: neither re2c nor bison is needed.
options="--enable-debug --enable-zts --disable-all --disable-cgi --disable-phpdbg --enable-cli --enable-embed
    --enable-pcntl --enable-posix --enable-sockets --enable-tokenizer --enable-ctype"

say() {
    echo "debug-php.sh: $1" >&2
}

fail() {
    say "$1"
    exit 1
}

if [ -n "${NETSVR_DEBUG_PHP:-}" ]; then
    [ -x "$NETSVR_DEBUG_PHP/bin/php" ] || fail "there is no $NETSVR_DEBUG_PHP/bin/php"
    echo "$NETSVR_DEBUG_PHP"
    exit
fi

PHP=$php "$root/tools/deps.sh" only debug_php >&2
series=$("$php" -n -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
cache=${XDG_CACHE_HOME:-$HOME/.cache}/netsvr
key=$(echo "$options" | tr -s ' \n' ' ' | cksum | cut -d ' ' -f 1)

# The newest that is there already. Names are our own: no blanks but perhaps in $cache, which is quoted.
# shellcheck disable=SC2012
found=$(ls -d "$cache/php-$series".*-"$key" 2>/dev/null | sort -V | tail -n 1)
if [ -n "$found" ]; then
    echo "$found"
    exit
fi

mkdir -p "$cache"
work=$(mktemp -d "$cache/build.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# -- the source ------------------------------------------------------------------------------------------------

mkdir -p "$work/parts" "$work/lists/partial" "$work/archives/partial" "$work/source"
: >"$work/sources.list"
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -r "$file" ] && sed -n 's/^[[:space:]]*deb[[:space:]]/deb-src /p' "$file" >>"$work/sources.list"
done
for file in /etc/apt/sources.list.d/*.sources; do
    [ -r "$file" ] && sed 's/^Types:.*/Types: deb-src/' "$file" >"$work/parts/$(basename "$file")"
done

apt() {
    tool=$1
    shift
    "$tool" -q -o "Dir::Etc::SourceList=$work/sources.list" -o "Dir::Etc::SourceParts=$work/parts" \
        -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work" -o Acquire::Retries=3 -o APT::Sandbox::User=root "$@"
}

say "fetching the source of PHP $series"
apt apt-get update >&2 || say "apt-get update failed for some of the lists; trying with the others"
versions=$(apt apt-cache showsrc "php$series" | sed -n 's/^Version: //p' | sort -rV | uniq)
[ -n "$versions" ] || fail "the mirrors of apt have no source of php$series"
tarball=
for version in $versions; do
    # the original's archive alone: the distribution's changes are not wanted
    if (cd "$work/source" && apt apt-get source --download-only --tar-only "php$series=$version" >&2); then
        tarball=$(find "$work/source" -name '*.orig.tar.xz' | head -n 1)
        [ -n "$tarball" ] && break
    fi
    say "there is no source of $version"
done
[ -n "$tarball" ] || fail "no source of php$series can be had"

# -- the build -------------------------------------------------------------------------------------------------

version=$(basename "$tarball" | sed 's/^[^_]*_//; s/\.orig\.tar\.xz$//')
prefix=$cache/php-$version-$key
mkdir "$work/build"
tar -xf "$tarball" -C "$work/build" --strip-components=1
cd "$work/build"
say "building PHP $version (a few minutes)"
# configure takes -O away from debug builds; EXTRA_CFLAGS stand behind what it has chosen.
# shellcheck disable=SC2086
if ! { ./configure --prefix="$prefix" $options CFLAGS=-g && make -j"$(nproc)" EXTRA_CFLAGS="${DEBUG_PHP_CFLAGS:--O0}" &&
    make install INSTALL_ROOT="$work/installed"; } >"$work/log" 2>&1; then
    tail -n 40 "$work/log" >&2
    fail "PHP could not be built"
fi
# all of it or nothing, also when two build at the same time
mv -T "$work/installed$prefix" "$prefix" || [ -x "$prefix/bin/php" ]
echo "$prefix"
