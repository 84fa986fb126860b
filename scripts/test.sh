#!/bin/sh
# Installs what is needed, builds everything and runs all tests: unit, golden, headers, consumers, the command; then the
# unit tests once more under the sanitizers. Ends with a line that counts them.
set -eu
cd "$(dirname "$0")/.."

scripts/setup.sh

# The Python that has pytest: the first in the path, or else Debian's.
python=python3
if ! $python -c 'import pytest, jsonschema' 2>/dev/null; then python=/usr/bin/python3; fi

# Runs the tests of a preset and says how many there were; fails if one failed.
failed=0
run_ctest() {
    ctest --preset "$1" || failed=1
    log="build/$1/Testing/Temporary/LastTest.log"
    programs=$(grep -c '^Test time = ' "$log" || true)
    cases=$(awk '/^\[doctest\] test cases:/ {sum += $4} END {print sum + 0}' "$log")
    summary="${summary:+$summary; }$1: $programs programs with $cases cases"
}

summary=""
scripts/build.sh release
run_ctest release

if [ -n "$(find tests/command -name 'test_*.py' 2>/dev/null)" ]; then
    python_log=build/release/pytest.log
    FADU_COMMAND="$PWD/build/release/src/fadu" $python -m pytest -q -p no:cacheprovider tests/command >"$python_log" 2>&1 ||
        failed=1
    cat "$python_log"
    summary="$summary; command: $(tail -n 1 "$python_log" | sed 's/=//g; s/^ *//; s/ *$//')"
fi

scripts/build.sh sanitizers
run_ctest sanitizers

if [ "$failed" -eq 0 ]; then
    echo "all tests passed ($summary)"
else
    echo "TESTS FAILED ($summary)"
    exit 1
fi
