# The verbs of Fangxian, for people and for CI.

# The first that runs and is new enough; a name on the PATH may be a shim that leads nowhere.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
ARGS ?=
DOCTESTS := fangxian --ignore-glob='*/tests/*' --ignore-glob='*/migrations/*'
BENCH ?= plan
export PIP_DISABLE_PIP_VERSION_CHECK = 1

PHONE_SOURCES := $(shell find contracts/forms contracts/checklists field/src field/build field/public -type f 2>/dev/null) \
	$(wildcard field/index.html field/vite.config.ts field/package.json field/.npmrc)

.PHONY: demo serve test ready check check-python check-phone doctest bench torture docs setup setup-dev assets phone locale browser clean

demo: setup assets phone locale            ## set everything up, run the main job on the scenario, serve it
	@$(BIN)/fangxian demo $(ARGS)

serve: setup assets phone locale           ## serve what is there
	@$(BIN)/fangxian serve $(ARGS)

test:                                ## every check and every test
	@$(MAKE) --no-print-directory -j 3 ready
	@$(MAKE) --no-print-directory -j 2 check-python check-phone doctest
	@$(BIN)/python -m pytest -n 2 --dist worksteal --ignore=tests/journeys $(ARGS)
	@$(BIN)/python -m pytest tests/journeys --ignore-glob='*/test_phone*'  # one served world, from beginning to end
	@$(BIN)/python -m pytest tests/journeys/test_phone*.py                # and one in which nobody else has knocked

check: check-python check-phone doctest  ## style, types, arrows, migrations, translations, the phone, examples

ready: setup-dev assets phone locale browser

check-python: setup-dev phone locale
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy fangxian bench
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/fangxian check

check-phone: phone
	@cd field && npm run --silent check && npm test --silent && npm run --silent size

doctest: setup-dev
	@$(BIN)/python -m pytest --doctest-modules $(DOCTESTS)

bench: setup-dev assets phone locale       ## make bench BENCH=plan|import|board|items|directives|ingest|log|round|residents
	@$(BIN)/python -m bench.$(subst import,import_,$(BENCH)) $(ARGS)

torture: setup-dev assets phone locale     ## phones push while everything is killed and the network fails
	@$(BIN)/python -m bench.torture $(ARGS)

docs: setup-dev assets phone locale browser  ## render the generated pages and take the screenshots
	@$(BIN)/fangxian docs $(ARGS)

setup: .venv/.ready
setup-dev: .venv/.ready-dev

.venv/bin/pip:
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(NEW_ENOUGH)' || { echo "Fangxian needs Python 3.11 or newer; set PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python cannot make a virtual environment here; on Debian: apt-get install python3-venv"; exit 1; }

.venv/.ready: requirements.lock | .venv/bin/pip
	@echo "Installing what Fangxian needs (about a minute the first time) …"
	@$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/.ready-dev: requirements-dev.lock .venv/.ready
	@echo "Installing what the tests need …"
	@$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

assets: fangxian/shell/built/.ready

fangxian/shell/built/.ready: fangxian/shell/package-lock.json fangxian/shell/package.json $(wildcard fangxian/shell/build.mjs fangxian/shell/bundle/*)
	@command -v npm >/dev/null || { echo "Fangxian needs Node 20 or newer with npm for its pages."; exit 1; }
	@echo "Building the pages' assets …"
	@cd fangxian/shell && npm ci --silent --no-fund --no-audit && npm run --silent build
	@touch $@

phone: field/dist/.ready

field/dist/.ready: field/package-lock.json $(PHONE_SOURCES)
	@command -v npm >/dev/null || { echo "Fangxian needs Node 20 or newer with npm for the phone."; exit 1; }
	@echo "Building the phone …"
	@cd field && npm ci --silent --no-fund --no-audit && npm run --silent build
	@touch $@

locale: fangxian/locale/.ready

fangxian/locale/.ready: $(wildcard fangxian/locale/*/LC_MESSAGES/*.po) | .venv/.ready
	@for po in fangxian/locale/*/LC_MESSAGES/django.po; do $(BIN)/pybabel --quiet compile -i $$po -o $${po%.po}.mo; done
	@touch $@

browser: setup-dev                   ## a browser for the journeys, where one may be installed
	@$(BIN)/python -m tests.browser

clean:                               ## remove what was set up; the data in .fangxian stays
	rm -rf .venv fangxian/shell/node_modules fangxian/shell/built fangxian/locale/.ready field/node_modules field/dist
