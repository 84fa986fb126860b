#!/bin/sh
# Installs what is needed, builds the command and checks the examples' cases: those below examples/PATH with the rulebook
# rules/PATH, as of a fixed day, so that the answers stay the same.
set -eu
cd "$(dirname "$0")/.."

as_of=2024-06-30

scripts/setup.sh
scripts/build.sh release fadu_command

for rulebook in rules/*/*/; do
    path=${rulebook#rules/}
    cases=$(find "examples/$path" -maxdepth 1 -name '*.json' 2>/dev/null | sort)
    [ -n "$cases" ] || continue
    printf '\n=== %s ===\n' "$rulebook"
    status=0
    # shellcheck disable=SC2086 # several files are meant
    build/release/src/fadu check -r "$rulebook" --as-of "$as_of" $cases || status=$?
    # Breaches (1) are what the examples are there to show; only a check that could not run is a failure.
    [ "$status" -le 1 ] || exit "$status"
done
