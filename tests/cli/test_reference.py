"""The reference is made from the code; every command is documented, with examples."""

from pathlib import Path

import click
import pytest

from rashomon.cli.main import COMMANDS, cli
from rashomon.cli.reference import reference
from rashomon.config import HELP, Settings

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), "run: python -m rashomon.cli.reference docs/reference.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_examples(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    inner = list(command.commands.values()) if isinstance(command, click.Group) else [command]
    for one in inner:
        assert one.help
        assert "Examples:" in (one.epilog or "")
        for param in one.params:
            if isinstance(param, click.Option):
                assert param.help, f"{name} {param.opts[0]}"


def test_every_setting_has_help() -> None:
    assert set(HELP) == set(Settings.__struct_fields__)
