#!/bin/sh
# What the Debian package does to this very system, in a view of it that nobody else sees and that is gone afterwards: it is
# installed, its ini file is changed, it is upgraded, removed and purged. As root; prints what it does, and fails at the
# first thing that is wrong.
#
#   packaging/test-deb.sh PACKAGE_FILE
set -eu

deb=$(realpath "$1")
if [ "${NETSVR_VIEW:-}" = '' ]; then
    view=$(mktemp -d)
    trap 'rmdir "$view"' EXIT
    NETSVR_VIEW=$view unshare --mount --pid --fork --kill-child --propagation private "$0" "$deb"
    exit
fi

# -- the view --------------------------------------------------------------------------------------------------

mount -t tmpfs tmpfs "$NETSVR_VIEW"
for folder in etc usr var; do
    mkdir -p "$NETSVR_VIEW/$folder/upper" "$NETSVR_VIEW/$folder/work"
    mount -t overlay overlay -o "lowerdir=/$folder,upperdir=$NETSVR_VIEW/$folder/upper,workdir=$NETSVR_VIEW/$folder/work" "/$folder"
done
mount -t proc proc /proc
# Triggers would start services anew; that they are set off is seen here.
mkdir -p "$NETSVR_VIEW/log"
printf '#!/bin/sh\necho "$*" >>%s/services\nexit 101\n' "$NETSVR_VIEW/log" >/usr/sbin/policy-rc.d
chmod 755 /usr/sbin/policy-rc.d
export DEBIAN_FRONTEND=noninteractive
unset UCF_FORCE_CONFFOLD UCF_FORCE_CONFFNEW

package=$(dpkg-deb --field "$deb" Package)
release=${package#php}
release=${release%-netsvr}
php=php$release
etc=/etc/php/$release
ini=$etc/mods-available/netsvr.ini

fail() {
    echo "$1" >&2
    exit 1
}

loaded() {
    $php -r 'exit(extension_loaded("netsvr") ? 0 : 1);'
}

fpm_has_started_anew() {
    [ "$(dpkg-query --show --showformat '${db:Status-Status}' "php$release-fpm" 2>/dev/null)" = installed ] || return 0
    grep -q "^php$release-fpm .*restart" "$NETSVR_VIEW/log/services" || fail "php-fpm was not started anew: $(cat "$NETSVR_VIEW/log/services")"
}

# All files and links of the system, but for what dpkg, ucf and debconf keep of all packages.
listing() {
    find /etc /usr /var -xdev \( -path /var/lib/dpkg -o -path /var/log -o -path /var/cache -o -path /var/lib/ucf -o -path /proc \) -prune \
        -o \( -type f -o -type l -o -type d \) -print | sort
}

sapis=$(cd "$etc" && echo */conf.d | sed 's|/conf.d||g')
dpkg --force-depends --purge "$package" >/dev/null 2>&1 || true
listing >"$NETSVR_VIEW/before"

# -- from the first install to the purge -----------------------------------------------------------------------

echo "== install"
dpkg --install "$deb"
loaded || fail "PHP does not load it"
cmp "$ini" "/usr/share/$package/netsvr.ini"
for sapi in $sapis; do
    [ "$(readlink -f "$etc/$sapi/conf.d/20-netsvr.ini")" = "$ini" ] || fail "it is not enabled for $sapi"
done
fpm_has_started_anew

echo "== an administrator's change, and an upgrade"
echo 'netsvr.dns_ttl = 12' >>"$ini"
phpdismod -q -v "$release" -s cli netsvr
: >"$NETSVR_VIEW/log/services"
dpkg-deb --raw-extract "$deb" "$NETSVR_VIEW/next"
sed -i 's/^Version: .*/&+1/' "$NETSVR_VIEW/next/DEBIAN/control"
echo '; a line of the next version' >>"$NETSVR_VIEW/next/usr/share/$package/netsvr.ini"
dpkg-deb --root-owner-group --build "$NETSVR_VIEW/next" "$NETSVR_VIEW/next.deb" >/dev/null
dpkg --install "$NETSVR_VIEW/next.deb"
grep -q '^netsvr.dns_ttl = 12' "$ini" || fail "the upgrade has lost the administrator's change"
! loaded || fail "the upgrade has enabled what the administrator disabled for cli"
fpm_has_started_anew
phpenmod -q -v "$release" -s cli netsvr
loaded || fail "it does not load after phpenmod"
[ "$($php -r 'echo ini_get("netsvr.dns_ttl");')" = 12 ] || fail "the changed setting is not in force"

echo "== remove"
dpkg --remove "$package"
! loaded || fail "it loads though it is removed"
# PHP complains of extensions that it cannot find, on its output.
[ -z "$($php -r '' 2>&1)" ] || fail "PHP says something after the removal: $($php -r '' 2>&1)"
! find "$etc" -name '20-netsvr.ini' | grep . || fail "it is still enabled"
grep -q '^netsvr.dns_ttl = 12' "$ini" || fail "the removal has lost the ini file, which only a purge may"

echo "== install again, and purge"
dpkg --install "$deb"
loaded || fail "PHP does not load it the second time"
grep -q '^netsvr.dns_ttl = 12' "$ini" || fail "the ini file is not the one of before"
dpkg --purge "$package"
listing >"$NETSVR_VIEW/after"
diff "$NETSVR_VIEW/before" "$NETSVR_VIEW/after" || fail "this is left, or gone"
! grep -rl netsvr /var/lib/ucf/hashfile /var/lib/ucf/registry || fail "ucf still knows of it"
! dpkg-query --show "$package" 2>/dev/null || fail "dpkg still knows of it"

echo "== what PIE leaves in its place"
printf '\n; PIE automatically added this to enable the netsvr/netsvr extension\n; priority=20\n; extension=netsvr ; removed by PIE\n' >"$ini"
for sapi in $sapis; do
    ln -s "$ini" "$etc/$sapi/conf.d/20-netsvr.ini"
done
dpkg --install "$deb"
loaded || fail "PHP does not load it after PIE"
[ -z "$($php -r '' 2>&1)" ] || fail "PHP says something after PIE: $($php -r '' 2>&1)"
cmp "$ini" "/usr/share/$package/netsvr.ini"
dpkg --purge "$package"
listing >"$NETSVR_VIEW/after"
diff "$NETSVR_VIEW/before" "$NETSVR_VIEW/after" || fail "this is left, or gone, after PIE"
echo "nothing is left"
