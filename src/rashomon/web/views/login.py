"""Logging in and out, where there are accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from rashomon.web.problems import Problem
from rashomon.web.reply import sorry
from rashomon.web.security import ANYONE
from rashomon.web.security.accounts import TooManyTriesError
from rashomon.web.visit import Answer, Page, Visit

if TYPE_CHECKING:
    from rashomon.web.security import Guard

WRONG = "Name and password do not fit together."


def login(visit: Visit) -> Answer | Response:
    """The form; or, when it was sent, a session."""
    guard: Guard = visit.request.app.state.guard
    if guard.accounts is None:
        return RedirectResponse("/", 303)
    after = _ours(str(visit.form.get("next", "")) if visit.form else visit.words("next") or "")
    if visit.form is None:
        return Answer(template="login.html", title="Log in", context={"after": after, "name": "", "wrong": ""})
    name, password = str(visit.form.get("name", "")), str(visit.form.get("password", ""))
    try:
        token = guard.accounts.login(name, password, guard.address(visit.request))
    except TooManyTriesError as error:
        late = Problem(
            429, "Too many logins failed", f"{str(error).capitalize()}.", "Ask an owner of the record for help."
        )
        answer = sorry(visit.request, late)
        answer.headers["Retry-After"] = str(error.wait)
        return answer
    if token is None:
        context = {"after": after, "name": name, "wrong": WRONG}
        return Answer(template="login.html", title="Log in", context=context, status=403)
    return guard.welcome(visit.request, RedirectResponse(after, 303), token)


def logout(visit: Visit) -> Response:
    """Ends the session."""
    guard: Guard = visit.request.app.state.guard
    cookie = guard.cookie(visit.request)
    if guard.accounts is not None:
        guard.accounts.logout(visit.request.cookies.get(cookie, ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(cookie, path="/", secure=guard.secure(visit.request), httponly=True, samesite="lax")
    return answer


def _ours(address: str) -> str:
    """An address of this record to go on to; the front page where it is any other."""
    fine = address.startswith("/") and not address.startswith(("//", "/\\", "/login", "/logout"))
    return address if fine and address.isprintable() else "/"


PAGES = (
    Page("/login", login, twins=(), methods=("GET", "POST"), role=ANYONE),
    Page("/logout", logout, twins=(), methods=("POST",), role=ANYONE),
)
