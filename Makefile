# scrubber: `make` shows what there is. Every target makes .venv itself, and again when pyproject.toml changes.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
FRESH  := $(VENV)/.fresh
SEED   := fixtures/seed--social-media/page.txt
INPUT  ?= $(SEED)
IN     ?= fixtures
OUT    ?=
FORMAT ?=
JOBS   ?=
RESUME ?=
DATA   ?=
PEERS  := $(VENV)/.peers
TRAINER := $(VENV)/.trainer
CHARSETS := $(VENV)/charsets
# What the benchmarks take beside DATA, README says what; each may be left out.
READABILITY ?=
SCORERS     ?=
FOLDS       ?=
SAMPLE      ?=
ONLY        ?=
MISSES      ?=
UDHR        ?=

# batch-each: an output for each thing in the folder IN.
EACH_OUT    := $(or $(OUT),build/batch-each)
EACH_FORMAT := $(or $(FORMAT),jsonl.gz)
EACH        := $(patsubst $(IN)/%,$(EACH_OUT)/%.$(EACH_FORMAT),$(wildcard $(IN)/*))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run batch batch-each test lint bench bench-html bench-text bench-tweets bench-repair bench-encoding bench-glue \
	bench-batch bench-sites train train-tweets train-charsets clean

help:  ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: $(FRESH)  ## Scrub one page: make run INPUT=page.html OUT=page.json (neither: the seed page, to the terminal)
	@$(BIN)/scrubber run "$(INPUT)" $(if $(OUT),-o "$(OUT)")

batch: $(FRESH)  ## Scrub many pages: make batch IN=pages OUT=out FORMAT=parquet JOBS=4 RESUME=1 (all but IN may be left out)
	@$(BIN)/scrubber batch "$(IN)" -o "$(or $(OUT),build/batch)" $(if $(FORMAT),--format $(FORMAT)) \
		$(if $(JOBS),--jobs $(JOBS)) $(if $(RESUME),--resume)

batch-each: $(EACH)  ## The same, a file for each input: make -j 8 batch-each IN=crawl OUT=out FORMAT=jsonl.gz
	$(if $(EACH),,$(error there is nothing in $(IN); name a folder with IN))

# A page that failed (exit code 1) is told in errors.jsonl; the rest is done, so the file is, too.
$(EACH_OUT)/%.$(EACH_FORMAT): $(IN)/% $(FRESH)
	@mkdir -p $(EACH_OUT)
	@$(BIN)/scrubber batch "$<" -o "$@" --jobs $(or $(JOBS),1) --quiet $(if $(RESUME),--resume) || test $$? -eq 1

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

bench-encoding: $(CHARSETS)  ## Bytes of unknown charsets to text, beside chardet and others (four minutes)
	@PYTHONPATH="$(CHARSETS)" $(BIN)/python -m benchmarks.encoding $(if $(OUT),-o "$(OUT)")

bench-batch: $(FRESH)  ## What processes cost and gain in a batch: make bench-batch DATA=wcxb/dev (a quarter of an hour)
	$(if $(DATA),,$(error name the folder of WCXB's development set: make bench-batch DATA=wcxb/dev))
	@$(BIN)/python -m benchmarks.batch "$(DATA)" $(if $(SCORERS),--scorers "$(SCORERS)") \
		$(if $(SAMPLE),--sample $(SAMPLE)) $(if $(OUT),-o "$(OUT)")

bench-sites: $(PEERS)  ## What marking a site's repeats gives: make bench-sites DATA=wcxb/dev (two minutes)
	$(if $(DATA),,$(error name the folder of WCXB's development set: make bench-sites DATA=wcxb/dev))
	@$(BIN)/python -m benchmarks.site_repeats "$(DATA)" $(if $(SCORERS),--scorers "$(SCORERS)") \
		$(if $(FOLDS),--fold-weights "$(FOLDS)") $(if $(OUT),-o "$(OUT)")

train: $(TRAINER)  ## Learn the models anew: make train DATA=wcxb/dev (FOLDS=dir keeps the folds' own)
	$(if $(DATA),,$(error name the folder of WCXB's development set: make train DATA=wcxb/dev))
	$(BIN)/python -m scrubber.learned.train "$(DATA)" src/scrubber/learned $(if $(FOLDS),--folds "$(FOLDS)")

train-tweets: $(TRAINER)  ## Learn where tweets begin anew: make train-tweets DATA=tweets/dev.jsonl
	$(if $(DATA),,$(error name the file of pages with tweets: make train-tweets DATA=tweets/dev.jsonl))
	$(BIN)/python -m scrubber.learned.train_beginnings "$(DATA)" src/scrubber/learned

train-charsets: $(FRESH)  ## Count anew what tells charsets apart: make train-charsets DATA=folder-of-translations
	$(if $(DATA),,$(error name the folder of .mo files, see learned/train_charsets.py: make train-charsets DATA=…))
	$(BIN)/python -m scrubber.learned.train_charsets "$(DATA)" src/scrubber/learned

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

# In a folder of its own: readability-lxml, a peer in other benchmarks, pins chardet to a release of 2023.
$(CHARSETS): $(FRESH)
	@$(BIN)/pip install --quiet --disable-pip-version-check --upgrade --target $@ 'chardet>=7.7' 'charset-normalizer>=3.5' >&2
	@touch $@
