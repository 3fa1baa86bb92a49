"""Draws docs/demo.svg, the picture of the README: the demo's most disputed incident, as the terminal shows it.

usage: python docs/picture.py > docs/demo.svg
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from rashomon.api import open_book
from rashomon.api.book import most_disputed
from rashomon.cli.matrix_text import table
from rashomon.cli.show import heading
from rashomon.demo import RECORD, build

WIDTH, COLUMNS = 128, 5


def main() -> int:
    """Builds the demo in a temporary folder and prints the picture."""
    with tempfile.TemporaryDirectory() as made:
        build(Path(made))
        with open_book(str(Path(made) / RECORD), create=False) as book:
            key = most_disputed(book.each_incident())
            if key is None:
                return 1
            console = Console(
                record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor"
            )
            for line in heading(book, key):
                console.print(line, markup=False, highlight=False)
            console.print(table(book.matrix(key), COLUMNS))
    # No picture of ours asks an outside host for a font.
    plain = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    svg = console.export_svg(title="rashomon demo", theme=DEFAULT_TERMINAL_THEME, code_format=plain, unique_id="demo")
    sys.stdout.write(svg)
    return 0


if __name__ == "__main__":
    sys.exit(main())
