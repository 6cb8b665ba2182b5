#!/bin/sh
# Makes the packages for one PHP and looks at them: what is in them, what they are called, that they are refused when they
# need too much, and what the Debian package does to a system. The last line is "N passed, N failed[, N skipped]".
#
#   packaging/test.sh FOLDER [BUILT]     where to make them; BUILT: an extension that has been built already
#
# PHP, PHP_CONFIG, CARGO, CARGO_TARGET_DIR   as packaging/package.sh takes them
set -u

case $# in
    1 | 2) ;;
    *) echo "packaging/test.sh FOLDER [BUILT]" >&2; exit 2 ;;
esac
root=$(cd "$(dirname "$0")/.." && pwd)
here=$root/packaging
mkdir -p "$1"
folder=$(cd "$1" && pwd)
export PHP="${PHP:-php}" PHP_CONFIG="${PHP_CONFIG:-php-config}" CARGO="${CARGO:-cargo}" LC_ALL=C
target=${CARGO_TARGET_DIR:-$root/target-package}
built=${2:-$target/release/libnetsvr.so}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || stat -c %Y "$root/Cargo.lock")}"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)
release=$("$PHP" -n -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')

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

# Both are said, so that a failing test says what it has seen.
same() {
    printf 'wanted: %s\nfound:  %s\n' "$1" "$2"
    [ "$1" = "$2" ]
}

# -- the packages ----------------------------------------------------------------------------------------------

sums_are_right() {
    (cd "$folder" && sha256sum --check --strict -- *.sha256) &&
        same "$(cd "$folder" && ls | grep -vc '\.sha256$')" "$(cd "$folder" && ls | grep -c '\.sha256$')"
}

loads() {
    same "$version" "$("$PHP" -n -d extension="$folder/netsvr.so" -r 'echo phpversion("netsvr");')"
}

is_stripped() {
    stripped=$(stat -c %s "$folder/netsvr.so") whole=$(stat -c %s "$built")
    echo "$stripped of $whole bytes"
    ! readelf --sections --wide "$folder/netsvr.so" | grep -E ' \.(debug_|symtab)' && [ "$stripped" -lt $((whole / 3)) ]
}

build_id() {
    readelf --notes "$1" | sed -n 's/.*Build ID: //p'
}

debug_file_belongs_to_it() {
    [ -n "$(build_id "$folder/netsvr.so")" ] && same "$(build_id "$folder/netsvr.so")" "$(build_id "$folder/netsvr.so.debug")" &&
        readelf --string-dump=.gnu_debuglink "$folder/netsvr.so" | grep netsvr.so.debug &&
        readelf --sections --wide "$folder/netsvr.so.debug" | grep ' \.debug_line'
}

names_no_folder_of_this_machine() {
    objcopy --decompress-debug-sections "$folder/netsvr.so.debug" "$work/debug"
    for own in "$root" "$target" "${CARGO_HOME:-$HOME/.cargo}" "$(rustc --print sysroot)"; do
        for file in "$work/debug" "$folder/netsvr.so"; do
            ! grep -a -o -m 1 -F "$own/" "$file" || { echo "$own is in $file" && return 1; }
        done
    done
}

# From the paths of the crates' sources in the debug information, not from cargo.
notices_name_every_crate() {
    objcopy --decompress-debug-sections "$folder/netsvr.so.debug" "$work/debug"
    strings -n 8 "$work/debug" | sed -n 's|^/.*registry/src/[^/]*/\([^/]*\)/.*|\1|p' | sort -u >"$work/crates"
    echo "$(wc -l <"$work/crates") crates have left a path"
    [ "$(wc -l <"$work/crates")" -gt 10 ] || return 1
    while read -r crate; do
        grep -q "^  ${crate%-[0-9]*} ${crate##*-}:" "$folder/THIRD-PARTY-NOTICES.txt" || { echo "$crate is not in it" && return 1; }
    done <"$work/crates"
    "$PHP" -n "$here/notices.php" | cmp - "$folder/THIRD-PARTY-NOTICES.txt"
}

# -- the archive for PIE ---------------------------------------------------------------------------------------

archive=$folder/php_netsvr-${version}_php$release-$(uname -m | sed 's/aarch64/arm64/')-linux-$("$PHP" -n -r '
    echo str_contains((string)shell_exec("ldd /bin/ls 2>&1"), "musl") ? "musl" : "glibc", PHP_DEBUG ? "-debug" : "", PHP_ZTS ? "-zts" : "";').tgz

# Composer, which is in PIE, opens archives with PharData; PIE then looks for the file in the top folder.
archive_is_what_pie_opens() {
    ls "$folder"
    "$PHP" -r '
        [, $archive, $target] = $argv;
        (new PharData($archive))->extractTo($target);
        echo implode("\n", array_diff(scandir($target), [".", ".."])), "\n";
    ' "$archive" "$work/pie" >"$work/names" && cat "$work/names" &&
        same 'LICENSE THIRD-PARTY-NOTICES.txt install.sh netsvr.ini netsvr.so' "$(paste -s -d ' ' "$work/names")" &&
        cmp "$work/pie/netsvr.so" "$folder/netsvr.so" && cmp "$work/pie/netsvr.ini" "$root/netsvr.ini" &&
        cmp "$work/pie/LICENSE" "$root/LICENSE" && cmp "$work/pie/install.sh" "$root/tools/install.sh"
}

archive_has_no_owner_and_one_time() {
    tar --list --verbose --numeric-owner --utc --full-time --file "$archive" | tee "$work/list"
    same 5 "$(wc -l <"$work/list")" && grep -q '^-rwxr-xr-x .* install.sh$' "$work/list" &&
        same 5 "$(grep -c "^-rw[-x]r-[-x]r-[-x] 0/0 .* $(date -u -d "@$SOURCE_DATE_EPOCH" '+%Y-%m-%d %H:%M:%S') " "$work/list")"
}

# An ELF header of another machine is all that the name is made of.
names_of_another_machine() {
    mkdir -p "$work/arm" && cp "$folder/netsvr.so" "$folder/THIRD-PARTY-NOTICES.txt" "$work/arm/" &&
        printf '\267' | dd of="$work/arm/netsvr.so" bs=1 seek=18 conv=notrunc 2>/dev/null &&
        same "php_netsvr-9.8.7_php$release-arm64-linux-glibc.tgz php_netsvr-9.8.7_php$release-aarch64-linux-glibc.tgz" \
            "$("$here/archive.sh" "$work/arm" 9.8.7 | sed 's/-debug//; s/-zts//' | paste -s -d ' ')" &&
        printf '\001' | dd of="$work/arm/netsvr.so" bs=1 seek=18 conv=notrunc 2>/dev/null &&
        ! "$here/archive.sh" "$work/arm" 9.8.7
}

names_of_another_php() {
    printf '#!/bin/sh\ncase "$*" in *PHP_ZTS*) echo -n -debug-zts ;; *) exec %s "$@" ;; esac\n' "$PHP" >"$work/php" &&
        chmod +x "$work/php" && mkdir -p "$work/musl" && cp "$folder/THIRD-PARTY-NOTICES.txt" "$work/musl/" &&
        echo 'void in_libc(void) {}' | cc -x c -shared -fPIC -nostdlib -Wl,-soname,libc.musl-any.so.1 -o "$work/libc.so" - &&
        echo 'void in_libc(void); void f(void) { in_libc(); }' |
        cc -x c -shared -fPIC -nostdlib -o "$work/musl/netsvr.so" - -x none "$work/libc.so" &&
        same "php_netsvr-9.8.7_php$release-$(uname -m | sed 's/aarch64/arm64/')-linux-musl-debug-zts.tgz" \
            "$(PHP=$work/php "$here/archive.sh" "$work/musl" 9.8.7 | head -n 1)"
}

# -- what is refused -------------------------------------------------------------------------------------------

needs_too_much() {
    echo 'GLIBC_2.99 { from_tomorrow; };' >"$work/versions" &&
        echo 'void from_tomorrow(void) {}' |
        cc -x c -shared -fPIC -nostdlib -Wl,-soname,libc.so.6 -Wl,--version-script="$work/versions" -o "$work/tomorrow.so" - &&
        echo 'void from_tomorrow(void); void f(void) { from_tomorrow(); }' |
        cc -x c -shared -fPIC -nostdlib -o "$work/needs.so" - -x none "$work/tomorrow.so" || return 1
    if "$here/package.sh" "$work/refused" "$work/needs.so" >"$work/said" 2>&1; then return 1; fi
    cat "$work/said"
    grep -q 'needs glibc 2\.99, .* 2\.34 .*from_tomorrow (GLIBC_2\.99)' "$work/said" && [ ! -e "$work/refused" ]
}

glibc_of_the_extension_is_old_enough() {
    newest=$("$here/glibc.sh" "$folder/netsvr.so") && echo "$newest" &&
        [ "$(printf '%s\n2.34\n' "$newest" | sort -V | tail -n 1)" = 2.34 ] && ! GLIBC_LIMIT=2.3 "$here/glibc.sh" "$folder/netsvr.so"
}

says_that_there_is_no_debian_package() {
    printf '#!/bin/sh\ncase "$*" in *SCAN_DIR*) echo -n /opt/php/conf.d ;; *) exec %s "$@" ;; esac\n' "$PHP" >"$work/php" &&
        chmod +x "$work/php" && PHP=$work/php "$here/package.sh" "$work/opt" "$built" >"$work/said" &&
        cat "$work/said" && grep -q '^No Debian package: .*/opt/php/conf.d' "$work/said" && ! ls "$work/opt"/*.deb &&
        cmp "$archive" "$work/opt/$(basename "$archive")"
}

version_is_the_same_everywhere() {
    same "$version" "$("$here/version.sh")" && ! "$here/version.sh" "v$version"
}

# -- the Debian package ----------------------------------------------------------------------------------------

deb=$folder/php$release-netsvr_$version-1_$(dpkg --print-architecture 2>/dev/null).deb

deb_says_what_it_needs() {
    dpkg-deb --field "$deb" | tee "$work/control"
    api=$("$PHP_CONFIG" --phpapi)
    for needed in "phpapi-$api" "libc6 (>= $("$here/glibc.sh" "$folder/netsvr.so"))" libgcc-s1 ucf php-common; do
        grep '^Depends: ' "$work/control" | grep -qF "$needed" || { echo "no $needed" && return 1; }
    done
    # Every library that it is linked with is one of those.
    readelf --dynamic "$folder/netsvr.so" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' | grep -vE '^(libgcc_s\.so\.1|lib[cm]\.so\.6|ld-linux.*)$' &&
        return 1
    dpkg-deb --contents "$deb" | awk '{ print $1, $2, $6 }' | tee "$work/list"
    for file in "$("$PHP_CONFIG" --extension-dir)/netsvr.so" "/usr/share/php$release-netsvr/netsvr.ini" \
        "/usr/share/doc/php$release-netsvr/copyright" "/usr/share/doc/php$release-netsvr/changelog.Debian.gz" \
        "/usr/share/doc/php$release-netsvr/THIRD-PARTY-NOTICES.txt.gz"; do
        grep -qF -- "-rw-r--r-- root/root .$file" "$work/list" || { echo "no $file" && return 1; }
    done
}

deb_scripts_are_well_formed() {
    dpkg-deb --control "$deb" "$work/control.d" && ls "$work/control.d" &&
        for script in postinst prerm postrm; do
            sh -n "$work/control.d/$script" && ! grep -n '@[A-Z]*@' "$work/control.d/$script" || return 1
        done
}

may_install() {
    [ "$(id -u)" = 0 ] && unshare --mount sh -c "mount -t tmpfs none '$work' && mkdir '$work/u' '$work/w' &&
        mount -t overlay none -o 'lowerdir=/etc,upperdir=$work/u,workdir=$work/w' /etc" 2>/dev/null
}

holds "the packages are made" "$here/package.sh" "$folder" ${2:+"$2"}
if [ "$failed" = 0 ]; then
    holds "the sums are right" sums_are_right
    holds "netsvr.so loads, and has its version" loads
    holds "netsvr.so has no debug information" is_stripped
    holds "netsvr.so.debug belongs to it" debug_file_belongs_to_it
    if [ $# = 1 ]; then
        holds "neither names a folder of this machine" names_no_folder_of_this_machine
    else
        skip "neither names a folder of this machine" "$built was built without the flags of packaging/build.sh; make release-check asks"
    fi
    holds "the notices name every crate, and are the same again" notices_name_every_crate
    holds "the archive is what PIE looks for and opens" archive_is_what_pie_opens
    holds "the archive has no owner and one time" archive_has_no_owner_and_one_time
    holds "arm64 gets both names, another machine none" names_of_another_machine
    holds "musl, a debug PHP and threads are in the name" names_of_another_php
    holds "a library that needs a newer glibc is refused, with the symbol" needs_too_much
    holds "glibc 2.34 is enough for netsvr.so" glibc_of_the_extension_is_old_enough
    holds "for a PHP of another prefix there is no Debian package, and it says so" says_that_there_is_no_debian_package
    holds "the version is the same everywhere" version_is_the_same_everywhere
    if [ -f "$deb" ]; then
        holds "the Debian package says what it needs, and has it" deb_says_what_it_needs
        holds "its scripts are well-formed" deb_scripts_are_well_formed
        if may_install; then
            holds "installed, changed, upgraded, removed, purged: nothing of it is left" "$here/test-deb.sh" "$deb"
        else
            skip "the Debian package, installed" "needs root and the right to mount"
        fi
    else
        skip "the Debian package" "$PHP is not Debian's"
    fi
fi
if [ "$skipped" = 0 ]; then echo "$passed passed, $failed failed"; else echo "$passed passed, $failed failed, $skipped skipped"; fi
[ "$failed" = 0 ]
