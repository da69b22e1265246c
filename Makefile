# The two commands a newcomer needs: `make demo` and `make test`. Everything lands inside the checkout.
PYTHON ?= python3
UV_VERSION := 0.13.9
PORT ?= 8000
DATA_DIR ?= .data

VENV := .venv
PY := $(VENV)/bin/python
UV := .tools/bin/uv
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := 1
export VIRTUAL_ENV := $(CURDIR)/$(VENV)
# Compiling every module anew costs each process seven seconds, and the checks and tests start a dozen.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help install messages demo test check compose-check services services-stop bench lock format clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(UV):
	@$(PYTHON) -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer with venv is needed (on Debian: apt install python3-venv)."; exit 1; }
	$(PYTHON) -m venv .tools
	@.tools/bin/pip install --quiet "uv==$(UV_VERSION)" || echo "uv could not be installed; pip will be used instead."

# The stamp holds the time of the last install; a changed lock makes it stale.
$(VENV)/.installed: requirements/app.txt requirements/dev.txt | $(UV)
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@if [ -x $(UV) ]; then $(UV) pip sync --quiet --require-hashes requirements/app.txt requirements/dev.txt; \
	 else $(PY) -m pip install --quiet --require-hashes -r requirements/app.txt -r requirements/dev.txt; fi
	@touch $@

install: $(VENV)/.installed ## Install the locked packages into .venv, compile the translations
	@$(PY) -m config.translations

messages: install ## Collect the words to translate into config/locale (needs GNU gettext)
	$(PY) manage.py makemessages --all --no-obsolete --no-wrap --add-location file \
	  --ignore '.venv/*' --ignore '.tools/*' --ignore '.data/*' --ignore 'tests/*' --settings config.settings.test

lock: $(UV) ## Compile the hashed requirement files from pyproject.toml
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	  pyproject.toml -o requirements/app.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	  --group dev -c requirements/app.txt -o requirements/dev.txt

demo: install ## Build the example world (once) and serve it; PORT= and DATA_DIR= choose where
	@DATA_DIR=$(DATA_DIR) EXAMPLE_WORLD=1 $(PY) manage.py demo --port $(PORT)

# --- Servers of the developer's own, for the tests that need real ones --------------------------
services: install ## Start PostgreSQL, Redis and Elasticsearch in .data/services, say what to export
	@$(PY) -m tests.services start

services-stop: ## Stop them
	@$(PY) -m tests.services stop

# --- Tests: the whole suite on SQLite, and again on the servers where they answer --------------
export POSTGRES_URL ?= postgres://exchange:exchange@127.0.0.1:5432/exchange
# In their order: files of few and long tests, the walks above all, would come last otherwise.
PYTEST := $(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder
# These ask the database nothing that another one answers differently: once is enough. What pages
# read, the tests of the selectors and services beside them ask of both.
ONCE := --ignore tests/reports/reader --ignore tests/reports/comparing --ignore tests/matching/engine \
  --ignore tests/clearance/screening --ignore tests/config --ignore tests/cms --ignore tests/services \
  --ignore tests/test_architecture.py --ignore-glob '*/test_access.py' --ignore-glob '*_pages.py'

test: install check ## Checks, then the suite on SQLite and on the servers (REQUIRE_SERVICES=1: no skips)
	$(PYTEST)
	$(PY) -m tests.services second $(PYTEST) -m "not browser" $(ONCE)
	$(PY) -m tests.services third $(PYTEST) tests/search

check: install ## Format, lint, types, layers, templates, migrations, deployment settings
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/lint-imports
	$(VENV)/bin/mypy accounts cms config files matchmaking search
	$(VENV)/bin/djlint --quiet --lint accounts cms config matchmaking
	$(VENV)/bin/djade --check $$(git ls-files '*.html' ':!*/examples/*')
	$(PY) manage.py makemigrations --check --dry-run --settings config.settings.test
	$(PY) manage.py check_migrations --settings config.settings.test
	@$(PY) -m tests.services deploy
	@$(PY) -m tests.compose

compose-check: install ## Validate docker-compose.yml and Dockerfile; needs no Docker
	@$(PY) -m tests.compose

bench: install ## Print the benchmark tables of docs/benchmarks.md; PARTS= names some, or leaves out -some
	$(PY) -m tests.bench $(PARTS)

format: install ## Format code and templates
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/djade $$(git ls-files '*.html' ':!*/examples/*')

clean: ## Remove what make installed and built, the example world included
	rm -rf $(VENV) .tools .data .staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis
