#!/bin/sh
# install.sh FOLDER: installs the peers by their names, each by its own client, into a folder of their own. What cannot be
# had is reported and left out.
set -u
folder=$1
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
cd "$folder" || exit 1

missing() { echo "not installed: $1" | tee -a missing.txt >&2; }
: > missing.txt

if [ ! -d venv ]; then
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check regopy cedarpy pm4py pandas duckdb pyarrow ||
        missing "regopy, cedarpy, pm4py, pandas, duckdb, pyarrow (Python)"
fi
if [ ! -d node_modules ] && command -v npm > /dev/null; then
    [ -f package.json ] || npm init -y > /dev/null
    npm install --silent @marcbachmann/cel-js json-logic-js @gorules/zen-engine || missing "cel-js, json-logic-js, zen-engine (npm)"
fi
command -v clips > /dev/null || { [ "$(id -u)" -eq 0 ] && apt-get install -qq -y clips > /dev/null; } || missing "CLIPS (Debian: clips)"
if command -v go > /dev/null; then
    mkdir -p opa && cp "$here/opa.go" opa/main.go
    (cd opa && { [ -f go.mod ] || go mod init opa; } && go get github.com/open-policy-agent/opa/v1/rego && go build -o opa .) \
        > opa/install.log 2>&1 || missing "OPA (Go)"
else
    missing "OPA (no Go here)"
fi
if command -v cargo > /dev/null; then
    [ -d regorus ] || cargo init -q --name peer regorus
    cp "$here/regorus.rs" regorus/src/main.rs
    (cd regorus && { grep -q regorus Cargo.toml || cargo add -q regorus serde_json; } && cargo build -q --release) \
        > regorus/install.log 2>&1 || missing "regorus (Rust)"
else
    missing "regorus (no cargo here)"
fi
exit 0
