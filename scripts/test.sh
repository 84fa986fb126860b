#!/bin/sh
# Installs what is needed, builds everything and runs all tests: unit, golden, acceptance, rulebooks, documents, headers,
# consumers, the command; then those of the library and the rulebooks once more under the sanitizers. Ends with a line
# that counts them.
set -eu
cd "$(dirname "$0")/.."

scripts/setup.sh

failed=0
programs=0
cases=0

# Runs the tests of a preset, with what else is given to ctest, and counts them.
run_tests() {
    preset=$1
    ctest --preset "$@" --parallel "${FADU_JOBS:-$(nproc)}" || failed=1
    log="build/$preset/Testing/Temporary/LastTest.log"
    programs=$((programs + $(grep -c '^Test time = ' "$log" || true)))
    # doctest: "test cases: 34 | …"; pytest: "12 passed in …"; fadu test: "案例 34，期望 56：…"
    cases=$((cases + $(awk '/^\[doctest\] test cases:/ {sum += $4}
                            / passed.* in [0-9.]+s/ {for (i = 2; i <= NF; ++i) if ($i ~ /^passed/) sum += $(i - 1)}
                            /^案例 [0-9]+，期望/ {split($2, number, "，"); sum += number[1]}
                            END {print sum + 0}' "$log")))
}

scripts/build.sh release
run_tests release

scripts/build.sh sanitizers
run_tests sanitizers --exclude-regex '^(docs|headers)'

if [ "$failed" -ne 0 ]; then
    echo "TESTS FAILED, of $programs with $cases cases"
    exit 1
fi
echo "all $programs tests passed, with $cases cases"
