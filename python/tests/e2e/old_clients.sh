#!/usr/bin/env bash
# Runs the end-to-end tests with old clients: one environment for each requirements-*.txt, kept in .venv-NAME of the checkout.
# Needs the built extension module in python/inkout (maturin develop); it is the same for all Python versions.
# usage: old_clients.sh [PYTEST ARGUMENT...]     the interpreter of PYTHON, or python3
set -euo pipefail

tests=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$tests/../../.." && pwd)

for requirements in "$tests"/requirements-*.txt; do
    name=$(basename "$requirements" .txt)
    folder=$root/.venv-${name#requirements-}
    stamp=$folder/requirements.txt
    if ! cmp --silent "$requirements" "$stamp"; then
        echo "making $(basename "$folder")"
        "${PYTHON:-python3}" -m venv --clear "$folder"
        "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
        cp "$requirements" "$stamp"
    fi
    packages=$("$folder/bin/python" -c "import sysconfig; print(sysconfig.get_path('purelib'))")
    echo "$root/python" > "$packages/inkout.pth"
    cp "$root/python/inkout.data/purelib/inkout_auto.pth" "$packages/"
    "$folder/bin/python" -m pytest "$tests" "$@"
done
