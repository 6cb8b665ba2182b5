#!/bin/sh
# What PIE does with pie/: phpize, configure, make, make install; in a copy, and up to where cargo would be called,
# in whose place the built extension is put. Then PIE itself, where there is one (tests/pie/itself.sh). The last line is
# "N passed, N failed[, N skipped]".
#
# PHP_CONFIG  of the PHP to test with; phpize is looked for beside it
# NETSVR_SO   the extension; by default target/release/libnetsvr.so
# PIE_DIR     the sources of PIE, 1.4 or newer, with what they need in vendor/
set -u

root=$(cd "$(dirname "$0")/.." && pwd)
php_config=$(command -v "${PHP_CONFIG:-php-config}") || { echo "no php-config" >&2; exit 1; }
phpize=$(echo "$php_config" | sed 's/php-config\([^/]*\)$/phpize\1/')
so=${NETSVR_SO:-$root/target/release/libnetsvr.so}
[ -z "${PIE_DIR:-}" ] || PIE_DIR=$(realpath -m "$PIE_DIR")
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
    # PIE newer than 1.4 says --with-libdir, too.
    "$phpize" && ./configure --with-php-config="$php_config" --with-libdir=lib
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

# -- PIE itself ------------------------------------------------------------------------------------------------

skipped=0
skip() {
    skipped=$((skipped + 1))
    echo "SKIP PIE itself: $1"
}

may_change_a_view() {
    [ "$(id -u)" = 0 ] && unshare --mount --net sh -c "mount -t tmpfs none '$copy' && mkdir '$copy/u' '$copy/w' &&
        mount -t overlay none -o 'lowerdir=/etc,upperdir=$copy/u,workdir=$copy/w' /etc && ip link set lo up" 2>/dev/null
}

if [ -z "${PIE_DIR:-}" ]; then
    skip "PIE_DIR does not say where it is"
elif [ ! -r "$PIE_DIR/bin/pie" ] || [ ! -r "$PIE_DIR/vendor/autoload.php" ]; then
    failed=$((failed + 1))
    echo "FAIL PIE itself: there is no bin/pie, or no vendor/autoload.php, in PIE_DIR=$PIE_DIR"
elif ! may_change_a_view; then
    skip "that needs root, and the right to mount"
else
    # Its sums are added to the ones here.
    NETSVR_SO=$so "$root/tests/pie/itself.sh" 2>&1 | tee "$copy/itself" | grep -v '^[0-9]* passed, '
    summary=$(tail -n 1 "$copy/itself")
    case $summary in
        *' passed, '*' failed')
            passed=$((passed + ${summary%% *}))
            summary=${summary#*, }
            failed=$((failed + ${summary%% *}))
            ;;
        *) failed=$((failed + 1)) ;;
    esac
fi
if [ "$skipped" = 0 ]; then echo "$passed passed, $failed failed"; else echo "$passed passed, $failed failed, $skipped skipped"; fi
[ "$failed" -eq 0 ]
