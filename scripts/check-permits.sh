#!/bin/sh
# Checks the receipt log of environmental permits, which is not part of this repository, and prints a table of the verdicts.
#   scripts/check-permits.sh [LOG.csv]        or FADU_RECEIPT_LOG=LOG.csv scripts/check-permits.sh
# FADU names the command (default: the newest build), FADU_AS_OF the day (default: the day of the log's last event).
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
example=$here/examples/environmental-permits
log=${1:-${FADU_RECEIPT_LOG:-}}
as_of=${FADU_AS_OF:-2012-01-23}

if [ -z "$log" ]; then
    echo "没有说日志在哪里：scripts/check-permits.sh 日志.csv，或者设 FADU_RECEIPT_LOG" >&2
    echo "the log is not named: scripts/check-permits.sh LOG.csv, or set FADU_RECEIPT_LOG" >&2
    exit 2
fi
if [ ! -r "$log" ]; then
    echo "读不到日志“$log”；没有日志时可用 $example/extract.csv" >&2
    echo "the log “$log” cannot be read; $example/extract.csv has the same shape" >&2
    exit 2
fi

fadu=${FADU:-}
if [ -z "$fadu" ]; then
    # shellcheck disable=SC2012 # names of our own making
    fadu=$(ls -t "$here"/build/*/src/fadu 2>/dev/null | head -n 1)
fi
if [ -z "$fadu" ]; then
    echo "没有 fadu 命令：先运行 scripts/build.sh，或者设 FADU" >&2
    echo "there is no fadu command: run scripts/build.sh first, or set FADU" >&2
    exit 2
fi

findings=$(mktemp)
trap 'rm -f "$findings"' EXIT
status=0
"$fadu" check -r "$example" --mapping "$example/mapping.json" --as-of "$as_of" --input-format event-log \
    --format ndjson --verdicts all "$log" >"$findings" || status=$?
# Breaches (1) are findings; only a check that could not run is a failure.
[ "$status" -le 1 ] || exit "$status"
python3 "$example/summary.py" <"$findings"
