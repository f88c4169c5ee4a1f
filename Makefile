# Everything runs from the repository's root, in .venv, with the versions of requirements.lock.
# Any interpreter from 3.11 to 3.13 will do; one that holds its library in itself, as Debian's does and pyenv's does not, is
# an eighth faster, so where the first python3 is of the other kind, the system's is taken.
SELF_CONTAINED := import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14) or "libpython" in open("/proc/self/maps").read())
PYTHON ?= $(shell for p in python3 /usr/bin/python3; do $$p -c '$(SELF_CONTAINED)' 2>/dev/null && echo $$p && exit; done; echo python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.synced
PEERS := $(VENV)/peers

.PHONY: help run test ui lint lint-layout lint-types lint-sql tests format lock bench soak docs compiled interpreted clean
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else f"Accord needs Python 3.11 to 3.13; $(PYTHON) is {v[0]}.{v[1]}. Try: rm -r $(VENV) && make PYTHON=python3.12 $(MAKECMDGOALS)")'
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@echo "Syncing $(VENV) with requirements.lock ..."
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@$(BIN)/python -m compileall -q extraction orchestration expectations explorer
	@touch $@

run: $(STAMP) ## refresh the warehouse from raw/ and print what it holds
	@$(BIN)/accord refresh

ui: $(STAMP) ## the Dagster UI on 127.0.0.1:3000, its sensor and schedule running
	@$(BIN)/accord ui

lint: $(STAMP) ## ruff, mypy --strict, sqlfluff
	@$(MAKE) --no-print-directory --jobs 3 --output-sync=target lint-layout lint-types lint-sql

lint-layout: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lint-types: $(STAMP)
	$(BIN)/mypy

lint-sql: $(STAMP)
	$(BIN)/sqlfluff lint --processes 2 dbt_project/models dbt_project/macros dbt_project/tests

format: $(STAMP) ## let ruff and sqlfluff lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix dbt_project/models dbt_project/macros dbt_project/tests

test: $(STAMP) ## lint, types and the whole test suite
	@$(MAKE) --no-print-directory --jobs 2 lint tests

tests: $(STAMP)
	$(BIN)/pytest -n 3 --no-loadscope-reorder

bench: $(STAMP) $(PEERS) ## measure speed and scale, side by side with peers; BENCH=--quick takes minutes
	$(BIN)/python -m benchmarks --peers $(PEERS)/bin/python $(BENCH)

# Without a network the peers are left out, and the rest is measured all the same.
$(PEERS):
	@$(PYTHON) -m venv $@ && $@/bin/python -m pip install --quiet --disable-pip-version-check \
		quantulum3 recognizers-text-suite "emoji<2" setuptools || rm -rf $@

soak: $(STAMP) ## kill, fill, flood and attack refreshes for half an hour; writes docs/reliability.md
	$(BIN)/python -m benchmarks soak

docs: $(STAMP) ## make outputs, pictures and tables of README and docs/ anew, and warehouse/dbt_docs.html
	@$(BIN)/python -m tests.orchestration.command_line
	@$(BIN)/python -m docs.outputs
	@$(BIN)/python -m docs.make_pictures
	@$(BIN)/accord refresh
	@$(BIN)/python -m orchestration.dbt_docs

compiled: $(STAMP) ## compile extraction to C, which makes it faster; needs a C compiler and some minutes
	@$(BIN)/python -c 'import setuptools' 2>/dev/null || $(BIN)/uv pip install --quiet --python $(BIN)/python setuptools
	@ACCORD_COMPILED=0 $(BIN)/python -m orchestration.compiling

interpreted: ## take away what `make compiled` built
	rm -rf $(VENV)/accord_compiled

lock: ## resolve requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --universal --all-extras --generate-hashes --no-emit-index-url --no-annotate --quiet --output-file requirements.lock

clean: ## forget the warehouse
	rm -rf warehouse dbt_project/target
