#!/bin/sh
# Installs the Debian 12 packages that building and testing need; does nothing if all are there.
set -eu

packages="g++ cmake ninja-build ccache libboost1.81-dev libmsgsl-dev doctest-dev libsimdjson-dev libfmt-dev
libcli11-dev libexpected-dev libutf8proc-dev librapidcheck-dev libbenchmark-dev graphviz python3-pytest python3-jsonschema
python3-dev python3-venv"

missing=""
for package in $packages; do
    status=$(dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null || true)
    [ "$status" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "installing:$missing"
as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
$as_root apt-get update -q
# shellcheck disable=SC2086 # several words are meant
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $missing
