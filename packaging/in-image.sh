#!/bin/sh
# What the release workflow runs in an image of PHP, Debian's or Alpine's: installs what building needs, makes the packages
# and tries them. As root, from a checkout that is mounted there.
#
#   packaging/in-image.sh
#
# PATH has the cargo and rustc to build with. PSR is a folder with the packages of Composer that the tests stand on
# (psr/log, psr/container, monolog/monolog). The packages are in out/package afterwards.
set -eu

cd "$(dirname "$0")/.."
echo "== the tools"
if command -v apk >/dev/null; then
    # GNU's, where Alpine's own do not know the options that make archives reproducible.
    apk add --no-cache binutils clang clang-dev coreutils findutils gcc git gzip libgcc linux-headers make musl-dev tar
else
    apt-get -q update
    apt-get -q install -y --no-install-recommends binutils git make
    PHP="${PHP:-php}" PHP_CONFIG="${PHP_CONFIG:-php-config}" tools/deps.sh build
fi
# The checkout belongs to whoever started the image.
git config --global --add safe.directory "$PWD"
php=$(command -v "${PHP:-php}")
php_config=$(command -v "${PHP_CONFIG:-php-config}")

# Where the tests look, and Debian has them.
for pair in Psr/Log=psr/log/src Psr/Container=psr/container/src Monolog=monolog/monolog/src/Monolog; do
    mkdir -p "/usr/share/php/${pair%%=*}"
    cp -R "${PSR:?}/vendor/${pair#*=}/." "/usr/share/php/${pair%%=*}/"
done

echo "== the packages"
make package PHP="$php" PHP_CONFIG="$php_config"
echo "== the tests"
CARGO_TARGET_DIR=target-package cargo build --release --locked --package netsvr-devgate
PHP="$php" NETSVR_DEVGATE="$PWD/target-package/release/devgate" packaging/smoke.sh out/package/netsvr.so
