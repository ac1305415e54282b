# Two commands on a machine with Python 3.11 or newer and make: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Whoever told Python to keep no bytecode would have all of ours compiled again by each worker, and
# by each of the many programs that the tests start: a third of the time of a `facilitate check`.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test lint soak mutate bench lock docs clean

demo: $(READY)
	@rm -rf demo
	@cp -R agendas/example demo && chmod -R go= demo/private
	@$(BIN)/facilitate build demo
	@echo "The example programme is built. Look into demo/out: print/ is for the copy shop,"
	@echo "group/ for the projector, facilitator/ for you. Your own comes next:"
	@echo "  $(BIN)/facilitate new my-programme"
	@echo "(After '. $(BIN)/activate' facilitate alone will do, in this terminal.)"

test: $(READY) lint
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --durations=15 --durations-min=1

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# As many made-up programmes as one likes: make soak N=1000 (goes on where it was stopped); before
# them K builds are killed at counted steps, and as many by the clock; after them N random sequences
# of changes to made-up plans, every value of a plan changed once between two builds, and how the
# memory of an open browser's program grows.
N ?= 100
K ?= 6
soak: $(READY)
	@$(BIN)/python -m tests.pipeline.kills $(K)
	@$(BIN)/python -m tests.programmes.soak $(N)
	@$(BIN)/python -m tests.edit.sequences $(N)
	@$(BIN)/python -m tests.pipeline.every_field
	@$(BIN)/python -m tests.serve.hour 300

# Which changes of the rules about people's answers no test would notice. mutmut has a room of its
# own: what it brings along (a parser, a screen) would be a third of all that is set up for tests.
MUTMUT := $(VENV)/mutate/bin/mutmut
mutate: $(READY)
	@test -x $(MUTMUT) || { $(PYTHON) -m venv $(VENV)/mutate && $(VENV)/mutate/bin/python -m pip install --quiet --disable-pip-version-check mutmut==3.8.1; }
	@PYTHONPATH=$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') $(MUTMUT) run
	@PYTHONPATH=$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') $(MUTMUT) results

bench: $(READY)
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.rotation

lock: $(READY)
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("facilitate needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV); this takes a minute the first time."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

docs: $(READY)
	@$(BIN)/python docs/make_commands.py

clean:
	@rm -rf $(VENV) .bench demo dist build mutants
