#!/bin/sh
# Fails when the version is not the same everywhere, and says where it differs.
#
#   packaging/version.sh          Cargo.toml, Cargo.lock and CHANGELOG.md; composer.json has none, as Composer takes the tag
#   packaging/version.sh TAG      and the tag, which is the version alone; CHANGELOG.md has to have its date then
set -eu

cd "$(dirname "$0")/.."
tag=${1:-}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
wrong=0

differs() {
    echo "$1" >&2
    wrong=1
}

for crate in netsvr netsvr-client netsvr-wire netsvr-devgate; do
    locked=$(grep -A 1 "^name = \"$crate\"\$" Cargo.lock | sed -n 's/^version = "\(.*\)"/\1/p')
    [ "$locked" = "$version" ] || differs "Cargo.lock has $crate ${locked:-nowhere}, Cargo.toml $version: cargo build writes it anew"
done
heading=$(grep -m 1 "^## \[$version\]" CHANGELOG.md || true)
[ -n "$heading" ] || differs "CHANGELOG.md has no heading ## [$version], which is the version in Cargo.toml"
! grep -q '"version"' composer.json || differs "composer.json has a version: Composer and PIE take the tag, and one more can only differ"
if [ -n "$tag" ]; then
    [ "$tag" = "$version" ] || differs "the tag is $tag, and the version in Cargo.toml $version"
    echo "$heading" | grep -q "^## \[$version\] - [0-9]\{4\}-[0-9]\{2\}-[0-9]\{2\}\$" ||
        differs "CHANGELOG.md gives no date for $version: ${heading:-nothing}"
fi
[ "$wrong" = 0 ] && echo "$version"
