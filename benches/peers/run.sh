#!/bin/sh
# Installs the peers, each Python package in an environment of its own, and runs all: benches/peers/run.sh [MEBIBYTES] [SECONDS]
# What can't be installed is said in its row. The first time vectorscan is compiled, which takes some minutes.
set -eu
cd "$(dirname "$0")"
python=${PYTHON:-python3}
environments=$(cd ../.. && pwd)/.venv-peers
pip() { "$environments/$1/bin/python" -m pip --quiet --disable-pip-version-check "$2" "$3" "$4"; }

for peer in inkout re_sub presidio scrubadub datafog argus_redact turbocloak; do
    [ -x "$environments/$peer/bin/python" ] || "$python" -m venv "$environments/$peer"
    case $peer in
    re_sub) ;;
    inkout) pip "$peer" install --force-reinstall ../.. ;;
    *) pip "$peer" install --requirement "requirements/$peer.txt" || rm -r "$environments/$peer" ;;
    esac
done

if ! command -v cmake >/dev/null || ! command -v ragel >/dev/null || [ ! -d /usr/include/boost ]; then
    echo "vectorscan needs cmake, ragel and the headers of Boost; trying to install them" >&2
    { apt-get update --quiet=2 && apt-get install --quiet=2 --yes --no-install-recommends cmake ragel libboost-dev g++; } >&2 ||
        echo "they could not be installed" >&2
fi
features=vectorscan
cargo build --release --locked --quiet --features vectorscan || features=
exec cargo run --release --locked --quiet --features "$features" -- "$environments" "$@"
