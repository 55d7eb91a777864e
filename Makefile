# The two commands of the README, and the ones a developer uses. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
A ?= RUS
B ?= CHN
DOCUMENTS ?= examples/articles
OUTPUT ?= brief.html
SECONDS ?= 600
TARGETS ?= figures scenarios imports parquet reading
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Images for containers set this: each of some hundred processes would then compile what it loads anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: brief test lint types imports unit browser-tools data data-check docs docs-check lock benchmarks wheel package sbom audit fuzz clean

brief: $(VENV)/.installed
	$(BIN)/lopsided brief $(A) $(B) --documents $(DOCUMENTS) --output $(OUTPUT)

test: lint types imports docs-check unit

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "lopsided needs Python 3.11 or newer: run make with PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Nothing is put into an environment that another checkout runs from: it would run this one's code from then on.
OWN := $(BIN)/python tools/own_environment.py

$(VENV)/.locked: requirements.lock | $(VENV)/bin/python
	@$(OWN)
	$(PIP) install --require-hashes -r requirements.lock
	@touch $@

# The package itself goes in without its dependencies: the lock file has brought those, each held to its hash.
$(VENV)/.installed: pyproject.toml $(VENV)/.locked
	@$(OWN)
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# What builds and checks need besides; the package itself is not installed for that.
$(VENV)/.tools: requirements-dev.lock $(VENV)/.locked
	@$(OWN)
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.developing: $(VENV)/.installed $(VENV)/.tools
	@touch $@

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developing
	$(BIN)/mypy

imports: $(VENV)/.developing
	$(BIN)/lint-imports

# Files of tests are shared out among processes, one more than there are cores and those that take longest first
# (tests/conftest.py); more than four would only make the same readers and pages again.
unit: $(VENV)/.developing browser-tools
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# Pages are tested in Debian's chromium: brought along where we may (root on Debian), otherwise left out in a line.
browser-tools:
	@if command -v chromium >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing chromium for the browser tests"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else echo "browser tests left out: no chromium on this machine, and only root on Debian can bring it (apt-get install chromium)"; fi

docs: $(VENV)/.developing
	$(BIN)/python tools/write_docs.py
	$(BIN)/python tools/write_licences.py

docs-check: $(VENV)/.developing
	$(BIN)/python tools/write_docs.py --check
	$(BIN)/python tools/write_licences.py --check

data: $(VENV)/.developing
	$(BIN)/python -m tools.build_data

data-check: $(VENV)/.developing
	$(BIN)/python -m tools.build_data --check

lock: $(VENV)/.developing
	$(BIN)/uv pip compile --quiet pyproject.toml --group build --generate-hashes --universal --python-version 3.11 --no-header -o requirements.lock
	$(BIN)/uv pip compile --quiet pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 --no-header -c requirements.lock -o requirements-dev.lock

# The ones that end within minutes; read_memory, web_load, kills and cluster are asked for by name.
BENCHMARKS ?= read_speed model_speed model_peers packs stories

benchmarks: $(VENV)/.developing
	@for b in $(BENCHMARKS); do echo "== $$b"; $(BIN)/python -m benchmarks.$$b || exit 1; done

wheel: $(VENV)/.tools
	$(BIN)/python -m hatchling build

# Built twice, the same to the byte, and tried in an environment that has nothing else: the wheel, then the sources.
package: $(VENV)/.tools
	$(BIN)/python tools/check_package.py

sbom: $(VENV)/.tools
	mkdir -p dist
	$(BIN)/cyclonedx-py requirements --output-reproducible --of JSON -o dist/sbom.cdx.json requirements.lock

# Asks the advisory database of PyPI: needs a network that reaches it, and fails where a package could not be asked for.
audit: $(VENV)/.tools
	$(BIN)/uv tool run pip-audit --strict --require-hashes --disable-pip -r requirements.lock

# The targets share the time; what one found it goes on from the next time (.fuzz), and what broke something stays as
# crash-* or timeout-* (fuzz/README.md). At the end each target's cases and slowest one, and what broke.
fuzz: $(VENV)/.developing
	@each=$$(( $(SECONDS) / $(words $(TARGETS)) )); broke=; for t in $(TARGETS); do echo "== $$t, $$each s (.fuzz/$$t.log)"; mkdir -p .fuzz/$$t; \
		OMP_NUM_THREADS=1 $(BIN)/python -m fuzz.fuzz_$$t -max_total_time=$$each -timeout=1200 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 .fuzz/$$t \
		> .fuzz/$$t.log 2>&1 || { broke="$$broke $$t"; tail -n 30 .fuzz/$$t.log; }; done; \
	for t in $(TARGETS); do echo "$$t: $$(sed -n 's/^stat::number_of_executed_units: */cases /p' .fuzz/$$t.log), $$(sed -n 's/^slowest case so far: /slowest /p' .fuzz/$$t.log | tail -n 1)"; done; \
	[ -z "$$broke" ] || { echo "something broke:$$broke"; exit 1; }; echo "nothing broke"

clean:
	rm -rf $(VENV) dist brief.html .mypy_cache .ruff_cache .pytest_cache .hypothesis
