#!/bin/sh
# Prints a Python that has the module prometheus_client, whose parser of OpenMetrics the tests read with. Makes a virtual
# environment with it first if none is there. Ends with status 1 and a reason when it cannot be had.
#
# NETSVR_PYTHON         a Python that is taken as it is
# XDG_CACHE_HOME        the environment is kept in netsvr/ there, by default in ~/.cache, by version
set -eu

version=0.22.1

fail() {
    echo "openmetrics-parser.sh: $1" >&2
    exit 1
}

reads() {
    "$1" -c 'import prometheus_client.openmetrics.parser' 2>/dev/null
}

if [ -n "${NETSVR_PYTHON:-}" ]; then
    reads "$NETSVR_PYTHON" || fail "$NETSVR_PYTHON has no prometheus_client"
    echo "$NETSVR_PYTHON"
    exit
fi

kept=${XDG_CACHE_HOME:-$HOME/.cache}/netsvr/prometheus-client-$version
if reads "$kept/bin/python"; then
    echo "$kept/bin/python"
    exit
fi

command -v python3 >/dev/null || fail "there is no python3"
mkdir -p "$(dirname "$kept")"
made=$(mktemp -d "$kept.XXXXXX")
trap 'rm -rf "$made"' EXIT
problem=$made/problem
if timeout 60 python3 -m venv "$made" >"$problem" 2>&1 &&
    timeout 120 "$made/bin/python" -m pip --disable-pip-version-check --quiet install --timeout 15 --retries 1 \
        "prometheus-client==$version" >"$problem" 2>&1 && reads "$made/bin/python"; then
    # a Python of a virtual environment may be moved, its scripts may not: none of them is called
    rm -rf "$kept" "$problem"
    mv "$made" "$kept"
    echo "$kept/bin/python"
    exit
fi
said=$(tail -n 1 "$problem")
# what the system's packages have is as good
if reads python3; then
    command -v python3
    exit
fi
fail "no prometheus-client $version: ${said:-it cannot be imported}"
