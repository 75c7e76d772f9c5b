# Everything that can be done here. The work itself is in packaging/*.py.

.DEFAULT_GOAL := help
.PHONY: help run test fuzz bench lint format texts package screenshots lock clean

BOOTSTRAP := sh packaging/with-python.sh packaging/bootstrap.py

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s%s\n", $$1, $$2 }' Makefile

run: ## Set up what is missing, then open the window on a real chest radiograph
	@$(BOOTSTRAP) run

test: ## Set up what testing needs, then check the code and run all tests
	@$(BOOTSTRAP) test

fuzz: ## Open 20,000 damaged files; goes on where it was stopped, a night's work
	@$(BOOTSTRAP) fuzz

bench: ## Measure what must be fast, each as a ratio to another way
	@$(BOOTSTRAP) bench

lint: ## Check style, types and who may import whom
	@$(BOOTSTRAP) lint

format: ## Put the code into the one format
	@$(BOOTSTRAP) format

texts: ## Bring the catalogues of other languages up to date, and name what they lack
	@$(BOOTSTRAP) texts

package: ## Build the double-click program in dist/hilum
	@$(BOOTSTRAP) package

screenshots: ## Drive the program through its screens, and keep them in docs/screenshots
	@$(BOOTSTRAP) screenshots

lock: ## Bring packaging/locks up to date with pyproject.toml
	@$(BOOTSTRAP) lock

clean: ## Remove what was set up and built here; radiographs and runs stay
	@rm -rf .venv build dist hilum-demo .pytest_cache .mypy_cache .ruff_cache \
		.import_linter_cache .hypothesis
