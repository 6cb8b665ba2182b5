#!/bin/sh
# Makes the packages in an image of PHP, and tries them there; what the release workflow runs, and what anybody with Docker
# and rustup can run. They are in out/package afterwards.
#
#   packaging/in-docker.sh IMAGE TOOLCHAIN     as in php:8.4-zts-alpine 1.95.0-x86_64-unknown-linux-musl
#
# PHP, PHP_CONFIG   their names in the image, where it has no php and php-config
set -eu

[ $# = 2 ] || { echo "packaging/in-docker.sh IMAGE TOOLCHAIN" >&2; exit 2; }
image=$1
toolchain=$2
root=$(cd "$(dirname "$0")/.." && pwd)

# Of another libc than this machine's, perhaps: it runs in the image.
rustup toolchain install --profile minimal --force-non-host "$toolchain"
psr=$(mktemp -d)
docker run --rm --volume "$psr:/app" composer:2.9 require --no-interaction psr/log:^3 psr/container:^2 monolog/monolog:^3
exec docker run --rm --volume "$root:/netsvr" --workdir /netsvr \
    --volume "${RUSTUP_HOME:-$HOME/.rustup}/toolchains/$toolchain:/rust:ro" --volume "$psr:/psr:ro" --env PSR=/psr \
    --env CARGO_HOME=/netsvr/target-package/cargo \
    --env PATH=/rust/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    --env PHP="${PHP:-php}" --env PHP_CONFIG="${PHP_CONFIG:-php-config}" "$image" packaging/in-image.sh
