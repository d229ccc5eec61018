#!/bin/sh
# Runs the core's tests as aarch64 code, which takes the NEON path, under an emulator: tools/aarch64.sh [TEST...]
# Where something for it is not installed, says what, and ends well: nothing was tested then.
set -eu
cd "$(dirname "$0")/.."
target=aarch64-unknown-linux-gnu
if [ "$(uname -m)" = aarch64 ]; then
    echo "skipped: this machine is aarch64, and make test has taken the NEON path"
    exit 0
fi
missing=
command -v qemu-aarch64 >/dev/null || missing="$missing qemu-user"
command -v aarch64-linux-gnu-gcc >/dev/null || missing="$missing gcc-aarch64-linux-gnu"
[ -e /usr/aarch64-linux-gnu/lib/libc.so.6 ] || missing="$missing libc6-dev-arm64-cross"
[ -z "$missing" ] || echo "missing (Debian's names):$missing"
[ -d "$(rustc --print target-libdir --target $target)" ] ||
    { missing=1; echo "missing: the standard library for $target (rustup target add $target)"; }
[ -z "$missing" ] || { echo "skipped: NEON was not tested"; exit 0; }
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="qemu-aarch64 -L /usr/aarch64-linux-gnu"
# An emulator takes its time: fewer cases of each property.
export PROPTEST_CASES="${PROPTEST_CASES:-100}"
cargo test --package inkout --lib --locked --quiet --target $target -- "$@"
