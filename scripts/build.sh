#!/bin/sh
# build.sh PRESET [TARGET…]: configures and builds build/PRESET, with Ninja where it is installed. FADU_JOBS limits the
# parallel compilers; FADU_WERROR=1 makes warnings errors.
set -eu
cd "$(dirname "$0")/.."

preset=$1
shift
if [ -z "${CMAKE_GENERATOR:-}" ] && command -v ninja >/dev/null; then export CMAKE_GENERATOR=Ninja; fi
# A build directory keeps the generator that it was made with.
if [ -f "build/$preset/CMakeCache.txt" ]; then unset CMAKE_GENERATOR; fi

cmake --preset "$preset" -DCMAKE_COMPILE_WARNING_AS_ERROR="${FADU_WERROR:-0}" --log-level=WARNING
if [ $# -gt 0 ]; then set -- --target "$@"; fi
cmake --build --preset "$preset" --parallel "${FADU_JOBS:-$(nproc)}" "$@"
