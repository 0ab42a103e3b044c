# Two commands: `make demo` runs Detente on its bundled sample, `make test` checks everything.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo demo-web test lint types docs check-docs tests bench clean

demo: $(VENV)/.installed
	$(BIN)/detente demo

# Opens the desk on the bundled sample, in a ledger that is thrown away; PORT=8080 takes another port.
PORT ?= 8000
demo-web: $(VENV)/.desk
	$(BIN)/detente serve --demo --port $(PORT)

test: lint types check-docs tests

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

check-docs: $(VENV)/.dev
	$(BIN)/python docs/build.py --check

tests: $(VENV)/.dev
	$(BIN)/pytest

# Writes the generated pages (commands, schema, tables) anew.
docs: $(VENV)/.dev
	$(BIN)/python docs/build.py

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/memory.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.desk: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[desk]'
	@touch $@ $(VENV)/.installed

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
