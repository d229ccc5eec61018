#!/usr/bin/env bash
# Runs each target for so many seconds (60). `cargo fuzz` wants flags of a nightly compiler; the stable one takes them too.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-60}
export RUSTC_BOOTSTRAP=1
cargo fuzz --version >/dev/null 2>&1 || cargo install --locked --quiet cargo-fuzz
for target in fuzz_targets/*.rs; do
    name=$(basename "$target" .rs)
    mkdir -p "corpus/$name"
    cargo fuzz run "$name" "corpus/$name" seeds -- -max_total_time="$seconds" -timeout=20 -max_len=4096 -dict=values.dict -print_final_stats=0
done
