#!/bin/sh
# Generates the year, checks it and compares: run.sh [--size small|full] [--seed N] [FOLDER]
# FADU names the program (default: fadu on the PATH). The cases are left in FOLDER (default: a new temporary folder).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
size=small
seed=2023
folder=
while [ $# -gt 0 ]; do
  case $1 in
  --size) size=$2; shift 2 ;;
  --seed) seed=$2; shift 2 ;;
  -h | --help) sed -n 2,3p "$0"; exit 0 ;;
  *) folder=$1; shift ;;
  esac
done
[ -n "$folder" ] || folder=$(mktemp -d)
cd "$here"
python3 -B generate.py --size "$size" --seed "$seed" "$folder"
echo "案件在 $folder"
exec python3 -B check.py "$folder"
