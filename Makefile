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

.PHONY: help install demo test check bench lock format clean

help: ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

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

install: $(VENV)/.installed ## Install the locked packages into .venv

lock: $(UV) ## Compile the hashed requirement files from pyproject.toml
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	  pyproject.toml -o requirements/app.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	  --group dev -c requirements/app.txt -o requirements/dev.txt
