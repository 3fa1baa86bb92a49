"""How long commands that need no model take to start: the median of ten runs, in seconds on the clock.

usage: python bench/start.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

COMMANDS = (["--help"], ["--version"], ["incidents", "--help"])
RUNS = 10


def main() -> int:
    """Prints a line for each command."""
    for args in COMMANDS:
        took = []
        for _ in range(RUNS):
            started = time.perf_counter()
            subprocess.run([sys.executable, "-m", "rashomon.cli", *args], capture_output=True, check=True)
            took.append(time.perf_counter() - started)
        print(f"rashomon {' '.join(args):<20} {statistics.median(took):.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
