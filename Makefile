# The commands of this repository. `make check` is what must be green before anything lands.
PYTHON = .venv/bin/python
TEST_DATA = .data/test
# Beside a database of its own, so that checks which ask it get an answer.
ENGINE = CI_DATA_DIR=$(TEST_DATA) $(PYTHON) -m ci_platform.embedded --tests with --
IN_PRODUCTION = CI_DEMO=0 CI_HOSTS=example.org CI_BASE_URL=https://example.org CI_SECRET_KEY=$$(head -c 48 /dev/urandom | base64 -w 0)

.DEFAULT_GOAL := help
.PHONY: help run test tools check lint types contracts templates words budgets django schema deployment format translations bench reset lock clean-room

help:            ## Show the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

run:             ## Start the product here (Ctrl-C stops it)
	@bin/run

test:            ## Run the tests
	@bin/test

tools:
	@python3 -I bin/prepare.py tools

check: tools lint types contracts templates words budgets django schema deployment  ## Everything that must hold, then the tests
	@bin/test

format: tools    ## Let the formatters write Python and templates
	$(PYTHON) -m ruff format --quiet .
	$(PYTHON) -m ruff check --quiet --select I --fix .
	-$(PYTHON) -m djlint --reformat --quiet templates

lint: tools
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .

types: tools
	$(PYTHON) -m mypy

contracts: tools
	$(PYTHON) -c 'import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())'

templates: tools
	$(PYTHON) -m djlint --check --lint templates

words: tools
	@if command -v xgettext >/dev/null; then $(PYTHON) manage.py translations --check && echo "Every text is translated."; \
	else echo "gettext is not installed: the translations were not compared with the code."; fi

translations: tools  ## Bring the catalogs of translations up to the words of the code
	$(PYTHON) manage.py translations

budgets:
	bin/check-budgets

django: tools
	$(ENGINE) $(PYTHON) manage.py makemigrations --check --dry-run
	$(IN_PRODUCTION) $(ENGINE) $(PYTHON) manage.py check --deploy --fail-level WARNING

schema: tools
	@if [ -f docs/openapi.yaml ]; then \
	  $(ENGINE) $(PYTHON) manage.py spectacular --validate --fail-on-warn --file .data/openapi.yaml && \
	  diff -u docs/openapi.yaml .data/openapi.yaml && echo "The schema is the committed one."; \
	else echo "There is no docs/openapi.yaml yet: the schema was not compared."; fi

deployment: tools
	.venv/bin/hadolint Dockerfile
	@if command -v npx >/dev/null; then npx --yes dclint --max-warnings 0 docker-compose.yml; \
	else echo "npm is not installed: docker-compose.yml was not linted."; fi

bench: tools     ## Measure speed, size and faults
	$(PYTHON) -m tests.bench

reset: tools     ## Stop what runs here and delete its data
	@$(PYTHON) -m ci_platform.reset

lock: tools      ## Compile the hashed locks anew from pyproject.toml
	@$(PYTHON) -m uv --version >/dev/null 2>&1 || $(PYTHON) -m pip install --quiet uv
	$(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --no-header --no-strip-extras \
	  --extra embedded -o requirements/run.txt pyproject.toml
	$(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --no-header --no-strip-extras \
	  --extra embedded --extra test -c requirements/run.txt -o requirements/test.txt pyproject.toml

clean-room:      ## Start the product in a fresh minimal Debian 12, as root and as an ordinary user
	@bin/clean-room
