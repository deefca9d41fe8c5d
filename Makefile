# `make` lists what can be done. Needs git, GNU make and python3.11 with venv; everything else it brings itself.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
HOST ?= 127.0.0.1
BIN := .venv/bin
UV := $(BIN)/uv pip
COMPILE := $(UV) compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url
SYNC := $(UV) sync -q --python $(BIN)/python --require-hashes
PYTEST := $(BIN)/python -m pytest -n auto

# The environment is the machine's Python; uv never fetches another.
export UV_PYTHON_DOWNLOADS := never

# ── What people call ─────────────────────────────────────────────────────────────────────────────
.PHONY: help demo run check test deep bench docs verify lock messages

help:
	@sed -nE 's/^([a-z]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | awk -F'\t' '{ printf "  make %-8s %s\n", $$1, $$2 }'

demo: export DJANGO_SETTINGS_MODULE := liuhen.config.demo
demo: .venv/.base ## a sample district to try, on http://localhost:8000 (kept in var/demo)
	@$(BIN)/liuhen demo
	@exec $(BIN)/python -m liuhen.config.serve --host $(HOST) --port $(PORT)

run: export DJANGO_SETTINGS_MODULE := liuhen.config.settings
run: .venv/.base ## your own installation, from the LIUHEN_… settings (see deploy/)
	@$(BIN)/liuhen migrate
	@exec $(BIN)/python -m liuhen.config.serve --host $(HOST) --port $(PORT)

check: .venv/.dev ## style, contracts, types, and whether the generated documents are current
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(BIN)/python -m liuhen.config.docs --check

test: check .tools ## everything CI runs: the checks, then the tests on SQLite and PostgreSQL, journeys in Chromium
	$(PYTEST)
	@$(MAKE) .postgres

deep: .venv/.dev .tools ## the long versions of the random tests
	LIUHEN_DEEP=1 $(PYTEST)
	@LIUHEN_DEEP=1 $(MAKE) .postgres

bench: .venv/.dev ## figures, as ratios within one run
	$(BIN)/python -m tests.bench

docs: .venv/.dev ## writes the generated documents anew
	$(BIN)/python -m liuhen.config.docs

verify: ## checks an exported dossier with bare Python: make verify DOSSIER=path
	@test -n "$(DOSSIER)" || { echo "make verify DOSSIER=path/to/dossier"; exit 2; }
	@$(PYTHON) -I -S src/liuhen/ledger/verify/verify.py $(DOSSIER) $(if $(POLICY),--policy $(POLICY))

messages: .venv/.dev
	$(BIN)/python -m liuhen.ui.messages

lock: $(BIN)/uv
	for name in uv base dev; do $(COMPILE) requirements/$$name.in -o requirements/$$name.txt; done

# ── What they rest on ────────────────────────────────────────────────────────────────────────────
.PHONY: .tools .postgres

$(BIN)/uv: requirements/uv.txt
	@echo "making .venv …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

# What the product runs on; removes what only the tests need, so that the demo proves the shorter list is whole.
.venv/.base: requirements/base.txt requirements/link.py $(BIN)/uv
	@echo "installing what the product runs on …"
	@rm -f .venv/.dev
	@$(SYNC) requirements/base.txt
	@$(BIN)/python requirements/link.py
	@touch $@

.venv/.dev: requirements/base.txt requirements/dev.txt requirements/link.py $(BIN)/uv
	@echo "installing what the tests need …"
	@$(SYNC) requirements/base.txt requirements/dev.txt
	@$(BIN)/python requirements/link.py
	@touch .venv/.base $@

# Browser-side packages for tests (axe, outside verifiers); CI must have them, another machine goes without.
.tools: $(if $(shell command -v npm),node_modules/.stamp)
	@test "$${CI:-}" != true -o -e node_modules/.stamp || { echo "CI needs npm"; exit 1; }

node_modules/.stamp: package.json package-lock.json
	npm ci --silent --no-audit --no-fund
	@touch $@

# The suite of the database once more, on PostgreSQL.
.postgres:
	@if $(BIN)/python -m tests.database --found; then $(BIN)/python -m tests.database $(PYTEST); \
	elif [ "$${CI:-}" = true ]; then echo "CI needs PostgreSQL"; exit 1; \
	else echo "PostgreSQL not found: its run of the suite is left out"; fi
