"""``rashomon completion``: the script that completes commands and options in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

PLACES = {
    "bash": "rashomon completion bash > ~/.local/share/bash-completion/completions/rashomon",
    "zsh": 'rashomon completion zsh > "${fpath[1]}/_rashomon"',
    "fish": "rashomon completion fish > ~/.config/fish/completions/rashomon.fish",
}


@click.command(epilog="\b\nExamples:\n" + "\n".join(f"  {line}" for line in PLACES.values()))
@click.argument("shell", type=click.Choice(tuple(PLACES)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands and options in SHELL."""
    kind = get_completion_class(shell)
    if kind is None:
        ctx.fail(f"no completion for {shell}")
    root = ctx.find_root().command
    click.echo(kind(root, {}, "rashomon", "_RASHOMON_COMPLETE").source())
