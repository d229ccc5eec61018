#!/bin/sh
# Runs the core on every path of the scan under what would see a wrong access: AddressSanitizer (the whole of the core's
# tests, on the paths of this machine), and Miri (short texts, on AVX2, AVX-512, NEON and portable, whatever the machine
# has) where it is installed.
set -eu
cd "$(dirname "$0")/.."
host=$(rustc -vV | sed -n 's/^host: //p')
folder=${CARGO_TARGET_DIR:-target}/sanitize

echo "== AddressSanitizer"
# The flag is an unstable one; this lets the stable compiler take it.
PROPTEST_CASES="${PROPTEST_CASES:-150}" RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Zsanitizer=address \
    cargo test --package inkout --lib --locked --quiet --target "$host" --target-dir "$folder"

if ! cargo +nightly miri --version >/dev/null 2>&1; then
    echo "skipped: Miri is not installed (rustup toolchain install nightly --component miri --component rust-src)"
    exit 0
fi
# It interprets some ten thousand times slower than a processor: few cases, and the tests that are written for it.
export MIRIFLAGS=-Zmiri-disable-isolation
scan="scan::tests::i9_a_text_with_everything_is_the_same scan::tests::i9_every_path_gives_the_same"
portable="scan::tests::blocks_and_bytes_give_the_same_triggers"
whole="tests::i9_same_everywhere::i9_any_text_is_redacted_alike"
miri() { # CASES TARGET TEST...: all of these tests must be there, and pass
    cases=$1 target=$2
    shift 2
    PROPTEST_CASES=$cases cargo +nightly miri test --package inkout --lib --locked --quiet --target "$target" \
        -- --exact "$@" 2>&1 | tee "$folder/miri.log"
    grep -q "^test result: ok. $# passed" "$folder/miri.log"
}
echo "== Miri: portable, AVX2, AVX-512"
RUSTFLAGS=-Ctarget-feature=+avx2,+bmi1,+bmi2,+lzcnt,+popcnt,+avx512f,+avx512bw,+avx512vbmi
export RUSTFLAGS
miri 24 x86_64-unknown-linux-gnu $portable $scan
miri 1 x86_64-unknown-linux-gnu $whole
echo "== Miri: NEON"
unset RUSTFLAGS
miri 24 aarch64-unknown-linux-gnu $scan
