#!/bin/sh
# Installs what is needed, builds everything and runs all tests: the unit tests under the sanitizers, then units, goldens,
# headers, consumers, the command, the rulebooks, the documents and the Python package. Ends with the line in which ctest
# counts them.
set -eu
cd "$(dirname "$0")/.."

scripts/setup.sh

scripts/build.sh release
# GCC 12 sees uninitialised values that are none where the sanitizers' checks stand in between: no errors of warnings here.
FADU_WERROR=0 scripts/build.sh sanitizers

failed=0
ctest --preset sanitizers || failed=1
ctest --preset release || failed=1

# How many cases the test programs held, and how many tests of rules and command ran inside them.
log=build/release/Testing/Temporary/LastTest.log
cases=$(awk '/^\[doctest\] test cases:/ {sum += $4} END {print sum + 0}' "$log")
scripts_run=$(sed -n 's/^.*[^0-9]\([0-9][0-9]*\) passed.* in [0-9.]*s.*$/\1/p; s/^\([0-9][0-9]*\) passed.* in [0-9.]*s.*$/\1/p' "$log" |
    awk '{sum += $1} END {print sum + 0}')
examples=$(sed -n 's/^案例 \([0-9]*\)，.*$/\1/p' "$log" | awk '{sum += $1} END {print sum + 0}')
echo "release: $cases unit cases, $scripts_run script tests, $examples rule examples"

# The closing line, as ctest counts.
total=$(ctest --preset release -N | sed -n 's/^Total Tests: //p')
if [ "$failed" -eq 0 ]; then
    echo "100% tests passed, 0 tests failed out of $total"
else
    echo "TESTS FAILED (see above), of $total"
    exit 1
fi
