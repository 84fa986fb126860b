#!/bin/sh
# run.sh [--no-peers] [--quick] [BUILD]: builds, generates, measures and prints one table of ratios of one run. On an idle
# machine; BUILD is a folder for the build, build/bench of the checkout by default.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
peers=1
repetitions=5
seconds=0.5
build=$root/build/bench
for argument in "$@"; do
    case $argument in
        --no-peers) peers=0 ;;
        --quick) repetitions=1 seconds=0.1 ;;
        *) build=$argument ;;
    esac
done

cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DFADU_BUILD_BENCHMARKS=ON > /dev/null
cmake --build "$build" --target bench_penalty bench_list bench_log bench_facts bench_generate bench_twin > "$build/build.log" ||
    { tail "$build/build.log"; exit 1; }
programs=$build/tests/bench
results=$build/results
mkdir -p "$results"
"$programs/bench_twin" 1000

for name in penalty list log; do
    "$programs/bench_$name" --benchmark_out="$results/$name.json" --benchmark_out_format=json \
        --benchmark_repetitions=$repetitions --benchmark_min_time=$seconds --benchmark_report_aggregates_only=false \
        --benchmark_enable_random_interleaving=true 2> "$results/$name.txt" > /dev/null || { cat "$results/$name.txt"; exit 1; }
    grep -E '^(15|40|list|log|  )' "$results/$name.txt" || true
done

if [ $peers -eq 1 ]; then
    folder=$build/peers
    sh "$here/peers/install.sh" "$folder"
    "$programs/bench_facts" cases 2000 > "$folder/cases.ndjson"
    "$programs/bench_facts" cases 50000 > "$folder/many.ndjson"
    "$programs/bench_facts" list 2000 20 > "$folder/list20.ndjson"
    "$programs/bench_facts" list 500 10000 > "$folder/list10000.ndjson"
    "$programs/bench_generate" log 100000 > "$folder/log.csv"
    "$programs/bench_facts" log "$folder/log.csv" > "$folder/log.expected.json"
    "$programs/bench_facts" days-off > "$folder/days-off.json"
    sh "$here/peers/run.sh" "$folder" > "$results/peers.ndjson"
else
    rm -f "$results/peers.ndjson"
fi
python3 "$here/table.py" "$results"
