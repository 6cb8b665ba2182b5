#!/bin/sh
# Installs or removes the extension and its netsvr.ini for one PHP. Needs nothing but that PHP: no compiler, no php-config.
#
#   install.sh [install] [FILE]    FILE is netsvr.so; by default the one beside this script, as in an unpacked archive
#   install.sh uninstall
#
# PHP        the PHP that is meant; by default php
# SAPIS      for which ways to run PHP it is enabled: all (the default), none, or some of those that are in
#            /etc/php/VERSION, as in "cli fpm"
# DESTDIR    a folder to install under, for packaging
#
# Where Debian keeps one ini file for all ways to run PHP (mods-available), it goes there, and is enabled as SAPIS
# says; elsewhere into the folder that this PHP scans, which enables it for all: with SAPIS=none under a name that is
# not read. What is enabled already stays so. A netsvr.ini that is there already is kept.
#
# A file for another PHP, architecture or C library is refused before anything changes.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
php=${PHP:-php}
destdir=${DESTDIR:-}
sapis=${SAPIS:-all}

fail() {
    echo "$1" >&2
    exit 1
}

case ${1:-install} in
    install | uninstall)
        action=${1:-install}
        file=${2:-$here/netsvr.so}
        ;;
    -* | help)
        sed -n 's/^#   \(install.sh\)/\1/p' "$0" >&2
        exit 2
        ;;
    *)
        action=install
        file=$1
        ;;
esac

# -- what this PHP says of itself ------------------------------------------------------------------------------

command -v "$php" >/dev/null || fail "There is no $php: PHP=/path/to/php names the PHP that is meant."

# Whatever its ini files complain about, a netsvr.so that is not there yet perhaps, is not part of the answer.
quiet() {
    "$php" -d display_errors=0 -d display_startup_errors=0 -d log_errors=0 -d error_log=/dev/null "$@"
}

facts=$(quiet -r '
    $folder = (string)ini_get("extension_dir");
    echo "release=", PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION, "\n",
        "extension_dir=", str_starts_with($folder, "/") ? $folder : PHP_EXTENSION_DIR, "\n",
        "scan=", explode(":", PHP_CONFIG_FILE_SCAN_DIR)[0], "\n",
        "php_ini=", php_ini_loaded_file() ?: PHP_CONFIG_FILE_PATH . "/php.ini", "\n";
') || fail "$php does not run."

fact() {
    echo "$facts" | sed -n "s/^$1=//p"
}

release=$(fact release)
extension_dir=$(fact extension_dir)
scan=$(fact scan)
so=$destdir$extension_dir/netsvr.so
debian=/etc/php/$release/mods-available

# A PHP of another origin may be beside Debian's.
if [ -d "$debian" ] && [ "${scan#/etc/php/}" != "$scan" ] && command -v phpenmod >/dev/null; then
    ini=$debian/netsvr.ini
else
    debian=
    ini=${scan:+$scan/netsvr.ini}
fi

# -- the file that fits it -------------------------------------------------------------------------------------

# Reads the file as PHP and the loader will, and prints the one sentence that says why they will not take it.
# A file whose symbols are still in it is "with symbols".
misfit_of() {
    "$php" -n -d memory_limit=-1 -- "$1" "$php" <<'PHP'
<?php
/** What an ELF file says of itself; null where it is none, or not all of it. */
function elf(string $bytes): ?array
{
    if (strlen($bytes) < 64 || !str_starts_with($bytes, "\x7fELF")) {
        return null;
    }
    $machine = unpack('v', $bytes, 18)[1];
    $about = [
        'architecture' => [62 => 'x86_64', 183 => 'aarch64', 3 => 'i686', 40 => 'arm', 243 => 'riscv64'][$machine] ?? "machine $machine",
        'interpreter' => '', 'needed' => [], 'symbols' => false,
    ];
    if ($bytes[4] !== "\2" || $bytes[5] !== "\1" || PHP_INT_SIZE !== 8) {
        return $about; // of 32 bits or of the other byte order: nothing more of it is compared
    }
    ['programs' => $programs, 'sections' => $sections] = unpack('Pprograms/Psections', $bytes, 32);
    [1 => $programSize, 2 => $programCount, 3 => $sectionSize, 4 => $sectionCount] = unpack('v4', $bytes, 54);
    if (max($programs + $programSize * $programCount, $sections + $sectionSize * $sectionCount) > strlen($bytes)) {
        return null;
    }
    for ($i = 0; $i < $sectionCount; $i++) {
        $about['symbols'] = $about['symbols'] || unpack('V', $bytes, $sections + $i * $sectionSize + 4)[1] === 2;
    }
    $loaded = [];
    $dynamic = '';
    for ($i = 0; $i < $programCount; $i++) {
        $head = unpack('Vtype/Vflags/Poffset/Paddress/Pphysical/Psize', $bytes, $programs + $i * $programSize);
        if ($head['offset'] + $head['size'] > strlen($bytes)) {
            return null;
        }
        $content = substr($bytes, $head['offset'], $head['size']);
        match ($head['type']) {
            1 => $loaded[] = $head,
            2 => $dynamic = $content,
            3 => $about['interpreter'] = rtrim($content, "\0"),
            default => null,
        };
    }
    $entries = array_map(static fn(string $entry): array => unpack('Ptag/Pvalue', $entry), array_filter(
        str_split($dynamic, 16),
        static fn(string $entry): bool => strlen($entry) === 16
    ));
    foreach ($entries as $names) {
        foreach ($names['tag'] === 5 ? $loaded : [] as $head) {
            if ($names['value'] < $head['address'] || $names['value'] >= $head['address'] + $head['size']) {
                continue;
            }
            foreach ($entries as $entry) {
                if ($entry['tag'] === 1) {
                    $at = $names['value'] - $head['address'] + $head['offset'] + $entry['value'];
                    $about['needed'][] = substr($bytes, $at, strcspn($bytes, "\0", $at));
                }
            }
        }
    }
    return $about;
}

/** The C library behind the names of libraries and interpreters; an empty string where none says it. */
function libc(string ...$names): string
{
    $all = implode("\n", array_map(basename(...), $names));
    return match (1) {
        preg_match('/^(ld-musl-|libc\.musl-|libc\.so$)/m', $all) => 'musl',
        preg_match('/^(ld-linux|ld64\.so|libc\.so\.6$)/m', $all) => 'glibc',
        default => '',
    };
}

/** "API20220829,NTS" and what may stand behind it, in words. */
function build(string $id): array
{
    preg_match('/^API(\d+),(NTS|TS)(,debug)?/', $id, $found);
    $release = ['20210902' => '8.1', '20220829' => '8.2', '20230831' => '8.3', '20240924' => '8.4', '20250925' => '8.5'][$found[1]] ?? '';
    return [
        'api' => ($release === '' ? "PHP API $found[1]" : "PHP $release (API $found[1])"),
        'threads' => $found[2] === 'TS' ? 'ZTS (thread safety)' : 'NTS (no thread safety)',
        'debug' => isset($found[3]) ? 'a debug build' : 'a release build',
    ];
}

[, $file, $name] = $argv;
$bytes = (string)file_get_contents($file);
$so = elf($bytes);
if ($so === null) {
    exit(str_starts_with($bytes, "\x7fELF")
        ? "$file is not whole (" . strlen($bytes) . " bytes): fetch it again, and compare its sha256.\n"
        : "$file is no library for Linux: name the netsvr.so out of an archive or a build.\n");
}
if (!preg_match('/API\d{8},N?TS(,debug)?(?=\0)/', $bytes, $id)) {
    exit("$file is a library, but no extension of PHP: name the netsvr.so out of an archive or a build.\n");
}
ob_start();
phpinfo(INFO_GENERAL);
preg_match('/PHP Extension Build => (\S+)/', (string)ob_get_clean(), $own);
// The file that runs, not a script or link that starts it.
$binary = elf((string)@file_get_contents('/proc/self/exe')) ?? elf((string)@file_get_contents(PHP_BINARY));
$architecture = $binary['architecture'] ?? php_uname('m');
$libc = libc($binary['interpreter'] ?? '');
$built = build($id[0]) + ['architecture' => $so['architecture'], 'libc' => libc(...$so['needed'])];
$wanted = build($own[1]) + ['architecture' => $architecture, 'libc' => $libc];
if ($wanted['libc'] === '' || $built['libc'] === '') {
    unset($built['libc']);
}
$differs = array_filter($built, static fn(string $value, string $key): bool => $value !== $wanted[$key], ARRAY_FILTER_USE_BOTH);
if ($differs === []) {
    exit($so['symbols'] ? "with symbols\n" : '');
}
$packaged = !PHP_DEBUG && in_array($architecture, ['x86_64', 'aarch64'], true);
printf(
    "%s is built for %s, but %s is %s: %s.\n",
    $file,
    implode(', ', $differs),
    $name,
    implode(', ', array_intersect_key($wanted, $differs)),
    $packaged
        ? sprintf('take php_netsvr-*_php%d.%d-%s-linux-%s%s.tgz', PHP_MAJOR_VERSION, PHP_MINOR_VERSION, $architecture, $libc ?: 'glibc', PHP_ZTS ? '-zts' : '')
        : 'build it from the sources for this PHP'
);
PHP
}

# A file of a package is the package manager's.
owner_of() {
    [ -z "$destdir" ] && [ -e "$1" ] && command -v dpkg-query >/dev/null || return 0
    dpkg-query -S "$1" 2>/dev/null | sed -n '1s/:.*//p'
}

# -- before anything is copied ---------------------------------------------------------------------------------

check_sapis() {
    for sapi in $sapis; do
        case $debian:$sapi in
            *:all | *:none) ;;
            :*) fail "SAPIS=$sapi: this PHP has one folder of ini files for all ways to run it: all or none" ;;
            *) [ -d "/etc/php/$release/$sapi" ] || fail "SAPIS=$sapi: there is no /etc/php/$release/$sapi" ;;
        esac
    done
    [ -n "$ini" ] || [ "$sapis" = none ] || fail "$php scans no folder for ini files:\
 SAPIS=none installs netsvr.so alone, and the line extension=netsvr.so in $(fact php_ini) enables it."
}

check_file() {
    [ -r "$file" ] || fail "$file is not there: name the netsvr.so to install, or run make build first"
    misfit=$(misfit_of "$file")
    case $misfit in
        '' | 'with symbols') ;;
        *) fail "$misfit" ;;
    esac
}

check_rights() {
    owner=$(owner_of "$so")
    [ -z "$owner" ] || fail "$so belongs to the package $owner: apt-get remove $owner comes first, or install a newer package instead."
    mkdir -p "$(dirname "$so")" ${ini:+"$destdir$(dirname "$ini")"} 2>/dev/null || true
    for folder in "$(dirname "$so")" ${ini:+"$destdir$(dirname "$ini")"}; do
        [ -w "$folder" ] || fail "$folder: no right to write there. Run this as root, with sudo perhaps."
    done
}

# -- steps of an installation ----------------------------------------------------------------------------------

# PIE leaves its ini file when it removes the extension, with the line that enables it as a comment. That line is wanted
# again; a file with nothing but what PIE writes is nobody's.
take_over_from_pie() {
    grep -qs '; removed by PIE' "$1" || return 0
    sed -i 's/^; \(extension *= *netsvr\) ; removed by PIE/\1/' "$1"
    grep -qvE '^$|^; PIE automatically added|^; priority=|^extension=netsvr$' "$1" || rm "$1"
}

# A running PHP has the old file mapped: it must get a new inode, not new bytes. The new one is tried before it takes
# the old one's place.
place_extension() {
    trap 'rm -f "$so.new"' EXIT
    if [ "$misfit" != 'with symbols' ]; then
        cp "$file" "$so.new"
    elif command -v strip >/dev/null && strip --strip-unneeded -o "$so.new" "$file"; then
        echo "stripped of its symbols, which stay in $file"
    else
        echo "strip is not there (package binutils): installed with its symbols, which need only room"
        cp "$file" "$so.new"
    fi
    chmod 644 "$so.new"
    answer=$("$php" -n -d extension="$so.new" -r 'echo "netsvr=", phpversion("netsvr");' 2>&1) || true
    case $answer in
        netsvr=?*) ;;
        netsvr=) fail "$file is the extension of something else: PHP loads it, and has no netsvr then." ;;
        *) fail "$php does not load $file:
$answer" ;;
    esac
    mv "$so.new" "$so"
    echo "installed $so"
}

place_ini() {
    [ -n "$ini" ] || return 0
    for ours in "$(dirname "$file")/netsvr.ini" "$here/netsvr.ini" "$here/../netsvr.ini"; do
        [ ! -r "$ours" ] || break
    done
    [ -r "$ours" ] || fail "There is no netsvr.ini beside $file or this script."
    # It may have been edited while it was not read.
    if [ -e "$destdir$ini.off" ] && [ ! -e "$destdir$ini" ]; then
        mv "$destdir$ini.off" "$destdir$ini"
    fi
    take_over_from_pie "$destdir$ini"
    if [ -e "$destdir$ini" ] && ! cmp -s "$ours" "$destdir$ini"; then
        echo "kept $destdir$ini, which differs from the netsvr.ini here"
    else
        install -m 644 "$ours" "$destdir$ini"
        echo "installed $destdir$ini"
    fi
}

# With DESTDIR, Debian's tool must not touch this machine: the links it would make are made here.
enable() {
    if [ "$sapis" = none ]; then
        if [ -n "$debian" ]; then
            echo "nothing newly enabled: phpenmod -v $release -s cli netsvr enables it for the command line"
        elif [ -n "$ini" ]; then
            echo "nothing newly enabled: the name $(basename "${ini%.off}") enables it"
        else
            echo "nothing enabled: the line extension=netsvr.so in $(fact php_ini) enables it"
        fi
    elif [ -n "$debian" ]; then
        [ "$sapis" != all ] || sapis=$(cd "/etc/php/$release" && echo */conf.d | sed 's|/conf.d||g')
        for sapi in $sapis; do
            enable_for "$sapi"
        done
    fi
}

enable_for() {
    folder=$destdir/etc/php/$release/$1/conf.d
    if [ -z "$destdir" ]; then
        phpenmod -v "$release" -s "$1" netsvr
    else
        mkdir -p "$folder"
        ln -sf "$ini" "$folder/20-netsvr.ini"
    fi
    echo "enabled for $1"
}

# Asks the PHP as it runs every day, with all of its ini files.
verify() {
    [ -z "$destdir" ] && [ "$sapis" != none ] || return 0
    case " $sapis " in
        *' cli '* | *' all '*)
            answer=$("$php" --ri netsvr 2>&1) || fail "$php --ri netsvr does not answer:
$answer
$(ini_lines)"
            case $answer in
                *'already loaded'*) fail "netsvr is enabled more than once. Only one of these lines may stay:
$(ini_lines)" ;;
            esac
            echo "$php --ri netsvr answers: $(quiet -r 'echo "netsvr ", phpversion("netsvr"), " on PHP ", PHP_VERSION;')"
            ;;
    esac
    [ -n "$debian" ] || return 0
    case " $sapis " in
        *' fpm '*)
            fpm=$(PATH=$PATH:/usr/sbin command -v "php-fpm$release") || return 0
            "$fpm" -m 2>/dev/null | grep -qx netsvr || fail "$fpm -m does not list netsvr:
$(grep -rn '^[[:space:]]*extension[[:space:]]*=.*netsvr' "/etc/php/$release/fpm" || true)"
            echo "php-fpm that runs already takes it with: systemctl reload php$release-fpm"
            ;;
    esac
}

# The lines that enable the extension, and what this PHP has read.
ini_lines() {
    quiet -r '
        $files = [php_ini_loaded_file(), ...explode(",", (string)php_ini_scanned_files())];
        foreach (array_filter(array_map("trim", $files)) as $file) {
            foreach (preg_grep("/^\s*extension\s*=.*netsvr/", file($file)) as $number => $line) {
                echo "  $file, line ", $number + 1, ": ", trim($line), "\n";
                $found = true;
            }
        }
        echo isset($found) ? "" : "  none of the ini files that it reads has a line extension=netsvr.so (php --ini lists them)\n";
    '
}

# -- steps of a removal ----------------------------------------------------------------------------------------

disable() {
    if [ -n "$destdir" ]; then
        rm -f "$destdir/etc/php/$release"/*/conf.d/20-netsvr.ini
    elif [ -n "$debian" ]; then
        [ ! -e "$ini" ] || phpdismod -v "$release" netsvr
        # What it remembers would keep a Debian package from enabling the extension.
        for state in "/var/lib/php/modules/$release"/*/*_by_admin; do
            rm -f "$state/netsvr"
            rmdir "$state" 2>/dev/null || true
        done
    fi
}

remove_ini() {
    [ -n "$ini" ] || return 0
    for ours in "$here/netsvr.ini" "$here/../netsvr.ini"; do
        [ ! -r "$ours" ] || break
    done
    if [ -e "$destdir$ini" ] && ! cmp -s "$ours" "$destdir$ini"; then
        mv "$destdir$ini" "$destdir$ini.saved"
        echo "saved the edited netsvr.ini as $destdir$ini.saved"
    fi
    rm -f "$destdir$ini" "$destdir$ini.off"
}

case $action in
    install)
        check_sapis
        check_file
        check_rights
        if [ -z "$debian" ] && [ "$sapis" = none ] && [ -n "$ini" ] && [ ! -e "$destdir$ini" ]; then
            ini=$ini.off
        fi
        place_extension
        place_ini
        enable
        verify
        ;;
    uninstall)
        owner=$(owner_of "$so")
        [ -z "$owner" ] || fail "$so belongs to the package $owner: apt-get remove $owner removes it."
        disable
        remove_ini
        rm -f "$so"
        echo "removed $so${ini:+ and $destdir$ini}"
        ;;
esac
