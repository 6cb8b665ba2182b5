#!/bin/sh
# Makes the Debian package of the extension for one PHP of Debian, Ubuntu or a repository for them; run by
# packaging/package.sh. Prints the name of the file.
#
#   packaging/deb.sh FOLDER VERSION     FOLDER has netsvr.so and THIRD-PARTY-NOTICES.txt, and gets the package
#
# PHP, PHP_CONFIG       the PHP that the extension is built for
# GLIBC                 the oldest glibc that has what it needs, as in 2.34
# SOURCE_DATE_EPOCH     the time of everything in it
# DEBFULLNAME, DEBEMAIL who makes the package
set -eu

folder=$1
root=$(cd "$(dirname "$0")/.." && pwd)
release=$("$PHP" -n -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
extension_dir=$("$PHP_CONFIG" --extension-dir)
# With what tells builds of one API apart, where there are several.
api=$("$PHP_CONFIG" --phpapi)
package=php$release-netsvr
# A pre-release comes before its release.
version=$(echo "$2" | tr - '~')-1
arch=$(dpkg --print-architecture)
maintainer="${DEBFULLNAME:-The developers of netsvr for PHP} <${DEBEMAIL:-netsvr@users.noreply.github.com}>"

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
doc=$tree/usr/share/doc/$package
mkdir -p "$tree/DEBIAN" "$tree$extension_dir" "$tree/usr/share/$package" "$doc" \
    "$tree/usr/share/lintian/overrides"
chmod 755 "$tree"

install -m 644 "$folder/netsvr.so" "$tree$extension_dir/netsvr.so"
install -m 644 "$root/netsvr.ini" "$tree/usr/share/$package/netsvr.ini"
gzip -9n <"$root/CHANGELOG.md" >"$doc/changelog.gz"
gzip -9n <"$folder/THIRD-PARTY-NOTICES.txt" >"$doc/THIRD-PARTY-NOTICES.txt.gz"
gzip -9n >"$doc/changelog.Debian.gz" <<END
php-netsvr ($version) stable; urgency=medium

  * netsvr $2, built for PHP $release. changelog.gz has what is new in it.

 -- $maintainer  $(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")
END

filled() {
    sed -e "s|@PACKAGE@|$package|g" -e "s|@PHP@|$release|g" -e "s|@API@|$api|g" -e "s|@VERSION@|$version|g" \
        -e "s|@ARCH@|$arch|g" -e "s|@GLIBC@|$GLIBC|g" -e "s|@MAINTAINER@|$maintainer|g" -e "s|@SIZE@|${size:-}|g" \
        "$root/packaging/debian/$1"
}

filled copyright >"$doc/copyright"
filled lintian-overrides >"$tree/usr/share/lintian/overrides/$package"
for script in postinst prerm postrm; do
    filled $script >"$tree/DEBIAN/$script"
    chmod 755 "$tree/DEBIAN/$script"
done
(cd "$tree" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
# In KiB, each file and folder a whole number of them, as dpkg-gencontrol counts.
size=$(cd "$tree" && find usr -type f -printf '%s\n' -o -type d -printf '1\n' | awk '{ sum += int(($1 + 1023) / 1024) } END { print sum }')
filled control >"$tree/DEBIAN/control"
find "$tree" -type d -exec chmod 755 {} +
chmod 644 "$doc"/* "$tree/usr/share/lintian/overrides/$package" "$tree/DEBIAN/md5sums" "$tree/DEBIAN/control"
find "$tree" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +

file=${package}_${version}_$arch.deb
# One thread: more of them cut the data in other places.
DPKG_DEB_THREADS_MAX=1 dpkg-deb --root-owner-group -Zxz --build "$tree" "$folder/$file" >&2
echo "$file"
