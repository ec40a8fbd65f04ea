# Everything there is to do here; `make help` lists it.
GO      ?= go
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS  = -s -w -X github.com/terrace-cloud/terrace/internal/command/version.Version=$(VERSION)

N ?= 10

.PHONY: help build tools rehearse rehearse-all rehearse-init rehearse-real rehearse-roots rehearse-tofu test breadth oracle oracle-estate oracle-types chaos scan scan-modules scan-workflows lint cross bench bench-rehearsal
help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## bin/terrace
	$(GO) build -ldflags '$(LDFLAGS)' -o bin/terrace ./cmd/terrace

tools: build ## find the tools, and install what is missing
	bin/terrace setup

rehearse: build ## production in infrastructure/, rehearsed offline with stand-in modules
	bin/terrace rehearse --offline infrastructure/production

rehearse-all: build ## every environment, then down to an empty cloud
	bin/terrace rehearse --offline --fresh infrastructure
	bin/terrace rehearse --offline --destroy infrastructure

# An environment of each, or all of them: ENVIRONMENTS=all.
rehearse-init: tools ## what terrace init hands out for each file of answers in test/init/testdata, or ANSWERS=NAME
	eval "$$(bin/terrace setup --exports)" && TERRACE_INIT=$(or $(ENVIRONMENTS),first) $(GO) test -count 1 -timeout 0 -parallel 1 -v ./test/init -run 'TestAnswers/$(ANSWERS)'

test: lint tools ## everything that is checked
	eval "$$(bin/terrace setup --exports)" && $(GO) test -timeout 40m ./...

# LIFE takes an estate from nothing, through changes and drift, to nothing.
LIFE = $(GO) test -count 1 -timeout 0 -v ./test/life -run

DIRS ?= infrastructure/dev

rehearse-real: tools ## the whole life of DIRS (infrastructure/dev) with real modules: MIRROR=DIR, laid out NAMESPACE/NAME/PROVIDER/VERSION
	@test -d "$(MIRROR)" || { echo "name a folder of modules: make rehearse-real MIRROR=DIR" >&2; exit 3; }
	eval "$$(bin/terrace setup --exports)" && TERRACE_LIFE_DIRS="$(DIRS)" TERRACE_LIFE_MIRROR="$(abspath $(MIRROR))" $(LIFE) TestTheSliceLives

rehearse-roots: tools ## the same for plain root modules: ROOTS="DIR..." with a variable "change", MIRROR=DIR
	@test -n "$(ROOTS)" || { echo 'name folders: make rehearse-roots ROOTS="DIR..." [MIRROR=DIR]' >&2; exit 3; }
	eval "$$(bin/terrace setup --exports)" && TERRACE_LIFE_MIRROR="$(abspath $(MIRROR))" TERRACE_LIFE_ESTATES="$(abspath $(ROOTS))" $(LIFE) TestRootModulesLive

rehearse-tofu: build ## the whole life of DIRS with OpenTofu, built once where there is none
	bin/terrace setup --engine tofu
	eval "$$(bin/terrace setup --engine tofu --exports)" && TERRACE_LIFE_DIRS="$(DIRS)" TERRACE_LIFE_ENGINE=tofu $(LIFE) TestTheSliceLives

breadth: ## every type of the provider, made up and settled; writes docs/breadth.md
	$(GO) test -count 1 -timeout 0 -run 'TestBreadth|TestTablesFitTheProvider' -v ./internal/rehearsal/breadth -full

oracle: tools ## the evaluator against terragrunt render: FIXTURES="DIR[:DIR...]" NAME=part of docs/evaluator.md to write
	@test -n "$(FIXTURES)" || { echo 'name folders of units: make oracle FIXTURES=DIR[:DIR...] [NAME=fixtures|public]' >&2; exit 3; }
	eval "$$(bin/terrace setup --exports)" && TERRACE_ORACLE_FIXTURES="$(FIXTURES)" TERRACE_ORACLE_NAME="$(NAME)" $(GO) test -count 1 -timeout 0 -v -run TestOracleFixtures ./internal/estate/eval $(if $(NAME),-update)

# The folders of the estate that oracle-estate rehearses, separated by commas.
FOLDERS ?= infrastructure/dev

oracle-estate: tools ## the evaluator against terragrunt render where a rehearsal stands: FOLDERS=DIR,DIR... of this estate
	eval "$$(bin/terrace setup --exports)" && $(GO) test -count 1 -timeout 0 -v ./test/oracle -folders "$(FOLDERS)" -update

# The units whose outputs oracle-types looks at.
TYPED ?= infrastructure/dev/eu-central-1/network/vpc,infrastructure/dev/eu-central-1/network/security-groups,infrastructure/dev/eu-central-1/security/kms,infrastructure/dev/eu-central-1/storage/s3-logs

oracle-types: tools ## inferred types of outputs against those in the states of a rehearsal: TYPED=DIR,DIR... of this estate, MIRROR=DIR of real modules
	eval "$$(bin/terrace setup --exports)" && $(GO) test -count 1 -timeout 0 -v -run TestOutputTypes ./test/oracle -typed "$(TYPED)" $(if $(MIRROR),-mirror "$(abspath $(MIRROR))")

chaos: tools ## kill rehearsals at random moments, N times (10)
	eval "$$(bin/terrace setup --exports)" && TERRACE_CHAOS=$(N) $(GO) test -count 1 -run TestKilledRunsResume -timeout 0 -v ./test/chaos

# The scanners are built and installed once; `make scan` stands the estate up to have its plans.
SCANNERS = bin/scanners
SCAN = TERRACE_TFLINT=$(abspath $(SCANNERS)/tflint) TERRACE_CHECKOV=$(abspath $(SCANNERS)/checkov/bin/checkov)

$(SCANNERS)/tflint: tools/tflint/go.mod tools/tflint/go.sum
	CGO_ENABLED=0 $(GO) build -C tools/tflint -trimpath -ldflags '-s -w' -o $(abspath $@) github.com/terraform-linters/tflint

$(SCANNERS)/checkov/bin/checkov: tools/checkov/requirements.txt
	@command -v python3 >/dev/null || { echo "Python 3.9 or newer is needed for checkov: https://www.python.org/downloads/" >&2; exit 4; }
	python3 -m venv $(SCANNERS)/checkov
	$(SCANNERS)/checkov/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

scan-modules: $(SCANNERS)/tflint $(SCANNERS)/checkov/bin/checkov ## tflint and checkov over infrastructure/modules; what is skipped stands in infrastructure/skips.yaml
	$(SCAN) $(GO) test -count 1 -v -run TestEstate ./test/scan

scan: $(SCANNERS)/tflint $(SCANNERS)/checkov/bin/checkov build ## the same, and checkov over every plan of the rehearsed estate
	rm -rf $(SCANNERS)/plans
	bin/terrace rehearse --offline --plans $(SCANNERS)/plans infrastructure
	$(SCAN) TERRACE_PLANS=$(abspath $(SCANNERS)/plans) $(GO) test -count 1 -timeout 0 -v -run TestEstate ./test/scan

$(SCANNERS)/zizmor/bin/zizmor: tools/zizmor/requirements.txt
	@command -v python3 >/dev/null || { echo "Python 3.9 or newer is needed for zizmor: https://www.python.org/downloads/" >&2; exit 4; }
	python3 -m venv $(SCANNERS)/zizmor
	$(SCANNERS)/zizmor/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(SCANNERS)/actionlint: tools/actionlint/go.mod tools/actionlint/go.sum
	CGO_ENABLED=0 $(GO) build -C tools/actionlint -trimpath -ldflags '-s -w' -o $(abspath $@) github.com/rhysd/actionlint/cmd/actionlint

scan-workflows: $(SCANNERS)/zizmor/bin/zizmor $(SCANNERS)/actionlint ## actionlint, shellcheck and zizmor over .github
	PATH="$(abspath $(SCANNERS))/zizmor/bin:$$PATH" $(SCANNERS)/actionlint
	$(SCANNERS)/zizmor/bin/shellcheck .github/pipeline/*.sh
	$(SCANNERS)/zizmor/bin/zizmor --offline .github

lint: ## vet and format
	$(GO) vet ./...
	@out=$$(gofmt -l cmd internal test); if [ -n "$$out" ]; then echo "not formatted (run gofmt -w):"; echo "$$out"; exit 1; fi

cross: ## build for Linux and macOS, both architectures
	@for os in linux darwin; do for arch in amd64 arm64; do \
	  echo "building $$os/$$arch"; GOOS=$$os GOARCH=$$arch $(GO) build -o /dev/null ./cmd/terrace || exit 1; done; done

bench: tools ## what evaluating, checking and what a change touches cost, Terragrunt beside; writes docs/measurements/evaluator.md
	eval "$$(bin/terrace setup --exports)" && $(GO) test -run '^$$' -bench 'Evaluate|Affected|Start|Views' -benchtime 1x -timeout 0 ./test/bench -write

bench-rehearsal: tools ## what a rehearsal costs, plain Terragrunt beside; writes docs/measurements/rehearsal.md
	eval "$$(bin/terrace setup --exports)" && $(GO) test -run '^$$' -bench Rehearsal -benchtime 1x -timeout 0 ./test/bench -write
