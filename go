#!/bin/sh
# Sets up rashomon in ./.venv and runs it. Usage: ./go demo | ./go test [pytest options] | ./go setup
# Needs Python >= 3.11 (PYTHON=... chooses one) and, the first time, the package index that pip is set to.
set -eu
cd "$(dirname "$0")"
venv=${RASHOMON_VENV:-.venv}

python=
for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
  if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 &&
     "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "go: no Python >= 3.11 found. Debian, Ubuntu: apt install python3. macOS: brew install python. Or set PYTHON." >&2
  exit 1
fi

make_venv() {
  [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1 && return
  "$python" -m venv "$venv" >/dev/null 2>&1 && return
  # Debian and Ubuntu keep the part of Python that makes environments in a package of its own.
  if command -v apt-get >/dev/null 2>&1; then
    sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
    echo "go: installing python3-venv with apt" >&2
    $sudo apt-get update -qq && $sudo apt-get install -y -qq python3-venv >/dev/null
  fi
  rm -rf "$venv"
  "$python" -m venv "$venv"
}

# The stamp holds what was installed last: a changed lock file or pyproject installs anew, else nothing is asked of the network.
install() {
  lock=requirements/$1.txt
  stamp=$venv/installed-$1
  now=$(cat "$lock" pyproject.toml | cksum)
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && return
  echo "go: installing what rashomon needs ($lock) into $venv" >&2
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
  echo "$now" > "$stamp"
}

what=${1:-demo}
[ $# -gt 0 ] && shift
case $what in
  demo)  make_venv; install run;  exec "$venv/bin/rashomon" demo "$@" ;;
  test)  make_venv; install test; exec "$venv/bin/python" -m pytest "$@" ;;
  setup) make_venv; install test ;;
  *) echo "usage: ./go demo | ./go test [pytest options] | ./go setup" >&2; exit 2 ;;
esac
