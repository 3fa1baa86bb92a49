"""``rashomon serve``: the pages of a record, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import options, terminal

if TYPE_CHECKING:
    from rashomon.config import Settings

EXAMPLES = """\b
Examples:
  rashomon serve                      ./rashomon.db, at http://127.0.0.1:8737/
  rashomon serve -r syria.db --open   another record, and open the browser
  rashomon serve --port 0             on any free port
"""
PORT = 8737
_WAIT = 5  # seconds in which pages under way are finished when it is stopped


@click.command(epilog=EXAMPLES)
@options.record
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="The port to listen at; 0 for any."
)
@click.option("--open", "browse", is_flag=True, help="Open the front page in the browser.")
@click.option(
    "--tiles", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="A PMTiles file of a region, drawn on the map.",
)  # fmt: skip
def command(record_path: str | None, host: str, port: int, browse: bool, tiles: Path | None) -> int:
    """Show the record in the browser: search, accounts side by side, the words behind them.

    It listens on this machine only, asks no outside host, and changes nothing in the record. Ctrl-C stops it.
    """
    serve(options.chosen(record_path), host=host, port=port, browse=browse, tiles=tiles)
    return 0


def serve(
    chosen: Settings, *, host: str = "127.0.0.1", port: int = PORT, browse: bool = False, path: str = "/",
    tiles: Path | None = None,
) -> None:  # fmt: skip
    """Serve the record until it is stopped; ``browse`` opens ``path`` in the browser.

    Raises:
        RecordError: there is no record, or it cannot be opened.
        OpenBindError: ``host`` is not loopback.
        click.ClickException: the port is taken.
    """
    import socket

    import uvicorn

    from rashomon.run.logs import to_stderr
    from rashomon.web import create_app
    from rashomon.web.security import check_bind

    check_bind(host)
    to_stderr()
    app = create_app(chosen, tiles=tiles)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"cannot listen at {host}:{port}: {error.strerror}; name another --port, or 0 for any"
            ) from error
        named = f"[{host}]" if ":" in host else host
        address = f"http://{named}:{listening.getsockname()[1]}{path}"
        terminal.note(f"rashomon: {chosen.record} at {address}  (Ctrl-C stops it)")
        if browse:
            import webbrowser

            webbrowser.open(address)
        running = uvicorn.Server(
            uvicorn.Config(
                app, log_level="warning", access_log=False, server_header=False, date_header=True, lifespan="on",
                proxy_headers=False, timeout_graceful_shutdown=_WAIT,
            )
        )  # fmt: skip
        running.run(sockets=[listening])
