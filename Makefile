# The two commands of the README are `demo` and `test`; each installs what it needs, into .venv folders of this checkout.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint test-rust test-python test-clients test-demo test-aarch64 sanitize audit bench bench-peers fuzz score clean

demo: # unchanged scripts against a stand-in service; INKOUT=off shows what leaks without inkout
	$(PYTHON) demo/run.py $(if $(filter off,$(INKOUT)),--without-inkout)

test: lint test-rust test-python test-clients test-demo # all the tests

lint: $(VENV)/ready # formatters and linters, the files that a macro names included
	cargo fmt --all --check
	find core/src/detect benches/peers/src -name '*.rs' -exec rustfmt --edition 2024 --check {} +
	cargo clippy --workspace --all-targets --locked -- --deny warnings
	$(BIN)/ruff check
	$(BIN)/ruff format --check

test-rust: # unit, property, public API and documentation tests
	cargo test --workspace --locked --quiet

test-python: $(VENV)/ready # the Python package, and its stubs against the built module
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/maturin develop --locked --quiet
	$(BIN)/python -m pytest python/tests --ignore=python/tests/e2e
	$(BIN)/mypy python/inkout
	$(BIN)/python -m mypy.stubtest inkout._inkout

test-clients: test-python # real clients against a local server that records every byte; old clients in environments of their own
	$(BIN)/python -m pip install --quiet --requirement python/tests/e2e/requirements.txt
	$(BIN)/python -m pytest python/tests/e2e
	PYTHON=$(PYTHON) python/tests/e2e/old_clients.sh

test-demo: # the demo's own check must be able to fail
	$(PYTHON) -m unittest discover -s demo

test-aarch64: # the core as aarch64 code, on the NEON path, under an emulator; says so where there is none
	tools/aarch64.sh

sanitize: # the core on every path of the scan under AddressSanitizer, and under Miri where it is installed
	tools/sanitize.sh

audit: # licences, bans and sources of what is built in; advisories where their database can be reached
	cargo install --locked --quiet cargo-deny
	cargo deny check bans licenses sources
	-cargo deny check advisories

bench: # criterion, then the table of benches/README.md
	cargo bench --package inkout-benches --locked
	cargo run --release --package inkout-benches --bin table --locked

bench-peers: # what one could pick instead, on the same texts: rewrites benches/PEERS.md and benches/peers.svg
	PYTHON=$(PYTHON) benches/peers/run.sh

fuzz: # each target for a minute; see fuzz/README.md
	fuzz/run.sh 60

$(VENV)/ready: python/tests/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement python/tests/requirements.txt
	touch $@

clean:
	rm -rf target benches/peers/target .venv .venv-*
