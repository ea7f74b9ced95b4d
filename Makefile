# Ofpra's back office. `make help` lists everything; `make demo` and `make test` work in a fresh clone.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

BIN := .venv/bin
PY := $(BIN)/python
READY := .venv/ready
SOURCES := backoffice_gui tests benchmarks docs packaging/delivery packaging/e2e build.spec

# The window has processes of its own still: what kept its events away is mended (tests/journeys/test_window.py), one session is unproven.
WINDOW := tests/gui tests/test_main.py

# On two cores: two workers wait for a server, a program or a window for a quarter of their time.
WORKERS ?= 3

# Each program that a test starts would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

# Where there is no display, Qt paints into memory.
export QT_API := pyside6
ifeq ($(strip $(DISPLAY)$(WAYLAND_DISPLAY)),)
export QT_QPA_PLATFORM ?= offscreen
endif

.PHONY: help setup demo test deep proof check format bench bench-peers bundle package package-check audit icons e2e lock i18n guide screenshots clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## make .venv from the locked requirements (does nothing the second time)

$(READY): requirements/dev.txt .ci/setup
	@.ci/setup
	@touch $@

demo: $(READY) ## the window on invented submissions, collected live from a front end on this machine
	@mkdir -p build && $(PY) -m backoffice_gui --demo --screenshot build/demo.png

test: $(READY) ## every test but the long ones (ten minutes on two cores; thirteen fail)
ifeq ($(strip $(ARGS)),)
	@BACKOFFICE_SESSION=window $(PY) -m pytest -q -p no:schemathesis -n 2 --dist worksteal $(WINDOW)
	@BACKOFFICE_SESSION=rest BACKOFFICE_RUN=$$(date -u +%Y-%m-%dT%H:%MZ) $(PY) -m pytest -q -n $(WORKERS) --dist worksteal $(WINDOW:%=--ignore=%)
else
	@$(PY) -m pytest -q $(ARGS)
endif

deep: $(READY) ## the long form of the proof (four hours on two idle cores); again: what is left; SUITES="soak kills": these
	@$(PY) -m tests.support.deep $(SUITES); ended=$$?; $(PY) -m docs.make_proof && exit $$ended

proof: $(READY) ## what the proof has done, from its runs' own records, and one JSON line
	@$(PY) -m docs.make_proof $(ARGS)

check: $(READY) ## format, lint, types, rooms, dead code, migrations, translations
	@.ci/check

format: $(READY) ## put the sources in form
	@$(BIN)/ruff format -q $(SOURCES)
	@$(BIN)/ruff check -q --fix $(SOURCES)

bench: $(READY) ## the figures, as ratios measured in one run, into build/bench.json
	@$(PY) -m benchmarks.run $(ARGS)

bench-peers: $(READY) ## the same beside mpop and getmail6, where they are installed
	@$(PY) -m benchmarks.peers $(ARGS)

bundle: $(READY) ## both programs in one folder under dist/, each started once
	@PYTHONHASHSEED=0 $(BIN)/pyinstaller build.spec --noconfirm --log-level ERROR --distpath dist --workpath build/pyinstaller
	@set -e; for program in backoffice backoffice-gui; do dist/ofpra-backoffice/$$program --version; done
	@QT_QPA_PLATFORM=offscreen dist/ofpra-backoffice/backoffice-gui --selftest
	@BACKOFFICE_STORE__FOLDER=$(CURDIR)/build/no-store dist/ofpra-backoffice/backoffice verify 2>/dev/null; test $$? = 4

package: ## Debian's package of both programs, under dist/
	@.ci/package-needs
	@$(MAKE) bundle
	@PYTHONPATH=packaging $(PY) -m delivery.deb

e2e: package ## the package in a clean Debian root: installed, used by keys and accessible actions, upgraded, removed (root)
	@$(PY) packaging/e2e/run.py dist/*.deb

package-check: ## lintian on the packages under dist/
	@.ci/package-needs lintian
	@lintian --tag-display-limit 0 --fail-on error,warning --allow-root dist/*.deb

audit: $(READY) ## known weaknesses of what ships, from the public advisories (pip-audit; needs their service)
	@PYTHONPATH=packaging $(PY) -m delivery.audit

icons: $(READY) ## paint the program's picture in every size
	@PYTHONPATH=packaging $(PY) -m delivery.icons

lock: $(READY) ## resolve requirements/*.in anew, with hashes and without any address
	@for name in runtime dev; do \
	  $(BIN)/uv pip compile requirements/$$name.in -o requirements/$$name.txt --quiet --upgrade --universal \
	    --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links || exit 1; \
	done

i18n: $(READY) ## gather the sentences of the sources into resources/i18n and compile them
	@.ci/i18n

guide: $(READY) ## take the pictures of the first-day guide from a real demonstration, in both languages
	@for language in fr en; do $(PY) -m docs.make_guide $$language || exit 1; done

screenshots: $(READY) ## paint the window's states into docs/screenshots
	@$(PY) -m docs.make_screenshots

clean: ## remove what was built (not the environment, not a store)
	@rm -rf build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	@find backoffice_gui tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +
