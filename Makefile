# Every target sets itself up: python3, make and a package registry are enough.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
READY  := $(VENV)/.ready

.PHONY: try demo texts test worlds chaos bench check run sync clean

$(READY): pyproject.toml constraints.txt
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@PYTHONWARNINGS=ignore $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

try: $(READY)  ## opens Trellis in the browser, on a Discord of our own; PORT=, HISTORY=1
	@$(PY) -m bot sandbox $(if $(PORT),--port $(PORT)) $(if $(HISTORY),--history) $(if $(NO_BROWSER),--no-browser)

demo: $(READY)  ## plays a group's first month and prints what everybody saw
	@$(PY) -m bot demo

test: $(READY)  ## passes every test
	@$(PY) -m pytest -n 2 -q $(ARGS)

worlds: $(READY)  ## passes the end-to-end tests in each world where Discord does otherwise what it leaves open
	@for world in $$($(PY) -m tests.worlds); do echo "== $$world"; $(PY) -m pytest -n 2 -q tests/e2e --world $$world || exit 1; done

chaos: $(READY)  ## kills the bot again and again and counts what is lost or doubled; KILLS=200, SEED=
	@$(PY) -m tests.chaos --kills $(or $(KILLS),200) $(if $(SEED),--seed $(SEED))

bench: $(READY)  ## measures, as ratios within one run, into build/bench.json; QUICK=1 for smaller sizes
	@$(PY) -m tests.bench $(if $(QUICK),--quick)

check: $(READY)  ## style, types, import rules
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo

run: $(READY)  ## the real thing; needs DISCORD__TOKEN
	@$(PY) -m bot run

sync: $(READY)  ## publishes the commands; needs DISCORD__TOKEN
	@$(PY) -m bot sync

clean:
	rm -rf $(VENV) build *.egg-info

texts: $(READY)  ## gathers new sentences into every catalogue
	@mkdir -p build
	@$(VENV)/bin/pybabel -q extract --ignore-dirs ".*" --no-wrap --sort-by-file --no-location -k say -k count:1,2 -k locale_str -o build/trellis.pot bot cogs
	@for file in bot/wording/catalogues/*.po; do $(VENV)/bin/pybabel -q update --no-wrap --no-fuzzy-matching --ignore-obsolete -i build/trellis.pot -o $$file -l $$(basename $$file .po); done
