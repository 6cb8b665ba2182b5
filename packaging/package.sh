#!/bin/sh
# Makes what a release has for one PHP, in a folder: netsvr.so without its debug information, that by itself
# (netsvr.so.debug), the notices of third parties, an archive for PIE and, for a PHP of Debian, a Debian package; and to
# each a .sha256. The same commit gives the same bytes in every folder. Run by make package.
#
#   packaging/package.sh FOLDER [BUILT]     BUILT: an extension that has been built already
#
# PHP, PHP_CONFIG     the PHP to build for
# PHP_HERE            a PHP to run scripts of this folder with, where that one lives in another root and does not see it
# CARGO               the cargo to build with
# CARGO_TARGET_DIR    where to build
# SOURCE_DATE_EPOCH   the time of all files in archives; by default the time of the last commit
set -eu

case $# in
    1 | 2) ;;
    *) echo "packaging/package.sh FOLDER [BUILT]" >&2; exit 2 ;;
esac
root=$(cd "$(dirname "$0")/.." && pwd)
export PHP="${PHP:-php}" PHP_CONFIG="${PHP_CONFIG:-php-config}" CARGO="${CARGO:-cargo}" LC_ALL=C
umask 022

for tool in readelf objcopy strip tar gzip sha256sum; do
    command -v $tool >/dev/null || { echo "$tool is missing: install binutils, tar, gzip and coreutils" >&2; exit 1; }
done
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
    # An unpacked archive of the sources has the time of its commit on every file.
    SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct 2>/dev/null || stat -c %Y "$root/Cargo.lock")
fi
export SOURCE_DATE_EPOCH

version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)

if [ $# = 2 ]; then
    built=$(realpath "$2")
else
    built=$("$root/packaging/build.sh")
fi
# Before anything is replaced.
glibc=$("$root/packaging/glibc.sh" "$built")
mkdir -p "$1"
folder=$(cd "$1" && pwd)
rm -f "$folder"/netsvr.so* "$folder"/*.tgz "$folder"/*.deb "$folder"/*.sha256 "$folder"/THIRD-PARTY-NOTICES.txt

# -- the extension and its debug information -------------------------------------------------------------------

cp "$built" "$folder/netsvr.so"
chmod 644 "$folder/netsvr.so"
objcopy --only-keep-debug --compress-debug-sections=zlib "$folder/netsvr.so" "$folder/netsvr.so.debug"
chmod 644 "$folder/netsvr.so.debug"
strip --strip-unneeded "$folder/netsvr.so"
(cd "$folder" && objcopy --add-gnu-debuglink=netsvr.so.debug netsvr.so)
"${PHP_HERE:-$PHP}" -n "$root/packaging/notices.php" >"$folder/THIRD-PARTY-NOTICES.txt"

# -- the archive for PIE ---------------------------------------------------------------------------------------

"$root/packaging/archive.sh" "$folder" "$version" >/dev/null

# -- the Debian package ----------------------------------------------------------------------------------------

scan=$("$PHP" -r 'echo PHP_CONFIG_FILE_SCAN_DIR;')
if [ "${scan#/etc/php/}" != "$scan" ] && "$PHP_CONFIG" --phpapi >/dev/null 2>&1 && command -v dpkg-deb >/dev/null; then
    GLIBC=$glibc "$root/packaging/deb.sh" "$folder" "$version" >/dev/null
else
    echo "No Debian package: $PHP is not a PHP of Debian's packages (it reads ${scan:-no folder}, not /etc/php/…), or dpkg-deb is missing."
fi

# -- the sums --------------------------------------------------------------------------------------------------

cd "$folder"
for file in *; do
    [ ! -f "$file" ] || sha256sum "$file" >"$file.sha256"
done
echo "In $folder:"
for file in *; do
    case $file in
        *.sha256) ;;
        *) printf '  %9d  %s\n' "$(stat -c %s "$file")" "$file" ;;
    esac
done
