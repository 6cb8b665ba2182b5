#!/bin/sh
# Asks cargo-deny for what deny.toml forbids: licences, crates, sources, and advisories where their database can be had.
#
#   tools/deny.sh
#
# CARGO  another cargo. cargo-deny is installed on first need (cargo install: some minutes).
set -eu

cd "$(dirname "$0")/.."
cargo=${CARGO:-cargo}
"$cargo" deny --version >/dev/null 2>&1 || "$cargo" install --locked cargo-deny
"$cargo" deny --workspace --locked check licenses bans sources
# The database is a git repository, and yanked versions stand in the index: neither can be had everywhere.
if "$cargo" deny --workspace --locked fetch db >/dev/null 2>&1; then
    "$cargo" deny --workspace --locked check advisories
else
    echo 'deny.sh: advisories were NOT checked: their database cannot be fetched from here' >&2
fi
