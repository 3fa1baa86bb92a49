"""Writes docs/reference.md from the code: commands, settings, the Python API, exit codes, errors.

``python -m rashomon.cli.reference`` prints it; ``python -m rashomon.cli.reference docs/reference.md`` writes it.
"""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import rashomon
from rashomon import errors
from rashomon.config import HELP, Settings

from .main import COMMANDS, cli

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = """# Reference

Made from the code by `python -m rashomon.cli.reference docs/reference.md`; edit the code, not this page.
"""
EXITS = """## Exit codes

| code | means |
|---|---|
| 0 | done |
| 1 | some inputs failed, each named on standard error with its reason; all others are done and kept |
| 2 | wrong usage, or a setting that cannot be |
| 3 | the record cannot be opened or is damaged |
| 130 | interrupted (Ctrl-C), with everything finished so far kept |
"""


def reference() -> str:
    """The whole page, in Markdown."""
    parts = [
        TOP,
        "## Commands\n",
        *_commands(),
        EXITS,
        "## Settings\n",
        _settings(),
        "## Python\n",
        *_python(),
        "## Errors\n",
        _errors(),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _commands() -> Iterator[str]:
    root = click.Context(cli, info_name="rashomon")
    for name in COMMANDS:
        command = cli.get_command(root, name)
        if command is None:
            raise LookupError(name)
        yield from _command(command, root, f"rashomon {name}")


def _command(command: click.Command, parent: click.Context, path: str) -> Iterator[str]:
    ctx = click.Context(command, info_name=path, parent=None)
    if isinstance(command, click.Group):
        if command.invoke_without_command:
            yield from _own(command, ctx, path)
        for name in command.list_commands(ctx):
            if (inner := command.get_command(ctx, name)) is not None:
                yield from _command(inner, parent, f"{path} {name}")
        return
    yield from _own(command, ctx, path)


def _own(command: click.Command, ctx: click.Context, path: str) -> Iterator[str]:
    usage = " ".join([path, *command.collect_usage_pieces(ctx)])
    yield f"### {path}\n\n```\n{usage}\n```\n\n{_prose(command.help or '')}\n"
    rows = [
        record
        for param in command.params
        if isinstance(param, click.Option) and (record := param.get_help_record(ctx)) is not None
    ]
    if rows:
        table = "".join(f"| `{_cell(names)}` | {_cell(text)} |\n" for names, text in rows)
        yield f"| option | |\n|---|---|\n{table}"
    if command.epilog:
        lines = [line for line in command.epilog.replace("\b", "").strip().splitlines() if line != "Examples:"]
        yield "```sh\n" + "\n".join(_commented(line.strip()) for line in lines) + "\n```\n"


def _commented(line: str) -> str:
    """An example with what it does as a comment of the shell."""
    return re.sub(r"\s{2,}(?=\S)", "  # ", line, count=1)


def _prose(text: str) -> str:
    """Help text: paragraphs; those that click is told to leave alone keep their lines."""
    paragraphs = []
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if paragraph.startswith("\b"):
            paragraphs.append("```\n" + paragraph.replace("\b\n", "") + "\n```")
        else:
            paragraphs.append(" ".join(paragraph.split()))
    return "\n\n".join(paragraphs)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _settings() -> str:
    rows = [
        f"| `{name}` | `RASHOMON_{name.upper()}` | `{getattr(Settings(), name)!r}` | {_cell(text)} |"
        for name, text in HELP.items()
    ]
    return "| setting | environment | default | |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def _python() -> Iterator[str]:
    for name in ("read", "open"):
        function = getattr(rashomon, name)
        yield f"### rashomon.{name}\n\n```python\nrashomon.{name}{_signature(function)}\n```\n\n{_docstring(function)}\n"
    for name in ("Book", "Rows", "Accounts", "Reading"):
        kind = getattr(rashomon, name)
        yield f"### rashomon.{name}\n\n{_docstring(kind)}\n"
        for method, value in vars(kind).items():
            if isinstance(value, property):
                yield f"#### {name}.{method}\n\n{_docstring(value)}\n"
            if inspect.isfunction(value) and not method.startswith("_"):
                yield f"#### {name}.{method}\n\n```python\n{method}{_signature(value)}\n```\n\n{_docstring(value)}\n"


def _signature(function: Any) -> str:
    """As in the source; annotations there are text already."""
    found = str(inspect.signature(function))
    return re.sub(r"'([^']*)'", r"\1", found).replace("(self, ", "(").replace("(self)", "()")


def _docstring(thing: Any) -> str:
    text = inspect.getdoc(thing)
    if not text:
        raise LookupError(f"{thing} has no docstring")
    return re.sub(r"\nRaises:\n((?:    .*\n?)+)", _raises, text + "\n").replace("``", "`").strip()


def _raises(match: re.Match[str]) -> str:
    return "\n" + "".join(
        f"- raises `{line.strip().replace(':', '`:', 1)}\n" for line in match[1].splitlines() if line.strip()
    )


def _errors() -> str:
    found = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.RashomonError)]
    ordered = sorted(found, key=lambda kind: [base.__name__ for base in reversed(kind.__mro__)])
    rows = []
    for kind in ordered:
        summary = (inspect.getdoc(kind) or "").split("\n\n")[0]
        depth = len(kind.__mro__) - len(errors.RashomonError.__mro__)
        rows.append(
            f"{'  ' * depth}- `{kind.__name__}` (exit code {kind.exit_code}): {_cell(summary).replace('``', '`')}"
        )
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
    else:
        sys.stdout.write(reference())
