# The project's commands. `make` alone lists them.
# Everything is installed into .venv from requirements.lock; nothing else on the machine is touched, except that
# `make demo` and `make test`, run as root on Debian, add the system packages that are missing.

PYTHON ?= python3
HOME_DIR ?= data
HOST ?= 127.0.0.1
PORT ?= 8050

BIN := .venv/bin
WENMING := $(BIN)/wenming
READY := .venv/.installed
SYSTEM := .venv/.system
TESTING := .venv/.testing
COMPILER := .venv/.compiler

.DEFAULT_GOAL := help
.PHONY: help install demo serve test check lint format wheel lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(READY) ## make .venv and install what the lock names

demo: $(READY) $(SYSTEM) ## read the samples into a warehouse, export this year's charts, serve the dashboard
	@test -f $(HOME_DIR)/units.toml || { mkdir -p $(HOME_DIR) && cp samples/units.toml $(HOME_DIR)/units.toml; }
	$(WENMING) --home $(HOME_DIR) ingest samples --manifest samples/manifest.csv
	$(WENMING) --home $(HOME_DIR) export --if-changed
	$(WENMING) --home $(HOME_DIR) serve --host $(HOST) --port $(PORT)

serve: $(READY) ## serve the dashboard of HOME_DIR (data) on HOST:PORT
	$(WENMING) --home $(HOME_DIR) serve --host $(HOST) --port $(PORT)

test: $(READY) $(SYSTEM) $(TESTING) ## run all tests, those in the browser too
	$(BIN)/pytest -n 2

check: $(READY) lint ## ruff, mypy, import-linter and all tests but those in the browser
	$(BIN)/pytest -n 2 -m "not browser"

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

wheel: $(READY) $(COMPILER) ## make dist/wenming-*.whl with ingest compiled: the same results, a third faster
	rm -rf .venv/wheel && mkdir .venv/wheel
	cp -r pyproject.toml README.md cli.py ingest warehouse dashboard sql .venv/wheel
	HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation \
		--wheel-dir dist .venv/wheel

lock: $(READY) ## resolve requirements.lock anew from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--upgrade --extra dev --output-file requirements.lock pyproject.toml

clean: ## remove .venv, caches and the demo's data
	rm -rf .venv dist $(HOME_DIR) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON): older than Python 3.11; call make with PYTHON=python3.11 or newer" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || sh -c '$(call apt_install,python3-venv)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Image export needs a Chromium and a Chinese font; without them everything else works.
$(SYSTEM): $(READY)
	@$(WENMING) doctor --images >/dev/null 2>&1 || sh -c '$(call apt_install,chromium fonts-noto-cjk)' || \
		echo "going on without image export" >&2
	@touch $@

# The browser tests are driven by a program that needs this library, which a minimal Debian lacks.
$(TESTING): $(READY)
	@$(BIN)/playwright --version >/dev/null 2>&1 || sh -c '$(call apt_install,libatomic1)'
	@touch $@

$(COMPILER): $(READY)
	@{ command -v cc && $(BIN)/python -c 'import sysconfig, pathlib, sys; sys.exit(not (pathlib.Path(sysconfig.get_path("include")) / "Python.h").exists())'; } >/dev/null || \
		sh -c '$(call apt_install,gcc libc6-dev python3-dev)'
	@touch $@

define apt_install
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends -y $(1); \
else echo "missing system packages: install $(1) (Debian: sudo apt-get install $(1))" >&2; exit 1; fi
endef
