#!/bin/sh
# install_python.sh BUILD: makes the virtual environment BUILD/python/venv and installs the Python package into it, linked
# with the library that is built in BUILD. PYTHON names the interpreter (default: the system's).
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
here=$build/python
python=${PYTHON:-/usr/bin/python3}

# A virtual environment keeps the interpreter that it was made with.
version=$("$python" -c 'import sys; print(sys.version)')
if [ "$(cat "$here/version" 2>/dev/null || true)" != "$version" ]; then
    rm -rf "$here/venv"
    "$python" -m venv "$here/venv"
    printf '%s\n' "$version" >"$here/version"
fi
pip="$here/venv/bin/python -m pip --disable-pip-version-check -q"
if ! cmp -s tests/python/requirements.txt "$here/requirements.txt"; then
    $pip install -r tests/python/requirements.txt
    cp tests/python/requirements.txt "$here/requirements.txt"
fi

cmake --install "$build" --prefix "$here/prefix" >/dev/null
config=$(find "$here/prefix" -name faduConfig.cmake)
CMAKE_BUILD_PARALLEL_LEVEL=${FADU_JOBS:-$(nproc)} $pip install --no-build-isolation --no-deps --force-reinstall . \
    --config-settings=build-dir="$here/wheel" --config-settings=cmake.define.FADU_PYTHON_USE_INSTALLED=ON \
    --config-settings=cmake.define.fadu_DIR="$(dirname "$config")"
