#!/bin/sh
# Adds up what the steps of `make test` noted in out/counts. The last line is "N passed, N failed", with
# ", N skipped" behind it when a test was skipped. Before it: each skipped test, what the steps counted, what failed.
#
#   tools/totals.sh NAME...     the steps that must have run; one that left no count has failed
#
# Ends with status 0 only if something passed and nothing failed.
set -u

out=$(cd "$(dirname "$0")/.." && pwd)/out
mkdir -p "$out/counts"
for name in "$@"; do
    [ -s "$out/counts/$name" ] || echo "0 1 0" >"$out/counts/$name"
done

grep -h '^SKIP ' "$out"/*.log 2>/dev/null
passed=0 failed=0 skipped=0
echo "-- passed, failed, skipped, and seconds by step"
for file in "$out"/counts/*; do
    [ -e "$file" ] || continue
    read -r p f s seconds <"$file"
    printf '   %-18s %6d %6d %6d %6s\n' "$(basename "$file")" "$p" "$f" "$s" "${seconds:--}"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done
# Last, next to the sum: who sees only the end of a log sees what failed.
for file in "$out"/counts/*; do
    name=$(basename "$file")
    read -r _ f _ <"$file"
    [ "$f" -eq 0 ] || [ ! -e "$out/$name.log" ] && continue
    echo "-- what failed in $name"
    sed 's/\x1b\[[0-9;]*m//g; s/.*\r//' "$out/$name.log" |
        grep -E -A 6 '^(FAIL|not ok|error|[0-9]+\) |[0-9]{3}[-+] )|panicked at|\.\.\. FAILED|ended with status' | head -n 60
done
if [ "$skipped" -eq 0 ]; then
    echo "$passed passed, $failed failed"
else
    echo "$passed passed, $failed failed, $skipped skipped"
fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
