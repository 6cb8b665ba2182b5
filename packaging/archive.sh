#!/bin/sh
# Makes the archive from which PIE installs the extension for one PHP, under the name that PIE looks for; run by
# packaging/package.sh. Prints the names of the files.
#
#   packaging/archive.sh FOLDER VERSION     FOLDER has netsvr.so and THIRD-PARTY-NOTICES.txt, and gets the archive
#
# PHP                 the PHP that the extension is built for
# SOURCE_DATE_EPOCH   the time of everything in it
#
# PIE takes the extension from the top folder of the archive; people run the installer beside it. A .tgz, because a .zip
# needs unzip, which few images have.
set -eu

folder=$1
version=$2
root=$(cd "$(dirname "$0")/.." && pwd)

release=$("$PHP" -n -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
# Neither is said of a PHP without.
kind=$("$PHP" -n -r 'echo PHP_DEBUG ? "-debug" : "", PHP_ZTS ? "-zts" : "";')
if readelf --dynamic "$folder/netsvr.so" | grep -q 'NEEDED.*musl'; then libc=musl; else libc=glibc; fi
# PIE says arm64 on Linux, too; people, and other installers, say aarch64.
case $(readelf --file-header "$folder/netsvr.so") in
    *X86-64*) archs=x86_64 ;;
    *AArch64*) archs='arm64 aarch64' ;;
    *) echo "$folder/netsvr.so is neither for x86-64 nor for arm64: PIE would not find it" >&2; exit 1 ;;
esac

content=$(mktemp -d)
trap 'rm -rf "$content"' EXIT
cp "$folder/netsvr.so" "$folder/THIRD-PARTY-NOTICES.txt" "$root/netsvr.ini" "$root/LICENSE" "$root/tools/install.sh" "$content/"
chmod 644 "$content"/*
chmod 755 "$content/install.sh"
for arch in $archs; do
    name=php_netsvr-${version}_php$release-$arch-linux-$libc$kind.tgz
    tar -C "$content" --create --format=ustar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
        LICENSE THIRD-PARTY-NOTICES.txt install.sh netsvr.ini netsvr.so | gzip -9n >"$folder/$name"
    echo "$name"
done
