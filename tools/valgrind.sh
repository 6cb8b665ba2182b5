#!/bin/sh
# Runs phpt tests under valgrind's memcheck, and looks for the built extension in what that finds.
#
#   tools/valgrind.sh [option of run-tests.php | test file | folder]...
#
# It counts what memcheck finds wrong (reads and writes of memory that is not there, decisions on bytes that nobody has
# written, memory freed twice) with the extension somewhere in the stack, and what the extension has allocated by itself
# and lost. What the engine has allocated does not count as lost: its objects that lead to each other stay when a
# request ends, and `make test-debug-php` looks for those.
#
# Whether a test passes does not count either: with the system's allocator there is no memory_limit, and everything takes
# twenty times as long. Programs that a test starts run as ever, the children that it forks under valgrind, too.
#
# PHP, NETSVR_SO, NETSVR_DEVGATE: as for tests/run-phpt.sh. What memcheck said is in out/valgrind, a file for each process.
# Ends with status 1 when something counts, with 2 when nothing has run.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
found=$root/out/valgrind
php=$(command -v "${PHP:-php}") || {
    echo "valgrind.sh: no PHP: set PHP" >&2
    exit 2
}
rm -rf "$found"
mkdir -p "$found"

status=0
PHP_IN_VALGRIND="$php" VALGRIND_FOUND="$found" TEST_PHP_EXECUTABLE="$root/tools/php-in-valgrind.sh" \
    TEST_TIMEOUT=600 "$root/tests/run-phpt.sh" -d pcre.jit=0 "$@" || status=$?
[ "$status" -le 1 ] || exit "$status"

set -- "$found"/*.xml
[ -s "$1" ] || {
    echo "valgrind.sh: no test has run under valgrind" >&2
    exit 2
}
echo
exec awk '
    function tag(line) { sub(/^[^>]*>/, "", line); sub(/<.*/, "", line); gsub(/&lt;/, "<", line); gsub(/&gt;/, ">", line)
        gsub(/&amp;/, "\\&", line); return line }
    FNR == 1 { processes++; inside = 0; name = FILENAME; sub(/.*\//, "", name); sub(/\.xml$/, "", name) }
    /^<error>/ { inside = 1; text = kind = maker = ""; ours = 0 }
    !inside { next }
    /<kind>/ { kind = tag($0) }
    /<what>|<auxwhat>|<text>/ { text = text "  " tag($0) "\n" }
    /<frame>/ { object = function_name = file = line = "" }
    /<obj>/ { object = tag($0) }
    /<fn>/ { function_name = tag($0) }
    /<file>/ { file = tag($0) }
    /<line>/ { line = tag($0) }
    /<\/frame>/ {
        if (object ~ /libnetsvr\.so$/) ours = 1
        if (maker == "" && object !~ /vgpreload_/) maker = object
        text = text "    " (function_name == "" ? "?" : function_name) (file == "" ? "" : " (" file ":" line ")") \
            (object ~ /libnetsvr\.so$/ ? "" : " in " object) "\n"
    }
    /^<\/error>/ {
        inside = 0
        counts = kind ~ /^Leak_/ ? kind == "Leak_DefinitelyLost" && maker ~ /libnetsvr\.so$/ : ours
        if (counts) { faults++; print name ": " kind "\n" text }
    }
    END { printf "valgrind: %d processes, %d faults\n", processes, faults; exit faults > 0 }
' "$@"
