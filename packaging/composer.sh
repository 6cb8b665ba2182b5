#!/bin/sh
# Has Composer validate composer.json, strictly.
#
#   packaging/composer.sh
#
# COMPOSER_BIN   the Composer to ask; by default composer
#
# Composer knows php-ext since 2.8, and lists in its download-url-method since 2.9.5, as PIE does since 1.4: between these
# two everything else is validated. Ends with status 3 when Composer is older.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
composer=${COMPOSER_BIN:-composer}
php=${PHP:-php}
export COMPOSER_ALLOW_SUPERUSER=1 COMPOSER_DISABLE_NETWORK=1

"$php" -r '
    $methods = json_decode(file_get_contents($argv[1]), true, flags: JSON_THROW_ON_ERROR)["php-ext"]["download-url-method"] ?? null;
    if ($methods !== ["pre-packaged-binary", "composer-default"]) {
        fwrite(STDERR, "composer.json: PIE has to try pre-packaged-binary first, and composer-default then\n");
        exit(1);
    }
' "$root/composer.json"
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp "$root/composer.json" "$copy/"
version=$("$composer" --version --no-ansi 2>/dev/null | sed -n 's/^Composer\( version\)\{0,1\} \([0-9.]*\).*/\2/p')
[ -n "$version" ] || { echo "there is no Composer ($composer)" >&2; exit 1; }
older_than() {
    [ "$(printf '%s\n%s\n' "$version" "$1" | sort -V | head -n 1)" != "$1" ]
}

if older_than 2.8; then
    echo "Composer $version knows nothing of php-ext: name Composer 2.8 or newer in COMPOSER_BIN" >&2
    exit 3
elif older_than 2.9.5; then
    echo "Composer $version knows no lists in download-url-method: it validates the rest"
    "$php" -r '
        $json = json_decode(file_get_contents($argv[1]), flags: JSON_THROW_ON_ERROR);
        unset($json->{"php-ext"}->{"download-url-method"});
        file_put_contents($argv[1], json_encode($json, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES));
    ' "$copy/composer.json"
fi
"$composer" validate --strict --no-interaction --no-ansi --working-dir="$copy"
