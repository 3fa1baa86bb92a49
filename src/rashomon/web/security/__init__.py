"""Who may look and decide: the guard before every page, accounts and sessions, tokens of forms.

``gate`` is asked for every request before any page; ``person`` names who looks; ``allowed`` compares roles; ``check_form``
is asked for every form that is sent. Not here: what is judged (``api.review``).
"""

from .accounts import ROLES, Account, Accounts, accounts_file
from .binding import OpenBindError, check_bind, is_loopback
from .guard import ANYONE, FORM_TOKEN, Guard, allowed, check_form, form_token, gate, person

__all__ = [
    "ANYONE",
    "FORM_TOKEN",
    "ROLES",
    "Account",
    "Accounts",
    "Guard",
    "OpenBindError",
    "accounts_file",
    "allowed",
    "check_bind",
    "check_form",
    "form_token",
    "gate",
    "is_loopback",
    "person",
]
