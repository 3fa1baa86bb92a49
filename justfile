# One command for each chore. `just` lists them.

bin := ".venv/bin"

_default:
    @just --list

# Install everything that development needs into .venv
setup:
    ./go setup

# Build the demo record and show its most disputed incident
demo:
    ./go demo

# Run the tests (options as for pytest)
test *options:
    ./go test {{options}}

# Lint, format check, types, import rules
check: setup
    {{bin}}/ruff check .
    {{bin}}/ruff format --check .
    {{bin}}/mypy
    {{bin}}/lint-imports

# Format and mend what the linter can mend
format: setup
    {{bin}}/ruff check --fix .
    {{bin}}/ruff format .

# Write docs/reference.md anew from the code
reference: setup
    {{bin}}/python -m rashomon.cli.reference > docs/reference.md

# Draw the picture of the README anew
picture: setup
    {{bin}}/python docs/picture.py > docs/demo.svg

# Take the pictures of the README anew (needs Debian's chromium)
pictures: setup
    {{bin}}/python docs/pictures.py

# Measure all scorers on the data sets in ../shared
quality: setup
    {{bin}}/python bench/quality.py

# Measure reading: words a second and memory, stage by stage
speed: setup
    {{bin}}/python bench/reading.py

# Check the scripts and the base map of the pages against their lock (fetch: take them again; needs npm)
assets what="check":
    {{bin}}/python requirements/web_assets.py {{what}}

# Lock the dependencies anew (needs uv)
lock:
    uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q pyproject.toml requirements/build.in -o requirements/run.txt
    uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q --extra test pyproject.toml requirements/build.in -o requirements/test.txt

# Everything that a submission must pass
ci:
    .ci/run
