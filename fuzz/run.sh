#!/bin/sh
# Runs every fuzz target (or those named) for so many seconds each: fuzz/run.sh [SECONDS] [TARGET...]
set -eu
cd "$(dirname "$0")"
seconds=${1:-60}
[ $# -gt 0 ] && shift
command -v cargo-fuzz >/dev/null || cargo install --locked --quiet cargo-fuzz
# libFuzzer's flags are unstable ones; this lets the stable compiler take them.
export RUSTC_BOOTSTRAP=1
targets=${*:-$(cargo fuzz list)}
cargo run --quiet --example seeds -- corpus $targets
cargo fuzz build --release
failed=
for target in $targets; do
    echo "== $target"
    cargo fuzz run --release "$target" -- -dict=corpus/dictionary -max_total_time="$seconds" -max_len=4096 -timeout=20 -jobs=1 ||
        failed="$failed $target"
done
[ -z "$failed" ] || { echo "failed:$failed (inputs in fuzz/artifacts)" >&2; exit 1; }
