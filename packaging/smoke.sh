#!/bin/sh
# Tries the netsvr.so of a package on the PHP that it is for: it loads and has its version, the demo runs on gateways of both
# generations, and so do those areas of the phpt suite that need no more than PHP itself and the PSR interfaces.
#
#   packaging/smoke.sh FILE
#
# PHP              the PHP that it is for
# NETSVR_DEVGATE   the development gateway
# The last line is "N passed, N failed, N skipped".
set -u

[ $# = 1 ] || { echo "packaging/smoke.sh FILE" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
so=$(realpath "$1")
php=$(command -v "${PHP:-php}") || { echo "there is no ${PHP:-php}" >&2; exit 2; }
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0

holds() {
    name=$1
    shift
    if "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
        echo "PASS $name"
    else
        failed=$((failed + 1))
        echo "FAIL $name"
        tail -n 40 "$log"
    fi
}

has_version() {
    found=$("$php" -n -d extension="$so" -r 'echo phpversion("netsvr");') && echo "$found" && [ "$found" = "$version" ]
}

demo() {
    GATEWAY=$1 NETSVR_SO="$so" "$php" -n "$root/examples/demo.php"
}

suite() {
    NETSVR_SO="$so" TEST_PHP_EXECUTABLE="$php" "$root/tests/run-phpt.sh" "$root/tests/phpt/bus" "$root/tests/phpt/container" \
        "$root/tests/phpt/message" "$root/tests/phpt/objects" "$root/tests/phpt/text-check"
}

echo "$so on $("$php" -n -r 'echo PHP_VERSION, PHP_ZTS ? " with thread safety" : "", ", ", php_uname("m");')"
holds "it loads and is $version" has_version
holds "the demo, gateway 5" demo 5
holds "the demo, gateway 8" demo 8
holds "the phpt suite, in part" suite
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
