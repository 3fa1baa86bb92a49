"""Where the pages may be served from without accounts: loopback alone."""

from __future__ import annotations

import ipaddress

from rashomon.errors import RashomonError


class OpenBindError(RashomonError):
    """The pages were to be reachable for others, where no accounts guard them. ``host`` is the address asked for."""

    exit_code = 2

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(
            f"{host} is no loopback address: others could reach the record, and there are no accounts yet; "
            "make one first: rashomon users add NAME --role owner"
        )


def is_loopback(host: str) -> bool:
    """Whether this name or address is reached from this machine alone."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_address(host: str) -> bool:
    """Whether this is an IP address, not a name: no name server can point an address elsewhere."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def check_bind(host: str, *, accounts: bool = False) -> None:
    """Refuses to listen where strangers could ask.

    Raises:
        OpenBindError: ``host`` is not loopback, and there are no accounts.
    """
    if not accounts and not is_loopback(host):
        raise OpenBindError(host)
