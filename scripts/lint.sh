#!/bin/sh
# lint.sh [FILE…]: checks the form (clang-format-14) of all C++ files and, with clang-tidy-14, the given source files, by
# default all that belong to the library and the command. Needs clang-14, clang-format-14 and clang-tidy-14. FADU_JOBS
# limits how many files are looked at in parallel.
set -eu
cd "$(dirname "$0")/.."

failed=0
find include src tests bindings -name '*.hpp' -o -name '*.cpp' | grep -v china_calendar_data | sort | xargs clang-format-14 --dry-run --Werror || failed=1

cmake --preset clang --log-level=WARNING >/dev/null
if [ $# -eq 0 ]; then
    # shellcheck disable=SC2046 # file names here have no spaces
    set -- $(find src -name '*.cpp' | sort)
fi
printf '%s\n' "$@" | xargs -P "${FADU_JOBS:-$(nproc)}" -n 1 clang-tidy-14 -p build/clang --quiet || failed=1
exit "$failed"
