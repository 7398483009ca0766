# Two commands do everything on a machine with Python and make:
#   make serve   environment, build, live preview
#   make test    environment, all tests
PYTHON ?= python3
PORT ?= 8000

export OMP_NUM_THREADS = 1
# Material announces its successor at every start; we know.
export NO_MKDOCS_2_WARNING = 1

need_python = command -v $(PYTHON) >/dev/null || { \
	echo "worked: wanted Python 3.11 or newer as '$(PYTHON)', got none; install it or name it: \
	make PYTHON=/path/to/python3"; exit 1; }

.PHONY: help serve build pdf zip check verify test lint bench environment clean

help:
	@echo "make serve   build the site and preview it on http://127.0.0.1:$(PORT)/"
	@echo "make test    run all tests; some of them: make test ARGS=\"-k relu\""
	@echo "make test LOWEST=1    with the instructions that every processor has"
	@echo "make test CHANGED=1   run what differs from main touches, and say what was left out"
	@echo "make build   build the site into site/, strictly"
	@echo "make pdf     build, and print the whole site into site/worked.pdf, by Chromium or Chrome"
	@echo "make zip     build, and pack the whole site into site/worked.zip, to be read offline"
	@echo "make check   build, then look at what came out: links, HTML, notebooks, a browser"
	@echo "make verify  run every block three times, and report outputs that differ"
	@echo "make lint    ruff and pyright"
	@echo "make bench   NumPy side against PyTorch CPU, and how long builds take"
	@echo "make clean   remove the environment and what was built"

environment:
	@$(need_python)
	@$(PYTHON) site_builder/environment.py

serve:
	@$(need_python)
	@$(PYTHON) site_builder/environment.py $(PORT)
	@echo "worked: building; the preview will be on http://127.0.0.1:$(PORT)/ (Ctrl+C ends it)"
	@.venv/bin/mkdocs serve --no-strict --dev-addr 127.0.0.1:$(PORT)

# Built beside and swapped at the end: a build that fails leaves the last good site as it was.
build: environment
	@.venv/bin/python -m site_builder.execution build

# What is built next leaves them out, so that they are never older than the pages beside them.
pdf zip: build
	@.venv/bin/python -m site_builder.publishing $@ docs site

# Python is all that one needs: without Node on the machine, the one in .venv serves.
check: export PATH := $(PATH):$(CURDIR)/.venv/bin
check: build
	@.venv/bin/python -m site_builder.publishing check site
	@node_modules/.bin/html-validate --max-warnings 0 "site/**/*.html"
	@node site_builder/checks/run_blocks.mjs site
	@MPLBACKEND=agg .venv/bin/python site_builder/checks/run_notebooks.py site
	@WORKED_SITE=site .venv/bin/python -m pytest -n auto --dist loadfile -m browser tests/browser

verify: environment
	@.venv/bin/python -m site_builder.execution verify

test: environment
	@$(if $(LOWEST),env $$(.venv/bin/python -m site_builder.execution lowest)) \
		REQUIRE_TORCH=1 .venv/bin/python -m pytest -n auto --dist worksteal \
		$(if $(CHANGED),--changed) $(ARGS)

lint: environment
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/pyright

bench: environment
	@.venv/bin/python benchmarks/numpy_against_torch.py
	@.venv/bin/python benchmarks/building_pages.py

clean:
	rm -rf .venv .cache node_modules site .site-*
