# The menu of this project; `make help` lists it. Needs Python 3.11+ and make; `make setup` brings the rest into .venv.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.setup-stamp
DEMO_HOME ?= $(CURDIR)/.demo-home
CODE := indexer webui mappings evaluation tests tools

.DEFAULT_GOAL := help

.PHONY: help setup demo test check format eval bench docs folding screenshots browser clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(STAMP) ## make .venv with every extra; the command is .venv/bin/bulletin

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[all,dev]'
	@touch $(STAMP)

demo: setup ## ingest the sample bulletin, text pages and print PDFs, and serve it on http://127.0.0.1:8000
	BULLETIN_HOME=$${BULLETIN_HOME:-$(DEMO_HOME)} BULLETIN_PAPER=$${BULLETIN_PAPER:-ltdb} BULLETIN_PAPER_NAME=$${BULLETIN_PAPER_NAME:-岚汀导报} \
	  $(BIN)/bulletin ingest samples samples-print/岚汀导报/2024-11-12 --batch samples
	BULLETIN_HOME=$${BULLETIN_HOME:-$(DEMO_HOME)} BULLETIN_PAPER=$${BULLETIN_PAPER:-ltdb} BULLETIN_PAPER_NAME=$${BULLETIN_PAPER_NAME:-岚汀导报} \
	  exec $(BIN)/bulletin serve

browser: ## bring Chromium and a Chinese font for the browser tests, where they are missing (Debian-like systems)
	@bash tools/install_browser.sh

# Two workers, a file of tests at a time, in the order in which they are collected: browser and engine, which take long, come first.
# They share one engine (tests/conftest.py); more workers would not be quicker, and tests that start an engine of their own need 1 GB each.
test: setup browser ## everything: fast tests, real engine, real browser
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

check: setup ## format, lint, types
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy

format: setup ## put the code into form
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

eval: setup ## figures against ../shared, also in eval/latest.json; fails below the floors
	$(BIN)/python -m evaluation

bench: setup ## speed, as ratios in one run
	$(BIN)/python -m evaluation.bench

docs: setup ## make the generated documents again
	$(BIN)/python -m tools.make_docs

folding: setup ## make mappings/folding.tsv again
	$(BIN)/python -m tools.make_folding

screenshots: setup browser ## pictures of the pages, phone and desktop, into docs/screenshots/
	$(BIN)/python -m tools.screenshots

clean: ## remove the environment and the demo's home
	rm -rf $(VENV) $(DEMO_HOME) build *.egg-info
