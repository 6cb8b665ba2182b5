#!/bin/sh
# Fails, and names the symbols, when a library needs a newer glibc than the oldest that is to load it.
#
#   packaging/glibc.sh FILE          prints the newest version that FILE needs, as in 2.34; nothing with another libc
#
# GLIBC_LIMIT   the newest version that may be needed: 2.34 by default, which Debian 12, Ubuntu 22.04 and RHEL 9 have
set -eu

file=$1
limit=${GLIBC_LIMIT:-2.34}
[ -r "$file" ] || { echo "$file is not there" >&2; exit 1; }

# Lines "version symbol" of what is taken from glibc, the newest last; what the library only defines has no version of it.
needed=$(readelf --dyn-syms --wide "$file" | sed -n 's/.* UND  *\([^@ ]*\)@\{1,2\}GLIBC_\([0-9.]*\).*/\2 \1/p' | sort -u | sort -V)
newest=$(echo "$needed" | tail -n 1 | cut -d ' ' -f 1)
too_new=$(echo "$needed" | while read -r version symbol; do
    [ "$(printf '%s\n%s\n' "${version:-0}" "$limit" | sort -V | tail -n 1)" = "$limit" ] || echo "$symbol (GLIBC_$version)"
done)
if [ -n "$too_new" ]; then
    echo "$file needs glibc $newest, and the packages are for $limit and newer: $(echo "$too_new" | paste -s -d ',' | sed 's/,/, /g')." \
        "Build it on a system with glibc $limit, or do without these functions." >&2
    exit 1
fi
echo "$newest"
