# make site    build the sample site into public/
# make test    run the tests
# make property  play thousands of histories of edits against clean builds (takes an hour)
# make check   judge the code: style, types, layers
# make docs    write the references in docs/ anew from the code
# make messages  bring the interface words in locale/ up to date with the templates (sitegen messages)
# make words   bring the words of reports in sitegen/locale/ up to date with the code
# make audit   judge the built sample site by outside tools, into docs/quality.md (takes ten minutes, needs npm, Java and openssl)
# make bench   measure builds against those of other generators, into benchmarks/RESULTS.md (takes an hour)
# make fonts   cut the fonts in static/fonts/ anew (needs npm)
# make coastlines  take the coastlines of the map anew from Natural Earth (needs npm)
# make clean   delete everything that can be made again
#
# Each target makes the Python environment that it needs, in .venv/, and installs again only when
# pyproject.toml has changed. Another Python: make site PYTHON=python3.12

PYTHON ?= python3
PYTEST_ARGS ?= --numprocesses auto --dist worksteal
HISTORIES ?= 3000
VENV := .venv
RUN := $(VENV)/bin/python

.DELETE_ON_ERROR:
.PHONY: help site test property check docs messages words audit bench fonts coastlines clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

site: $(VENV)/.site
	$(RUN) build.py

test: $(VENV)/.dev .tools/.ready
	$(RUN) -m pytest $(PYTEST_ARGS)

property: $(VENV)/.dev
	HISTORIES=$(HISTORIES) $(RUN) -m pytest $(PYTEST_ARGS) tests/properties/test_histories.py

check: $(VENV)/.dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check --quiet sitegen tools benchmarks
	$(RUN) -m mypy
	$(RUN) tools/reference.py --check
	$(RUN) -m sitegen messages --check --quiet
	$(RUN) tools/words.py --check
	$(VENV)/bin/lint-imports

docs: $(VENV)/.dev
	$(RUN) tools/reference.py

messages: $(VENV)/.dev
	$(RUN) -m sitegen messages

words: $(VENV)/.dev
	$(RUN) tools/words.py

audit: $(VENV)/.dev .tools/.audit
	$(RUN) tools/audit.py

# As a whole or not at all: a run that is broken off leaves the results of the one before.
bench: $(VENV)/.dev
	$(RUN) -m benchmarks.run > benchmarks/RESULTS.part.md
	mv benchmarks/RESULTS.part.md benchmarks/RESULTS.md

fonts: $(VENV)/.dev
	@command -v npm >/dev/null || { echo "make fonts needs npm, which brings the fonts it cuts (Node.js 20 or newer)." >&2; exit 1; }
	$(RUN) tools/fonts.py

coastlines: | $(RUN)
	@command -v npm >/dev/null || { echo "make coastlines needs npm, which brings the data (Node.js 20 or newer)." >&2; exit 1; }
	$(RUN) tools/coastlines.py

clean:
	rm -rf $(VENV) .tools .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache *.egg-info build
	find sitegen benchmarks tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	@if [ -f public/.sitegen.json ]; then rm -rf public; fi

$(RUN):
	@command -v $(PYTHON) >/dev/null || \
	  { echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is $$($(PYTHON) -V 2>&1), too old: sitegen needs 3.11 or newer. Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "$(PYTHON) cannot make an environment: its venv module is missing (Debian, Ubuntu: apt install python3-venv)." >&2; exit 1; }

$(VENV)/.site: pyproject.toml | $(RUN)
	$(RUN) -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(RUN)
	$(RUN) -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.site

# Lighthouse is as large as all others together, and only make audit wants it.
.tools/.audit: .tools/.ready
	npm install --prefix .tools --silent --no-audit --no-fund --no-package-lock --no-save lighthouse@12
	@touch $@

# Tools from npm that some tests want. Without npm those tests say so: they are skipped here and fail in CI.
.tools/.ready: tools/package.json
	@mkdir -p .tools
	@if command -v npm >/dev/null; then \
	  cp tools/package.json .tools/ && \
	  npm install --prefix .tools --silent --no-audit --no-fund --no-package-lock && touch $@; \
	else \
	  echo "npm is not here, so pages are not tested for accessibility (install Node.js 20 or newer)." >&2; \
	fi
