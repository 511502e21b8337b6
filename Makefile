# Two commands do everything on a fresh machine with Python 3.11 and make:
#   make report   reports of the public record and of the demo data, for every year 2021-2025
#   make test     all tests
# `make check` is the one door for people, pre-commit and CI.

PYTHON ?= python3.11
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
export PYTHONUTF8 = 1

.PHONY: setup report test check lint types layers docs lock lab clean

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

setup: .venv/.ready

report: setup
	$(BIN)/gdnn render data/public_record --all --output reports/public_record --jobs 2
	$(BIN)/gdnn render data/demo --all --output reports/demo --jobs 2

test: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: lint types layers docs test

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

docs: setup
	$(BIN)/python -m docs.build --check

lock:
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet -o requirements.lock

lab: setup
	$(BIN)/gdnn lab

clean:
	rm -rf .venv reports/public_record reports/demo
