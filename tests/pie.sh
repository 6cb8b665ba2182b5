#!/bin/sh
# What PIE does with pie/: phpize, configure, make, make install; in a copy, and up to where cargo would be called,
# in whose place the built extension is put. The last line is "N passed, N failed".
#
# PHP_CONFIG  of the PHP to test with; phpize is looked for beside it
# NETSVR_SO   the extension; by default target/release/libnetsvr.so
set -u

root=$(cd "$(dirname "$0")/.." && pwd)
php_config=$(command -v "${PHP_CONFIG:-php-config}") || { echo "no php-config" >&2; exit 1; }
phpize=$(echo "$php_config" | sed 's/php-config\([^/]*\)$/phpize\1/')
so=${NETSVR_SO:-$root/target/release/libnetsvr.so}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
passed=0 failed=0

holds() {
    name=$1
    shift
    if "$@" >"$copy/log" 2>&1; then
        passed=$((passed + 1))
        echo "PASS $name"
    else
        failed=$((failed + 1))
        echo "FAIL $name"
        tail -n 20 "$copy/log"
    fi
}

configure() {
    "$phpize" && ./configure --with-php-config="$php_config"
}

# make -n runs lines that begin with +, so cargo must be another one.
calls_cargo() {
    make -n CARGO="echo the cargo" >"$copy/said" && cat "$copy/said" &&
        grep -q '^the cargo build --release --locked --package netsvr' "$copy/said" &&
        grep -q "PHP_CONFIG='$php_config'" "$copy/said"
}

# As root's make install after a user's make: without cargo.
installs() {
    mkdir -p modules && cp "$so" modules/netsvr.so &&
        env PATH=/usr/bin:/bin make CARGO=/bin/false install INSTALL_ROOT="$copy/installed" &&
        cmp "$so" "$copy/installed$("$php_config" --extension-dir)/netsvr.so"
}

builds_anew() {
    ! make -n CARGO=/bin/false && touch modules/netsvr.so && make -n CARGO=/bin/false
}

(cd "$root" && tar cf - Cargo.toml Cargo.lock build.rs proto src crates pie/config.m4 pie/Makefile.frag composer.json) |
    (cd "$copy" && tar xf -)
cd "$copy/pie" || exit 1
holds "phpize and configure" configure
holds "make calls cargo for that PHP" calls_cargo
holds "make install installs what was built, without cargo" installs
# Whole seconds, for file systems that know no less.
sleep 1
touch ../src/lib.rs
sleep 1
holds "a change in the sources makes it build again" builds_anew
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
