# scrubber: `make` shows what there is. Every target makes .venv itself, and again when pyproject.toml changes.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
FRESH  := $(VENV)/.fresh
SEED   := fixtures/seed--social-media/page.txt
INPUT  ?= $(SEED)
IN     ?= fixtures
OUT    ?=
DATA   ?=
PEERS  := $(VENV)/.peers
TRAINER := $(VENV)/.trainer
# What the benchmarks take beside DATA, README says what; each may be left out.
READABILITY ?=
SCORERS     ?=
FOLDS       ?=
SAMPLE      ?=
ONLY        ?=
MISSES      ?=
UDHR        ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run batch test lint bench bench-html bench-text bench-tweets bench-repair bench-glue train train-tweets clean

help:  ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: $(FRESH)  ## Scrub one page: make run INPUT=page.html OUT=page.json (neither: the seed page, to the terminal)
	@$(BIN)/scrubber run "$(INPUT)" $(if $(OUT),-o "$(OUT)")

batch: $(FRESH)  ## Scrub a folder of pages: make batch IN=pages OUT=pages-json
	@$(BIN)/scrubber batch "$(IN)" -o "$(or $(OUT),build/batch)"

test: $(FRESH)  ## Run all tests, README's commands and examples among them
	$(BIN)/python -m pytest

lint: $(FRESH)  ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(FRESH)  ## Show what each stage takes on the seed page
	@$(BIN)/scrubber run -v --timing $(SEED) > /dev/null

bench-html: $(PEERS)  ## Compare with other extractors: make bench-html DATA=wcxb/dev (half an hour; SAMPLE=40: two minutes)
	$(if $(DATA),,$(error name the folder of WCXB's development set: make bench-html DATA=wcxb/dev))
	@$(BIN)/python -m benchmarks.html "$(DATA)" $(if $(READABILITY),--also "$(READABILITY)") \
		$(if $(SCORERS),--scorers "$(SCORERS)") $(if $(FOLDS),--fold-weights "$(FOLDS)") \
		$(if $(SAMPLE),--sample $(SAMPLE)) $(foreach name,$(ONLY),--only $(name)) $(if $(OUT),-o "$(OUT)")

bench-text: $(PEERS)  ## The same on pages made flat text: make bench-text DATA=wcxb/dev (SAMPLE=40: two minutes)
	$(if $(DATA),,$(error name the folder of WCXB's development set: make bench-text DATA=wcxb/dev))
	@$(BIN)/python -m benchmarks.text "$(DATA)" \
		$(if $(SCORERS),--scorers "$(SCORERS)") $(if $(FOLDS),--fold-weights "$(FOLDS)") \
		$(if $(SAMPLE),--sample $(SAMPLE)) $(foreach name,$(ONLY),--only $(name)) $(if $(OUT),-o "$(OUT)")

bench-tweets: $(TRAINER)  ## How exactly tweets are found: make bench-tweets DATA=tweets/dev.jsonl (a minute)
	$(if $(DATA),,$(error name the file of pages with tweets: make bench-tweets DATA=tweets/dev.jsonl))
	@$(BIN)/python -m benchmarks.tweets "$(DATA)" \
		$(if $(SCORERS),--scorers "$(SCORERS)") $(if $(MISSES),--misses $(MISSES)) $(if $(OUT),-o "$(OUT)")

bench-repair: $(FRESH)  ## Repair of text beside ftfy's: make bench-repair DATA=wcxb/dev (four minutes; without DATA, three)
	@$(BIN)/python -m benchmarks.repair $(if $(DATA),"$(DATA)") $(if $(OUT),-o "$(OUT)")

bench-glue: $(FRESH)  ## Spaces and lines put right: make bench-glue DATA=wcxb/dev (half a minute; DATA may be left out)
	@$(BIN)/python -m benchmarks.glue $(if $(DATA),"$(DATA)") $(if $(UDHR),--udhr "$(UDHR)") \
		$(if $(MISSES),--misses $(MISSES)) $(if $(OUT),-o "$(OUT)")

train: $(TRAINER)  ## Learn the models anew: make train DATA=wcxb/dev (FOLDS=dir keeps the folds' own)
	$(if $(DATA),,$(error name the folder of WCXB's development set: make train DATA=wcxb/dev))
	$(BIN)/python -m scrubber.learned.train "$(DATA)" src/scrubber/learned $(if $(FOLDS),--folds "$(FOLDS)")

train-tweets: $(TRAINER)  ## Learn where tweets begin anew: make train-tweets DATA=tweets/dev.jsonl
	$(if $(DATA),,$(error name the file of pages with tweets: make train-tweets DATA=tweets/dev.jsonl))
	$(BIN)/python -m scrubber.learned.train_beginnings "$(DATA)" src/scrubber/learned

clean:  ## Remove what the other targets made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

$(FRESH): pyproject.toml
	@$(PYTHON) -m venv $(VENV) >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --upgrade --editable '.[dev]' >&2
	@touch $@

$(TRAINER): $(FRESH)
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[train]' >&2
	@touch $@

# pip before 23.3 fails on what these packages ask of lxml, in any order.
$(PEERS): $(FRESH)
	@$(BIN)/pip install --quiet --disable-pip-version-check --upgrade 'pip>=23.3' >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]' >&2
	@touch $@
