# Everything that is done here, by name: `make help`.

URL      ?=
ARCHIVE  ?= tearsheets
FLAGS    ?=
PKG      ?= ./...
# Not raced: what is all Chrome one after the other, or hundreds of broken archives, or does one
# thing at a time: minutes then, for nothing. Of package browser what has more than one capture,
# or ends in the middle of one.
RACED    ?= $(shell go list ./cmd/tearsheet/internal/... ./snapshots/... ./browser/internal/record | grep -vE '/(report|replay|gallery|profile|diff|history|retention|sim)$$')
RACED_BROWSER ?= Mixed|Beside|Record|Many|Renew|Share|Deadline|Killed|Panic|Launch|Popups|Apart|Spare
FUZZTIME ?= 20s
COUNT    ?= 6
BASE     ?=
GOTEST   ?= go test

GOLANGCI_LINT_VERSION := v2.15.0
GOLANGCI_LINT := bin/golangci-lint-$(GOLANGCI_LINT_VERSION)
ESLINT        := browser/js/node_modules/.package-lock.json

comma := ,

# The race detector needs a C compiler.
RACE := $(if $(filter 1,$(shell go env CGO_ENABLED)),-race)

export URL
.DEFAULT_GOAL := help
.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@echo
	@echo '  make capture URL=https://example.com/ FLAGS="--device \"iPhone 13\""'

.PHONY: build
build: ## Build bin/tearsheet
	@go build -o bin/tearsheet ./cmd/tearsheet

# Installing asks for root and the network: only where no browser works yet.
.PHONY: browser
browser: build
	@bin/tearsheet doctor >/dev/null 2>&1 || bin/tearsheet doctor --install

.PHONY: capture
capture: browser ## Capture URL=..., or without it the demo page of this project
	bin/tearsheet capture --archive '$(ARCHIVE)' $(FLAGS) $(if $(URL),"$$URL",--serve testdata/sites/demo)
	@dir=$$(bin/tearsheet list --archive '$(ARCHIVE)' --limit 1 --json | sed -n 's/.*"dir":"\([^"]*\)".*/\1/p') && \
		echo && echo "Look at $$dir:" && ls "$$dir"

.PHONY: test
test: browser ## Run every test, against real Chrome
	TEARSHEET_REQUIRE_CHROME=1 $(GOTEST) -timeout 30m $(PKG)

# Its own pages: the report of check with changed pages in it, and the demo page.
.PHONY: pages
pages: browser ## Compare this project's own pages with their baselines; FLAGS=--update writes them
	@mkdir -p bin/pages
	@bin/tearsheet check merge --report bin/pages/report.html testdata/check/self/report.json >/dev/null; test -s bin/pages/report.html
	bin/tearsheet check --config testdata/check/self/tearsheet.yaml --output bin/pages-results $(FLAGS)

.PHONY: check
check: checks race ## All that must pass before a commit, besides the tests

.PHONY: checks
checks: fmt lint lint-js tidy

.PHONY: fmt
fmt: $(GOLANGCI_LINT)
	$(GOLANGCI_LINT) fmt --diff

.PHONY: lint
lint: $(GOLANGCI_LINT) ## Lint the Go code; .golangci.yml holds the walls between packages
	$(GOLANGCI_LINT) run --allow-parallel-runners

.PHONY: lint-js
lint-js: $(ESLINT) ## Lint the JavaScript that runs in pages, and that of our own pages
	npm --prefix browser/js run lint
	browser/js/node_modules/.bin/eslint --config browser/js/eslint.static.mjs 'cmd/**/static/*.js'

.PHONY: race
race: browser ## Test RACED with the race detector, in small
	go test $(RACE) -short $(RACED)
	go test $(RACE) -short -run '$(RACED_BROWSER)' ./browser

# Two cores that others use as well may need an hour for it.
.PHONY: race-all
race-all: browser ## Test the browser package whole with the race detector: minutes
	TEARSHEET_REQUIRE_CHROME=1 $(GOTEST) $(RACE) -timeout 90m ./browser/...

.PHONY: tidy
tidy:
	go mod tidy -diff

GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0
VULN_DB     := https://vuln.go.dev

.PHONY: vuln
vuln: ## Look whether what is built in has known faults, where their database can be reached
	@if curl --silent --fail --head --max-time 10 --output /dev/null $(VULN_DB)/index/modules.json; then go run $(GOVULNCHECK) -db $(VULN_DB) ./...; \
		else echo "vuln: skipped, since $(VULN_DB) cannot be reached from here"; fi

GORELEASER := github.com/goreleaser/goreleaser/v2@v2.13.3

.PHONY: release-check
release-check: ## Look whether releases can be made: .goreleaser.yaml
	go run $(GORELEASER) check

.PHONY: licences
licences: ## List the licences of what the program is built from; a test refuses others
	@go run ./cmd/licences ./cmd/tearsheet

.PHONY: bundle
bundle: ## Make what is loaded into pages of the JavaScript in browser/js, where it was changed
	go run ./cmd/bundle browser/js

.PHONY: golden
golden: ## Write the expected results anew; the diff is the review
	go test ./extract -update
	git diff --stat -- testdata

.PHONY: pins
pins: ## Write the hashes of the browsers that `doctor --install` downloads: before a release (it downloads them all)
	go test ./cmd/tearsheet/internal/install -run '^TestPins$$' -count 1 -update
	git diff --stat -- cmd/tearsheet/internal/install/pins.json

.PHONY: fuzz
fuzz: ## Fuzz each target for FUZZTIME
	@grep -rn --include='*_test.go' -o 'func Fuzz[A-Za-z0-9]*' . | sed 's|/[^/]*:[0-9]*:func | |' | while read -r dir target; do \
		echo "$$target in $$dir" && go test "$$dir" -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) || exit 1; done

.PHONY: bench
bench: bench-go bench-capture ## All benchmarks

.PHONY: bench-go
bench-go: ## Run Go's benchmarks, COUNT times; BASE=main compares with that commit
	@mkdir -p bin
	go test -run '^$$' -bench . -benchmem -count $(COUNT) $(PKG) | tee bin/bench.txt
ifneq ($(BASE),)
	git worktree add --force --detach bin/base $(BASE)
	cd bin/base && go test -run '^$$' -bench . -benchmem -count $(COUNT) $(PKG) > ../bench-base.txt; cd ../.. && git worktree remove --force bin/base
	go run golang.org/x/perf/cmd/benchstat@latest bin/bench-base.txt bin/bench.txt
endif

.PHONY: bench-capture
bench-capture: browser ## Time captures of 40 pages and 20 long ones, beside peers and the least that Chrome needs; FLAGS="-rounds 5"
	go build -o bin/bench ./cmd/bench
	bin/bench $(FLAGS)

.PHONY: faults
faults: browser ## Capture pages that go wrong, one of each kind; FLAGS="-soak 300 -pages testdata/pages" many in one run, FLAGS="-recordings 200" broken recordings
	go build -o bin/faults ./cmd/bench/faults
	bin/faults $(FLAGS)

.PHONY: bench-formats
bench-formats: browser ## Hold each format against the picture, over components of real libraries (npm); FLAGS="-single-file PROGRAM"
	npm --prefix cmd/bench/formats install --ignore-scripts --no-audit --no-fund --omit=optional --legacy-peer-deps
	go build -o bin/tearsheet ./cmd/tearsheet
	go run ./cmd/bench/formats $(FLAGS)

# A folder with dev/ (truth.json and pages), score/ and mutate/, as bench-extract wants it.
EXTRACTION ?=
FOLDS      := bin/folds
MARKUPS    := hash plain heads bare all

.PHONY: train
train: ## Grow the model of blocks anew from EXTRACTION=DIR, and one without each fold of its hosts
	go run ./extract/internal/train -data '$(EXTRACTION)/dev' -out extract/internal/body/blocks.model -folds $(FOLDS)

# Beside each figure is one that was cross-validated: each page is read by a model that was
# grown without its host. The rules cannot be grown anew; they look better on pages that
# they were made from.
.PHONY: bench-extract
bench-extract: build ## Score extraction over the pages of EXTRACTION=DIR, as they are and in other markup
	@test -d '$(EXTRACTION)/dev' || { echo 'Say where the pages are: make bench-extract EXTRACTION=DIR' >&2; exit 2; }
	@test -s $(FOLDS)/0.model || { echo 'There are no models of folds yet: make train EXTRACTION=DIR' >&2; exit 2; }
	go build -C '$(EXTRACTION)/score' -o '$(CURDIR)/bin/score' .
	go build -C '$(EXTRACTION)/mutate' -o '$(CURDIR)/bin/mutate' .
	go build -o bin/train-blocks ./extract/internal/train
	bin/mutate -data '$(EXTRACTION)/dev' -sets zyte,press -how $(subst $() ,$(comma),$(MARKUPS)) -out bin/mutated
	@for name in crawled $(MARKUPS); do \
		dir=bin/mutated/$$name; test $$name != crawled || dir='$(EXTRACTION)/dev'; \
		echo && echo "== $$name" && \
		bin/score run -data "$$dir" -out bin/measured.jsonl -- bin/tearsheet extract --json >/dev/null && \
		bin/train-blocks -data "$$dir" -folds $(FOLDS) -predict bin/cross-validated.jsonl && \
		bin/score -data "$$dir" bin/measured.jsonl bin/cross-validated.jsonl || exit 1; done

PEERS ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/tearsheet-bench

.PHONY: bench-peers
bench-peers: ## Install the peers that bench-capture compares with, outside of this folder
	mkdir -p '$(PEERS)' && cp cmd/bench/peers/* '$(PEERS)'
	PUPPETEER_SKIP_DOWNLOAD=1 npm --prefix '$(PEERS)' install --no-audit --no-fund

.PHONY: clean
clean: ## Remove what was built
	rm -rf bin browser/js/node_modules

$(GOLANGCI_LINT):
	GOBIN='$(CURDIR)/bin' go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT_VERSION)
	mv bin/golangci-lint $@

$(ESLINT): browser/js/package.json browser/js/package-lock.json
	@command -v npm >/dev/null || { echo 'Linting the JavaScript needs npm: install Node.js.' >&2; exit 1; }
	npm --prefix browser/js ci --no-audit --no-fund
