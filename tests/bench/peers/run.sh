#!/bin/sh
# run.sh FOLDER: runs every peer that install.sh put there on what bench_facts wrote there; a line of JSON a measurement.
set -u
folder=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
[ -d "$folder/node_modules" ] && node "$here/javascript.mjs" "$folder"
python="$folder/venv/bin/python"
if [ -x "$python" ]; then
    for script in python_rules duckdb_columns event_log; do "$python" -W ignore "$here/$script.py" "$folder" | grep '^{'; done
fi
command -v clips > /dev/null && python3 "$here/clips_rules.py" "$folder"
[ -x "$folder/opa/opa" ] && "$folder/opa/opa" "$folder" "$here"
[ -x "$folder/regorus/target/release/peer" ] && "$folder/regorus/target/release/peer" "$folder" "$here"
exit 0
