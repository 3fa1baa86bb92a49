"""The guard before every page: is this the host that we serve, does the request come from our own page, who is it.

Two ways. On loopback, without accounts: whoever has the token that this start printed, and nobody else, be it another
user of the machine or a web page; he may do everything. With accounts: whoever logged in, by his role.

Against DNS rebinding: the Host must be an address, localhost or the name that we were told to serve under. Against
forged requests: what changes something must come from our own origin, and carry a token that only our pages hold.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode, urlsplit

from starlette.responses import RedirectResponse

from rashomon.web.problems import Problem, RefusedError

from .accounts import ROLES
from .binding import is_address, is_loopback

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from .accounts import Accounts

ANYONE = "anyone"
"""The role of pages that need no login: logging in itself."""
FORM_TOKEN = "csrf"  # noqa: S105  (the name of a field)
START_TOKEN = "token"  # noqa: S105  (the name of a parameter)
LARGEST = 1_000_000  # bytes of a form
LONGEST = 8_192  # bytes of an address: a page repeats its own in every link
_SAFE = ("GET", "HEAD", "OPTIONS")
_VISITOR = "rashomon.visitor"


class Visitor(NamedTuple):
    """Who asks: ``name`` None on loopback; ``session`` what his cookie says, from which the token of his forms is made."""

    name: str | None
    role: str
    session: str


class Guard:
    """How one server is guarded; ``app.state.guard``.

    Args:
        accounts: those who may log in; None on loopback, where the token of this start is asked instead.
        public: the address that a reverse proxy serves us under, such as https://record.example; None without one.
        proxies: addresses of that proxy; only from there are forwarded headers believed.
    """

    def __init__(
        self, accounts: Accounts | None = None, *, public: str | None = None, proxies: tuple[str, ...] = ()
    ) -> None:
        self.accounts = accounts
        self.public = urlsplit(public) if public else None
        self.proxies = frozenset(proxies)
        self.token = secrets.token_urlsafe(24)
        self._cookie = secrets.token_urlsafe(24)
        self._secret = secrets.token_bytes(32)

    def entry(self, path: str = "/") -> str:
        """The path to open first: on loopback with the token of this start."""
        if self.accounts is not None:
            return path
        return f"{path}{'&' if '?' in path else '?'}{urlencode({START_TOKEN: self.token})}"

    def form_token(self, session: str) -> str:
        """The token that forms of this session carry."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()[:40]

    # What a request says of itself

    def address(self, request: Request) -> str:
        """Who is at the other end: as the proxy tells, where it is ours."""
        direct = request.client.host if request.client else ""
        forwarded = request.headers.get("x-forwarded-for", "").split(",")[-1].strip()
        return forwarded if forwarded and direct in self.proxies else direct

    def secure(self, request: Request) -> bool:
        """Whether the visitor's browser speaks TLS: to us, or to our proxy."""
        direct = request.client.host if request.client else ""
        forwarded = request.headers.get("x-forwarded-proto", "").split(",")[-1].strip()
        return (forwarded if forwarded and direct in self.proxies else request.url.scheme) == "https"

    def cookie(self, request: Request) -> str:
        """The name of our cookie: cookies do not tell ports apart, and browsers guard the prefix."""
        port = urlsplit(f"//{request.headers.get('host', '')}").port
        return "__Host-rashomon" if self.secure(request) else f"rashomon-{port or 80}"

    def visitor(self, request: Request) -> Visitor | None:
        """Who asks, None where he has shown nothing."""
        shown = request.cookies.get(self.cookie(request), "")
        if self.accounts is None:
            return (
                Visitor(None, ROLES[-1], shown) if hmac.compare_digest(shown.encode(), self._cookie.encode()) else None
            )
        account = self.accounts.session(shown)
        return Visitor(account.name, account.role, shown) if account else None

    def welcome(self, request: Request, answer: Response, session: str | None = None) -> Response:
        """``answer`` with the cookie of a session, or of this start."""
        answer.set_cookie(
            self.cookie(request),
            session or self._cookie,
            httponly=True,
            samesite="lax",
            secure=self.secure(request),
            path="/",
        )
        return answer

    # The steps of the gate

    def misdirected(self, request: Request) -> bool:
        """Whether the Host is not one that we serve: somebody's name server may point here."""
        try:
            found = urlsplit(f"//{request.headers.get('host', '')}")
            name = found.hostname or ""
            _ = found.port  # asked for later, where nothing would catch what is no number
        except ValueError:
            return True
        if self.public is not None and name == self.public.hostname:
            return False
        return not (is_loopback(name) if self.accounts is None else is_loopback(name) or is_address(name))

    def foreign(self, request: Request) -> bool:
        """Whether a request that may change something comes from elsewhere than our own pages."""
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        if site is not None and site != "same-origin":
            return True
        if origin is None:
            return False  # no browser of today; the token of the form decides
        host = request.headers.get("host", "")
        own = {f"{'https' if self.secure(request) else 'http'}://{host}"}
        if self.public is not None:
            own.add(f"{self.public.scheme}://{self.public.netloc}")
        return origin not in own

    def admit(self, request: Request) -> Response | None:
        """Lets the token of this start in, and shows others the way: a page that says how, or the login."""
        if self.accounts is None:
            given = request.query_params.get(START_TOKEN, "")
            if request.method == "GET" and hmac.compare_digest(given.encode(), self.token.encode()):
                return self.welcome(request, without_token(request))
            return _sorry(request, _NO_TOKEN)
        if request.method in _SAFE and _kind(request) == "html":
            return RedirectResponse("/login?" + urlencode({"next": _own(request.url.path, request.url.query)}), 303)
        return _sorry(request, _NO_LOGIN)


def without_token(request: Request) -> Response:
    """Leads to the same address without the token of a start in it."""
    rest = urlencode([(k, v) for k, v in request.query_params.multi_items() if k != START_TOKEN])
    return RedirectResponse(_own(request.url.path, rest), 303)


def gate(request: Request) -> Response | None:
    """What is answered instead of a page, None where the request may go on."""
    guard: Guard = request.app.state.guard
    if (refused := _refused(guard, request)) is not None:
        return _sorry(request, refused)
    if request.url.path.startswith("/static/"):
        return None  # the same for everybody
    visitor = guard.visitor(request)
    request.scope[_VISITOR] = visitor
    if visitor is None:
        return None if guard.accounts is not None and request.url.path == "/login" else guard.admit(request)
    if guard.accounts is None and START_TOKEN in request.query_params and request.method == "GET":
        return without_token(
            request
        )  # so that it is not copied along; be it of an earlier start, who asks has shown who he is
    return None


def _refused(guard: Guard, request: Request) -> Problem | None:
    """What is wrong with a request, whoever asks."""
    if guard.misdirected(request):
        return _MISDIRECTED
    if len(request.scope.get("raw_path") or b"") + len(request.scope["query_string"]) > LONGEST:
        return _TOO_LONG
    if request.method in _SAFE:
        return None
    if guard.foreign(request):
        return _FOREIGN
    return None if _short(request) else _TOO_LARGE


def person(request: Request) -> str | None:
    """Who looks; None on loopback without accounts."""
    visitor: Visitor | None = request.scope.get(_VISITOR)
    return visitor.name if visitor else None


def allowed(request: Request, role: str) -> bool:
    """Whether who looks has at least this role."""
    if role == ANYONE:
        return True
    visitor: Visitor | None = request.scope.get(_VISITOR)
    return visitor is not None and ROLES.index(visitor.role) >= ROLES.index(role)


def form_token(request: Request) -> str:
    """The token for the forms of a page; "" for who has no session."""
    visitor: Visitor | None = request.scope.get(_VISITOR)
    guard: Guard = request.app.state.guard
    return guard.form_token(visitor.session) if visitor else ""


def check_form(request: Request, form: FormData) -> None:
    """Asked for every form that was sent.

    Raises:
        RefusedError: it does not carry the token of this visitor's pages.
    """
    expected = form_token(request)
    if not expected:
        return  # no session that anybody could misuse: only pages for anyone are reached so
    given = form.get(FORM_TOKEN) or request.headers.get("x-csrf-token", "")
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), expected.encode()):
        raise RefusedError("the form is not of this session", "load the page again, then send it once more")


def _short(request: Request) -> bool:
    """Whether what was sent says how long it is, and is not too long; nothing sent is short."""
    length = request.headers.get("content-length", "0")
    return length.isdigit() and int(length) <= LARGEST and "transfer-encoding" not in request.headers


def _kind(request: Request) -> str:
    return next((kind for kind in ("json", "csv") if request.url.path.endswith(f".{kind}")), "html")


def _own(path: str, query: str) -> str:
    """An address of ours: one slash at its start, so that no browser takes it for another host."""
    return "/" + path.lstrip("/\\") + (f"?{query}" if query else "")


def _sorry(request: Request, problem: Problem) -> Response:
    from rashomon.web.reply import sorry  # which asks us who looks

    return sorry(request, problem, _kind(request))


_MISDIRECTED = Problem(
    421, "Not the address of this record", "The address names another host than this record is served under.",
    "Open the address that `rashomon serve` printed.",
)  # fmt: skip
_FOREIGN = Problem(
    403,
    "Not from here",
    "This was sent by another page than one of this record.",
    "Go to the page and send it from there.",
)
_TOO_LARGE = Problem(
    413, "Too much at once", "What was sent is too large, or does not say how large it is.", "Send less."
)
_TOO_LONG = Problem(
    414, "The address is too long", f"An address has at most {LONGEST:,} bytes.", "Ask for less at once."
)
_NO_TOKEN = Problem(
    403, "The token is missing", "Only who started `rashomon serve` may look.", "Open the whole address that it printed, with its token.",
)  # fmt: skip
_NO_LOGIN = Problem(401, "Not logged in", "This needs a login.", "Log in at /login.")
