# Needs Python 3.11 or newer (with venv) and make. Everything else is fetched into .venv and
# frontend/node_modules. A stamp stands inside what it vouches for, so deleting that is enough to redo it.

SHELL := /bin/bash
BIN := .venv/bin
RUNTIME := .venv/.runtime
NODE := .venv/.node
DEV := .venv/.dev
NPM := frontend/node_modules/.stamp
BUILD := static/build/.stamp
WORDS := translations/.stamp
TRANSLATIONS := $(wildcard translations/*/LC_MESSAGES/messages.po)
FRONTEND_SOURCES := $(shell find frontend -type f -not -path 'frontend/node_modules/*' 2>/dev/null)

export PATH := $(CURDIR)/$(BIN):$(PATH)
export FLASK_APP := app
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup run practice worker sandbox311 test browser lint fix words types types-check docs bench lock clean

help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

setup: $(DEV) $(BUILD) $(WORDS) ## Install everything and build the SPA

run: $(RUNTIME) $(BUILD) $(WORDS) ## Prepare the database with sample data and serve on http://127.0.0.1:8000 (PORT=)
	@python serve.py

practice: $(RUNTIME) $(BUILD) $(WORDS) ## The same for training, on a made-up database of its own (PORT=)
	@MODE=practice python serve.py

worker: $(RUNTIME) ## Run the worker alone (it delivers what is in the outbox)
	flask worker

sandbox311: $(RUNTIME) ## Run the pretended 311 system alone
	python -m sandbox311

test: setup ## Run every test: SPA, SQLite, PostgreSQL, Chromium
	@status=0; \
	npm --prefix frontend test || status=1; \
	pytest $(ARGS) || status=1; \
	exit $$status

browser: setup ## Run the browser tests alone
	pytest -m browser $(ARGS)

lint: $(DEV) $(NPM) ## Check format, style and types, Python and TypeScript
	ruff format --check .
	ruff check .
	mypy .
	npm --prefix frontend run lint

fix: $(DEV) $(NPM) ## Put right what a tool can put right
	ruff check --fix .
	ruff format .
	npm --prefix frontend run fix

types: $(DEV) $(NPM) ## Write the SPA's types from the API's OpenAPI document
	@mkdir -p var
	flask openapi --output var/openapi.json
	npm --prefix frontend run types

types-check: types ## Fail when the SPA's types in git are not the API's
	@git diff --exit-code -- frontend/src/api/schema.d.ts \
	  || { echo 'The types are stale: commit what `make types` wrote.' >&2; exit 1; }

words: $(DEV) ## Bring the translations in step with the words in the sources
	@mkdir -p var
	python -m babel.messages.frontend extract -F babel.cfg -k _l --no-location -o var/messages.pot .
	python -m babel.messages.frontend update -i var/messages.pot -d translations \
	  --no-fuzzy-matching --ignore-pot-creation-date --width 100

docs: $(DEV) ## Write the generated pages under docs/
	flask docs write

bench: $(RUNTIME) ## Print figures (see bench/README.md)
	python -m bench $(ARGS)

lock: $(DEV) $(NODE) ## Resolve the requirements again
	for name in requirements requirements-dev requirements-node; do \
	  uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --universal \
	    --python-version 3.11 --custom-compile-command "make lock" -o $$name.txt $$name.in || exit 1; \
	done
	npm --prefix frontend install --package-lock-only

clean: ## Remove what was installed or built, never the data in var/
	rm -rf .venv frontend/node_modules static/build .mypy_cache .ruff_cache .pytest_cache

.venv/pyvenv.cfg:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	    && exec $$python -m venv .venv; \
	done; \
	echo 'Python 3.11 or newer is needed. Install it, or name it: make PYTHON=/path/to/python3.11' >&2; exit 1

$(RUNTIME): requirements.txt | .venv/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(NODE): requirements-node.txt | $(RUNTIME)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-node.txt
	@touch $@

$(DEV): requirements-dev.txt | $(RUNTIME)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

$(NPM): frontend/package-lock.json $(NODE)
	npm --prefix frontend ci --no-audit --no-fund
	@touch $@

$(BUILD): $(NPM) $(FRONTEND_SOURCES)
	npm --prefix frontend run build
	@touch $@

$(WORDS): $(TRANSLATIONS) | $(RUNTIME)
	$(BIN)/python -m babel.messages.frontend compile -d translations
	@touch $@
