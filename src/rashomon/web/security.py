"""Who may look and decide. For now: anybody who reaches the loopback address may read, nobody may decide.

``gate`` is asked for every request before any page; ``person`` names who looks; ``allowed`` compares roles.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from rashomon.errors import RashomonError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

ROLES = ("reader", "reviewer", "owner")


class OpenBindError(RashomonError):
    """An address other than loopback was asked for, where no accounts guard it."""

    exit_code = 2

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(
            f"{host} is no loopback address: others could reach the record; leave --host out, or use 127.0.0.1"
        )


def check_bind(host: str) -> None:
    """Refuses to listen where strangers could ask.

    Raises:
        OpenBindError: ``host`` is not loopback.
    """
    if host == "localhost":
        return
    try:
        if ipaddress.ip_address(host).is_loopback:
            return
    except ValueError:
        pass
    raise OpenBindError(host)


def gate(request: Request) -> Response | None:  # noqa: ARG001
    """What is answered instead of a page, None where the request may go on."""
    return None


def person(request: Request) -> str | None:  # noqa: ARG001
    """Who looks; None on loopback without accounts."""
    return None


def allowed(request: Request, role: str) -> bool:  # noqa: ARG001
    """Whether who looks has at least this role."""
    return role == ROLES[0]
