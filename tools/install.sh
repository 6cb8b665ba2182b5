#!/bin/sh
# Installs or removes the built extension and its netsvr.ini for one PHP; run by make.
#
#   tools/install.sh install EXTENSION_FILE
#   tools/install.sh uninstall
#
# PHP, PHP_CONFIG   the PHP that is meant
# DESTDIR           a folder to install under, for packaging
# SAPIS             for which ways to run PHP it is enabled: all (the default), none, or some of those that are in
#                   /etc/php/VERSION, as in "cli fpm"
#
# Where Debian keeps one ini file for all ways to run PHP (mods-available), it goes there, and is enabled as SAPIS
# says; elsewhere into the folder that this PHP scans, which enables it for all: with SAPIS=none under a name that is
# not read. What is enabled already stays so. A netsvr.ini that is there already is kept.
set -eu

action=$1
root=$(cd "$(dirname "$0")/.." && pwd)
php_config=${PHP_CONFIG:-php-config}
destdir=${DESTDIR:-}
sapis=${SAPIS:-all}
extension_dir=$("$php_config" --extension-dir)
release=$("$php_config" --version | cut -d . -f 1,2)
debian=/etc/php/$release/mods-available
scan=$("${PHP:-php}" -r 'echo PHP_CONFIG_FILE_SCAN_DIR;')

# A PHP of another origin may be beside Debian's.
if [ -d "$debian" ] && [ "${scan#/etc/php/}" != "$scan" ] && command -v phpenmod >/dev/null; then
    ini=$debian/netsvr.ini
else
    debian=
    [ -n "$scan" ] || { echo "this PHP scans no folder for ini files: put netsvr.ini into its php.ini" >&2; exit 1; }
    ini=$scan/netsvr.ini
fi
# Before anything is copied.
if [ "$action" = install ]; then
    for sapi in $sapis; do
        case $debian:$sapi in
            *:all | *:none) ;;
            :*)
                echo "SAPIS=$sapi: this PHP has one folder of ini files for all ways to run it: all or none" >&2
                exit 1
                ;;
            *)
                [ -d "/etc/php/$release/$sapi" ] || { echo "SAPIS=$sapi: there is no /etc/php/$release/$sapi" >&2; exit 1; }
                ;;
        esac
    done
    if [ -z "$debian" ] && [ "$sapis" = none ] && [ ! -e "$destdir$ini" ]; then
        ini=$ini.off
    fi
fi

# With DESTDIR, Debian's tool must not touch this machine: the links it would make are made here.
enable() {
    if [ "$sapis" = none ]; then
        if [ -n "$debian" ]; then
            echo "nothing newly enabled: phpenmod -v $release -s cli netsvr enables it for the command line"
        else
            echo "nothing newly enabled: the name $(basename "${ini%.off}") enables it"
        fi
    elif [ -z "$debian" ]; then
        return
    else
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

disable() {
    if [ -z "$debian" ]; then
        return
    elif [ -z "$destdir" ]; then
        phpdismod -v "$release" netsvr
    else
        rm -f "$destdir/etc/php/$release"/*/conf.d/20-netsvr.ini
    fi
}

case $action in
    install)
        [ -r "$2" ] || { echo "$2 is not there: run make build first" >&2; exit 1; }
        mkdir -p "$destdir$extension_dir" "$destdir$(dirname "$ini")"
        # A running PHP has the old file mapped: it must get a new inode, not new bytes.
        install -m 644 "$2" "$destdir$extension_dir/netsvr.so.new"
        mv "$destdir$extension_dir/netsvr.so.new" "$destdir$extension_dir/netsvr.so"
        echo "installed $destdir$extension_dir/netsvr.so"
        # It may have been edited while it was not read.
        if [ -e "$destdir$ini.off" ] && [ ! -e "$destdir$ini" ]; then
            mv "$destdir$ini.off" "$destdir$ini"
        fi
        if [ -e "$destdir$ini" ] && ! cmp -s "$root/netsvr.ini" "$destdir$ini"; then
            echo "kept $destdir$ini, which differs from the netsvr.ini here"
        else
            install -m 644 "$root/netsvr.ini" "$destdir$ini"
            echo "installed $destdir$ini"
        fi
        enable
        ;;
    uninstall)
        disable
        if [ -e "$destdir$ini" ] && ! cmp -s "$root/netsvr.ini" "$destdir$ini"; then
            mv "$destdir$ini" "$destdir$ini.saved"
            echo "saved the edited netsvr.ini as $destdir$ini.saved"
        fi
        rm -f "$destdir$ini" "$destdir$ini.off" "$destdir$extension_dir/netsvr.so"
        echo "removed $destdir$extension_dir/netsvr.so and $destdir$ini"
        ;;
    *)
        echo "tools/install.sh install EXTENSION_FILE | uninstall" >&2
        exit 2
        ;;
esac
