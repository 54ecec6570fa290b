# make podcast   build the sample show
# make test      the whole test suite
# make check     style, types and architecture
# make bench     how long it takes, beside the limit and the obvious script
# make clean     forget what was made and installed

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: podcast test check bench clean

podcast: $(VENV)/passage
	@$(BIN)/passage build

test: $(VENV)/passage-dev
	$(BIN)/pytest --numprocesses auto --dist loadfile --cov

check: $(VENV)/passage-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/passage-dev
	$(BIN)/python -m benchmarks.run

# The former names of audio stay: subscribers hold them, and nothing else knows them.
clean:
	rm -rf $(VENV) feed
	if [ -d audio_out ]; then find audio_out -mindepth 1 -maxdepth 1 ! -name names.json -exec rm -rf {} +; fi

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/passage: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/passage-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@$(BIN)/python -m compileall -q src
	@touch $@ $(VENV)/passage
