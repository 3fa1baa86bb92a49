"""Headers of every answer: what the browser may load and do. No exceptions; nothing inline, no outside host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from .security import gate

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
EMBEDDABLE = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
"""For the script-free matrix that other pages may frame: no script at all, any frame."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none at all, browsers would not say where a form came from either
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "private, no-cache",
    "Vary": "HX-Request",
}


class Headers:
    """Puts ``HEADERS`` on every answer; a page may set its own Cache-Control, and make the policy stricter. ``embeddable`` ends of paths may be framed."""

    def __init__(self, app: ASGIApp, embeddable: str = "/embed") -> None:
        self._app, self._embeddable = app, embeddable

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and the answer back with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        framed = scope["path"].endswith(self._embeddable)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    if name == "Vary":
                        headers.add_vary_header(value)
                    elif name == "Content-Security-Policy" and name in headers:
                        headers[name] = f"{value}; {headers[name]}"
                    elif name != "Cache-Control" or name not in headers:
                        headers[name] = value
                if framed:
                    headers["Content-Security-Policy"] = EMBEDDABLE
                    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
                    del headers["X-Frame-Options"]
            await send(message)

        await self._app(scope, receive, sending)


class Gate:
    """Asks ``security.gate`` before anything else is done."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers instead."""
        if scope["type"] == "http" and (instead := gate(Request(scope, receive))) is not None:
            await instead(scope, receive, send)
            return
        await self._app(scope, receive, send)
