#!/bin/sh
# Installs what is needed, builds the command and checks the example cases with the rulebooks they are for, each as of a
# fixed day, so that the answers stay the same.
set -eu
cd "$(dirname "$0")/.."

scripts/setup.sh
scripts/build.sh release fadu_command

# demo DAY NAME: rules/cn/NAME over examples/NAME. Breaches (exit code 1) are what the examples are there to show; only a
# check that could not run is a failure.
demo() {
    printf '\n=== %s · %s ===\n\n' "$2" "$1"
    status=0
    build/release/src/fadu check -r "rules/cn/$2" --as-of "$1" "examples/$2"/*.json || status=$?
    [ "$status" -le 1 ] || exit "$status"
}

demo 2023-07-15 administrative-penalty
demo 2023-09-30 major-decision
demo 2024-07-31 lenient-penalty

printf '\nTo see why, or to draw a procedure / 查看理由、画出程序：\n'
printf '  build/release/src/fadu explain --help\n  build/release/src/fadu graph --help\n'
