"""``rashomon users``: who may log in to the pages of a record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from . import options, terminal

if TYPE_CHECKING:
    from rashomon.web.security.accounts import Accounts

EXAMPLES = """\b
Examples:
  rashomon users add ines --role owner
  rashomon users add ole --role reviewer < password.txt
  rashomon users role ole reader
"""
ROLES = ("reader", "reviewer", "owner")


@click.group()
def command() -> None:
    """Manage who may log in to the pages of a record (readers look, reviewers decide, owners manage)."""


_NAME = click.argument("name", metavar="NAME")
_USERS = click.option("--users", "path", metavar="FILE", help="The file of accounts.  [default: beside the record]")


@command.command("add", epilog=EXAMPLES)
@_NAME
@options.record
@_USERS
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True, help="What the account may do.")
def add_command(name: str, record_path: str | None, path: str | None, role: str) -> int:
    """Make an account. The password is asked for, or read from standard input where that is no terminal."""
    accounts = _accounts(record_path, path)
    accounts.add(name, _password(), role)
    terminal.note(f"{accounts.path}: {name} may log in as {role}")
    return 0


@command.command("list", epilog="\b\nExamples:\n  rashomon users list\n")
@options.record
@_USERS
@options.formats("table", "jsonl", "csv")
def list_command(record_path: str | None, path: str | None, form: str) -> int:
    """List the accounts."""
    from datetime import UTC, datetime

    from .listing import print_rows

    rows = [
        {"name": found.name, "role": found.role, "created": datetime.fromtimestamp(found.created, UTC).isoformat(timespec="seconds")}
        for found in _accounts(record_path, path).every()
    ]  # fmt: skip
    header = ("name", "role", "created")
    print_rows(
        form, rows, header, lambda row: [row[name] for name in header], "there are no accounts yet: rashomon users add"
    )
    return 0


@command.command("passwd", epilog="\b\nExamples:\n  rashomon users passwd ole\n")
@_NAME
@options.record
@_USERS
def passwd_command(name: str, record_path: str | None, path: str | None) -> int:
    """Give an account another password; it is logged out everywhere."""
    _accounts(record_path, path).set_password(name, _password())
    terminal.note(f"{name} has another password and is logged out everywhere")
    return 0


@command.command("role", epilog="\b\nExamples:\n  rashomon users role ole reviewer\n")
@_NAME
@click.argument("role", type=click.Choice(ROLES))
@options.record
@_USERS
def role_command(name: str, role: str, record_path: str | None, path: str | None) -> int:
    """Give an account another role; it is logged out everywhere."""
    _accounts(record_path, path).set_role(name, role)
    terminal.note(f"{name} is {role} now, and logged out everywhere")
    return 0


@command.command("remove", epilog="\b\nExamples:\n  rashomon users remove ole\n")
@_NAME
@options.record
@_USERS
def remove_command(name: str, record_path: str | None, path: str | None) -> int:
    """Take an account away. What it judged stays in the record, under its name."""
    _accounts(record_path, path).remove(name)
    terminal.note(f"{name} cannot log in any more; its judgements stay")
    return 0


def _accounts(record_path: str | None, path: str | None) -> Accounts:
    from rashomon.web.security.accounts import Accounts, accounts_file

    return Accounts(accounts_file(options.chosen(record_path, users=path)))


def _password() -> str:
    if sys.stdin.isatty():
        answer: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return answer
    return sys.stdin.readline().rstrip("\r\n")
