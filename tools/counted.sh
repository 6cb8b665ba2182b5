#!/bin/sh
# Runs one step of `make test` and notes how many tests it ran.
#
#   tools/counted.sh NAME COMMAND [ARGUMENT]...
#
# out/NAME.log gets the output, out/counts/NAME one line "passed failed skipped seconds". Reads the summaries of cargo
# test, of PHP's run-tests.php, and lines "N passed, N failed[, N skipped]". A step that fails without a failed
# test counts as one failed test, and so does a step that ran none: nothing gets lost between the steps.
set -u

name=$1
shift
root=$(cd "$(dirname "$0")/.." && pwd)
out=$root/out
mkdir -p "$out/counts"
# Until the step is over, it has failed.
echo "0 1 0" >"$out/counts/$name"

echo "== $name"
start=$(date +%s)
{
    "$@" </dev/null 2>&1
    echo $? >"$out/$name.status"
} | tee "$out/$name.log"
status=$(cat "$out/$name.status")
rm -f "$out/$name.status"

counts=$(awk '
    { gsub(/\033\[[0-9;]*m/, ""); sub(/.*\r/, "") }
    /^test result: / {
        for (i = 2; i <= NF; i++) {
            if ($i ~ /^passed;/) passed += $(i - 1)
            if ($i ~ /^failed;/) failed += $(i - 1)
            if ($i ~ /^ignored;/) skipped += $(i - 1)
        }
    }
    /^Tests passed +: / { passed += value() }
    /^Tests (failed|borked|warned|leaked) +: / { failed += value() }
    /^(Tests skipped|Expected fail) +: / { skipped += value() }
    # run-tests.php tries a test that looks at a clock once more; what passes then has passed, and is named
    !/^WARN/ && /\(warn: Test passed on retry attempt\)/ { passed++; failed-- }
    /^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$/ { passed += $1; failed += $3; skipped += $5 }
    function value(    text) { text = $0; sub(/^[^:]*: */, "", text); return text + 0 }
    END { print passed + 0, failed + 0, skipped + 0 }
' "$out/$name.log")

# shellcheck disable=SC2086
set -- $counts
if [ "$status" -ne 0 ] && [ "$2" -eq 0 ]; then
    echo "$name ended with status $status" >&2
    set -- "$1" 1 "$3"
elif [ "$1" -eq 0 ] && [ "$2" -eq 0 ]; then
    echo "$name ran no test" >&2
    set -- 0 1 "$3"
fi
seconds=$(($(date +%s) - start))
echo "$name took $seconds s"
echo "$1 $2 $3 $seconds" >"$out/counts/$name"
[ "$2" -eq 0 ]
