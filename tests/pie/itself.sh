#!/bin/sh
# PIE itself installs what a release has: the archive for this PHP, or what it builds from the sources where there is none.
# That happens in a view of this system that nobody else sees and that is gone afterwards, in which the host of the release
# is a server on loopback (tests/pie/releases.php). Run by tests/pie.sh; the last line is "N passed, N failed".
#
#   tests/pie/itself.sh
#
# PIE_DIR      the sources of PIE, 1.4 or newer, with what they need in vendor/
# PIE_BUILD    1: cargo builds, for minutes; else what it would build is NETSVR_SO
# NETSVR_SO    the extension
# PHP, PHP_CONFIG, CARGO   as packaging/package.sh takes them; of Debian's packages
#
# Needs root. Nothing is fetched from anywhere: a build needs all crates in the folder of cargo.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
pie=$PIE_DIR/bin/pie
if [ -z "${NETSVR_VIEW:-}" ]; then
    PHP=$(command -v "${PHP:-php}") && PHP_CONFIG=$(command -v "${PHP_CONFIG:-php-config}") || { echo "no PHP, or no php-config" >&2; exit 1; }
    export PHP PHP_CONFIG CARGO="${CARGO:-cargo}" NETSVR_SO
    NETSVR_VIEW=$(mktemp -d)
    export NETSVR_VIEW
    trap 'rm -rf "$NETSVR_VIEW"' EXIT
    trap 'exit 1' HUP INT TERM
    NETSVR_SO=$(realpath "$NETSVR_SO")
    # What a release has, and what comes with it; both from out here, where git and cargo are as always.
    "$root/packaging/package.sh" "$NETSVR_VIEW/package" "$NETSVR_SO" >"$NETSVR_VIEW/log" 2>&1 || { cat "$NETSVR_VIEW/log" >&2; exit 1; }
    now=$(git -C "$root" stash create)
    git -C "$root" archive --format=zip --prefix=netsvr-netsvr-0123456/ --output="$NETSVR_VIEW/sources.zip" "${now:-HEAD}" &&
        git clone --quiet --no-local "$root" "$NETSVR_VIEW/clone" || exit 1
    cp "$root/composer.json" "$root/pie/config.m4" "$root/pie/Makefile.frag" "$NETSVR_VIEW/" &&
        cp "$NETSVR_VIEW/composer.json" "$NETSVR_VIEW/clone/" && cp "$NETSVR_VIEW/config.m4" "$NETSVR_VIEW/Makefile.frag" "$NETSVR_VIEW/clone/pie/"
    unshare --mount --net --pid --fork --kill-child --propagation private "$0"
    exit
fi

# -- the view --------------------------------------------------------------------------------------------------

view=$NETSVR_VIEW
passed=0 failed=0
mkdir -p "$view/layers"
mount -t tmpfs tmpfs "$view/layers" || exit 1
for folder in etc usr var; do
    mkdir -p "$view/layers/$folder/upper" "$view/layers/$folder/work"
    mount -t overlay overlay -o "lowerdir=/$folder,upperdir=$view/layers/$folder/upper,workdir=$view/layers/$folder/work" "/$folder" || exit 1
done
mount -t proc proc /proc
ip link set lo up
printf '127.0.0.1 localhost api.github.com github.com codeload.github.com\n' >/etc/hosts
# One certificate, which PIE is told to trust.
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=github.com -addext 'subjectAltName=DNS:github.com,DNS:*.github.com' \
    -keyout "$view/key.pem" -out "$view/certificate.pem" 2>/dev/null || exit 1
cat "$view/certificate.pem" "$view/key.pem" >"$view/pair.pem"

version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)
built=$NETSVR_SO
cargo_home=${CARGO_HOME:-$HOME/.cargo}
rustup_home=${RUSTUP_HOME:-$HOME/.rustup}
unset CARGO_TARGET_DIR
export SSL_CERT_FILE="$view/certificate.pem" PIE_WORKING_DIRECTORY="$view/pie" COMPOSER_HOME="$view/composer" HOME="$view/home" \
    CARGO_HOME="$cargo_home" RUSTUP_HOME="$rustup_home" CARGO_NET_OFFLINE=true COMPOSER_NO_INTERACTION=1 LC_ALL=C.UTF-8
mkdir -p "$HOME" "$COMPOSER_HOME" "$view/assets" "$view/bin" "$view/repository"
# There is no repository but the ones that PIE is told of.
echo '{"repositories": {"packagist": false}}' >"$COMPOSER_HOME/config.json"
if [ "${PIE_BUILD:-}" = 1 ]; then
    PATH=$(dirname "$(command -v "$CARGO")"):$PATH
else
    printf '#!/bin/sh\nmkdir -p "$CARGO_TARGET_DIR/release" && cp "%s" "$CARGO_TARGET_DIR/release/libnetsvr.so"\n' "$built" >"$view/bin/cargo"
    chmod 755 "$view/bin/cargo"
    PATH=$view/bin:$PATH
fi
extension=$("$PHP_CONFIG" --extension-dir)/netsvr.so
rm -f "$extension" /etc/php/*/*/conf.d/*netsvr.ini /etc/php/*/mods-available/netsvr.ini
cd "$HOME" || exit 1

# What a repository of packages says of a release.
"$PHP" -r '
    [, $json, $version, $file] = $argv;
    $package = json_decode(file_get_contents($json), true, flags: JSON_THROW_ON_ERROR) + ["version" => $version];
    $package["dist"] = ["type" => "zip", "url" => "https://api.github.com/repos/netsvr/netsvr/zipball/0123456", "reference" => "0123456", "shasum" => ""];
    file_put_contents($file, json_encode(["packages" => [$package["name"] => [$version => $package]]]));
' "$view/composer.json" "$version" "$view/repository/packages.json" || exit 1

"$PHP" "$root/tests/pie/releases.php" "$view" "$version" &
server=$!
trap 'kill "$server" 2>/dev/null' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ ! -e "$view/requests.log" ] || break
    sleep 0.5
done

holds() {
    name=$1
    shift
    : >"$view/requests.log"
    if "$@" >"$view/said" 2>&1; then
        passed=$((passed + 1))
        echo "PASS $name"
    else
        failed=$((failed + 1))
        echo "FAIL $name"
        tail -n 40 "$view/said"
        cat "$view/requests.log"
        return 1
    fi
}

pie() {
    "$PHP" "$pie" --no-ansi "$@"
}

requested() {
    echo "$1 has to be among the requests"
    grep -q "^200 .*$1" "$view/requests.log"
}

# PHP as it is every day, without a word on its output but the answer.
loaded() {
    said=$("$PHP" -r 'echo extension_loaded("netsvr") ? phpversion("netsvr") : "none";' 2>&1)
    echo "PHP has netsvr $said, and should have $1"
    [ "$said" = "$1" ]
}

# -- what PIE's classes say ------------------------------------------------------------------------------------

composer_of_pie_validates() {
    COMPOSER_BIN=$PIE_DIR/vendor/composer/composer/bin/composer "$root/packaging/composer.sh"
}

# A PHP that says of itself what another one would say: $1 its processor, $2 what is behind it in names, $3 its C library.
pretend() {
    case $2 in *-zts) threads=TS ;; *) threads=NTS ;; esac
    case $2 in -debug*) debug=yes ;; *) debug=no ;; esac
    mkdir -p "$view/other"
    cat >"$view/other/a-php" <<SCRIPT
#!/bin/sh
case "\$*" in
    *PHP_ZTS*) printf %s '$2' ;;
    *php_uname*m*) printf %s '$1' ;;
    *) '$PHP' "\$@" | sed 's/^\(Debug Build => \).*/\1$debug/; s/^\(PHP Extension Build => API[0-9]*\),N*TS.*/\1,$threads/' ;;
esac
SCRIPT
    printf '#!/bin/sh\necho "libc.so => %s"\n' "$3" >"$view/other/ldd"
    chmod 755 "$view/other/a-php" "$view/other/ldd"
}

# Headers of ELF, and of a library that needs musl, are all that packaging/archive.sh asks of the file.
names_are_those_that_pie_looks_for() {
    echo 'void in_libc(void) {}' | cc -x c -shared -fPIC -nostdlib -Wl,-soname,libc.musl-any.so.1 -o "$view/libc.so" - &&
        echo 'void in_libc(void); void f(void) { in_libc(); }' |
        cc -x c -shared -fPIC -nostdlib -o "$view/musl.so" - -x none "$view/libc.so" || return 1
    for processor in x86_64:076 aarch64:267; do
        for kind in '' -zts -debug -debug-zts; do
            for libc in glibc musl; do
                rm -rf "$view/named" && mkdir "$view/named" && cp "$view/package/THIRD-PARTY-NOTICES.txt" "$view/named/" || return 1
                if [ $libc = musl ]; then cp "$view/musl.so" "$view/named/netsvr.so"; else cp "$view/package/netsvr.so" "$view/named/"; fi
                printf "\\${processor#*:}" | dd of="$view/named/netsvr.so" bs=1 seek=18 conv=notrunc 2>/dev/null
                pretend "${processor%:*}" "$kind" "$libc"
                PHP=$view/other/a-php SOURCE_DATE_EPOCH=0 "$root/packaging/archive.sh" "$view/named" "$version" >"$view/made" || return 1
                PATH=$view/other:$PATH "$PHP" "$root/tests/pie/names.php" "$PIE_DIR" "$view/other/a-php" "$version" >"$view/names" || return 1
                grep -Fxf "$view/made" "$view/names" || { cat "$view/made" && echo "is not among" && cat "$view/names" && return 1; }
            done
        done
    done
}

holds "PIE's own Composer finds composer.json valid" composer_of_pie_validates
holds "PIE looks for the names of all archives: 2 processors, 2 C libraries, threads or none, debug or none" names_are_those_that_pie_looks_for

# -- from a release --------------------------------------------------------------------------------------------

archive=$(cd "$view/package" && ls ./*.tgz | sed 's|^\./||' | head -n 1)
stripped=$view/package/netsvr.so

knows_the_release() {
    pie repository:add composer "file://$view/repository" && loaded none
}

takes_the_archive() {
    rm -f "$view"/assets/* && cp "$view/package"/*.tgz "$view/package"/*.sha256 "$view/package"/*.deb "$view/assets/"
    pie install netsvr/netsvr && cat "$view/requests.log" && requested "/$archive\$" && ! grep zipball "$view/requests.log" &&
        cmp "$stripped" "$extension" && loaded "$version" && pie show && pie show | grep 'netsvr.*netsvr/netsvr'
}

installs_again() {
    pie install netsvr/netsvr && cmp "$stripped" "$extension" && loaded "$version"
}

uninstalls() {
    pie uninstall netsvr/netsvr && [ ! -e "$extension" ] && loaded none && ! pie show | grep netsvr
}

# What PIE leaves in ini files must not keep others from enabling the extension.
others_come_after() {
    cat /etc/php/*/mods-available/netsvr.ini
    mkdir -p "$view/unpacked" && tar -xf "$view/package/$archive" -C "$view/unpacked" && "$view/unpacked/install.sh" && loaded "$version" &&
        "$view/unpacked/install.sh" uninstall && loaded none && pie install netsvr/netsvr && pie uninstall netsvr/netsvr || return 1
    deb=$(ls "$view/package"/*.deb) && DEBIAN_FRONTEND=noninteractive dpkg --force-depends --install "$deb" && loaded "$version" &&
        dpkg --purge "$(dpkg-deb --field "$deb" Package)" && loaded none
}

# Another PHP's archive is there, as after a release for which this one's build has failed.
builds_where_no_archive_fits() {
    rm -f "$view"/assets/* && cp "$view/package/$archive" "$view/assets/$(echo "$archive" | sed 's/_php[0-9.]*-/_php7.4-/')"
    pie install -vv netsvr/netsvr && cat "$view/requests.log" && requested /zipball/ && loaded "$version" &&
        { [ "${PIE_BUILD:-}" = 1 ] || cmp "$built" "$extension"; }
}

builds_where_nothing_is_released() {
    rm -f "$view"/assets/*
    pie install netsvr/netsvr && grep '^404 .*/releases/tags/' "$view/requests.log" && cmp "$built" "$extension" && loaded "$version"
}

# The lines of docs/install.md.
builds_from_a_clone() {
    cd "$view/clone" && pie repository:add path "$PWD" && pie install 'netsvr/netsvr:*@dev' && loaded "$version" && cd "$HOME" &&
        pie uninstall netsvr/netsvr && loaded none && [ -z "$(git -C "$view/clone" ls-files --others --exclude-standard)" ]
}

if holds "PIE is told where the release is" knows_the_release; then
    holds "pie install takes the archive for this PHP, and enables the extension" takes_the_archive
    holds "pie install replaces what it has installed" installs_again
    holds "pie uninstall removes it, and PHP does not miss it" uninstalls
    holds "then come the installer of the archive, and the Debian package" others_come_after
    holds "pie install builds from the sources where no archive fits" builds_where_no_archive_fits
    holds "pie uninstall removes what was built" uninstalls
    [ "${PIE_BUILD:-}" = 1 ] || holds "pie install builds from the sources where nothing is released" builds_where_nothing_is_released
    [ "${PIE_BUILD:-}" = 1 ] || holds "pie uninstall removes that, too" uninstalls
    [ "${PIE_BUILD:-}" = 1 ] || holds "pie install builds from a clone" builds_from_a_clone
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
