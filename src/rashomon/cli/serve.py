"""``rashomon serve``: the pages of a record, on this machine."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import options, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.config import Settings
    from rashomon.web.security import Guard

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
@click.option("--public", metavar="URL", help="The https address of a reverse proxy before it; asks for a login.")
@click.option(
    "--proxy", "proxies", multiple=True, metavar="IP", help="The proxy's address, to believe what it forwards."
)
@click.option("--login", is_flag=True, help="Ask for a login on loopback, too.")
@click.option("--open", "browse", is_flag=True, help="Open the front page in the browser.")
@click.option(
    "--tiles", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="A PMTiles file of a region, drawn on the map.",
)  # fmt: skip
def command(
    record_path: str | None, host: str, port: int, public: str | None, proxies: tuple[str, ...], login: bool, browse: bool,
    tiles: Path | None,
) -> int:  # fmt: skip
    """Show the record in the browser: search, accounts side by side, the words behind them.

    On this machine nobody logs in: the address that it prints holds a token, without which nobody gets in. At any other
    address it wants accounts (rashomon users add). It asks no outside host. Ctrl-C stops it.
    """
    serve(
        options.chosen(record_path), host=host, port=port, browse=browse, public=public, proxies=proxies or ("127.0.0.1", "::1"),
        login=login, tiles=tiles,
    )  # fmt: skip
    return 0


def serve(
    chosen: Settings, *, host: str = "127.0.0.1", port: int = PORT, browse: bool = False, path: str = "/",
    tiles: Path | None = None,
    public: str | None = None, proxies: tuple[str, ...] = (), login: bool = False,
) -> None:  # fmt: skip
    """Serve the record until it is stopped; ``browse`` opens ``path`` in the browser.

    Raises:
        RecordError: there is no record, or it cannot be opened.
        OpenBindError: others could reach it, and there are no accounts.
        click.ClickException: the port is taken.
    """
    import gc
    import socket

    import uvicorn

    from rashomon.run.logs import to_stderr
    from rashomon.web import create_app

    guard = guarded(chosen, host, public=public, proxies=proxies, login=login)
    to_stderr()
    app = create_app(chosen, tiles=tiles, guard=guard)
    gc.freeze()  # what the program is made of: looking through it for garbage holds up one page in ten, for 70 ms
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
            listening.listen()  # who follows the address at once waits for the pages, and is not refused
        except OSError as error:
            raise click.ClickException(
                f"cannot listen at {host}:{port}: {error.strerror}; name another --port, or 0 for any"
            ) from error
        named = f"[{host}]" if ":" in host else host
        address = f"http://{named}:{listening.getsockname()[1]}{guard.entry(path)}"
        terminal.note(f"rashomon: {chosen.record} at {address}  (Ctrl-C stops it)")
        running = uvicorn.Server(
            uvicorn.Config(
                app, log_level="warning", access_log=False, server_header=False, date_header=True, lifespan="on",
                proxy_headers=False, timeout_graceful_shutdown=_WAIT,
            )
        )  # fmt: skip
        with _browsing(address) if browse else nullcontext():
            running.run(sockets=[listening])


def guarded(chosen: Settings, host: str, *, public: str | None, proxies: tuple[str, ...], login: bool) -> Guard:
    """The guard for this address: the token of this start on loopback, else accounts.

    Raises:
        OpenBindError: others could reach it, and there are no accounts.
        click.UsageError: ``public`` is no address.
    """
    from urllib.parse import urlsplit

    from rashomon.web.security import Accounts, Guard, OpenBindError, accounts_file, check_bind, is_loopback

    if public is not None and (urlsplit(public).scheme not in {"http", "https"} or not urlsplit(public).hostname):
        raise click.UsageError(f"--public {public}: write the whole address, such as https://record.example")
    accounts = Accounts(accounts_file(chosen))
    check_bind(host, accounts=bool(accounts))
    if is_loopback(host) and public is None and not login:
        return Guard()
    if not accounts:
        raise OpenBindError(public or host)
    if public is None and not is_loopback(host):
        terminal.note("rashomon: passwords cross the network unguarded; put a proxy with TLS before it (see the guide)")
    return Guard(accounts, public=public, proxies=proxies)


@contextmanager
def _browsing(address: str) -> Iterator[None]:
    """Opens the browser by way of a file that only we may read: other users of the machine see the commands that run.

    The file holds the token of this start; it goes when the pages do.
    """
    import os
    import tempfile
    import webbrowser
    from html import escape

    handle, name = tempfile.mkstemp(prefix="rashomon-", suffix=".html")  # mode 0600
    file = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as way:
            way.write(
                f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={escape(address)}">'
            )
        webbrowser.open(file.as_uri())
        yield
    finally:
        file.unlink(missing_ok=True)
