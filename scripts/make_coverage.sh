#!/bin/sh
# Writes each rulebook's COVERAGE.md: article by article what is encoded, what no machine can check, what is not yet done.
# The command to use may be given: scripts/make_coverage.sh build/release/src/fadu
set -eu
cd "$(dirname "$0")/.."
fadu=${1:-build/release/src/fadu}
for book in rules/cn/*/rulebook.fadu; do
    folder=$(dirname "$book")
    "$fadu" coverage -q -r "$folder" --format markdown --lang zh >"$folder/COVERAGE.md"
done
