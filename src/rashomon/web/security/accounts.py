"""The accounts of a record's pages: a file of its own beside the record, readable by its owner alone, never exported.

Passwords are kept as argon2id hashes, sessions as SHA-256 of their tokens: who reads the file can use neither. Moments are
seconds since 1970 (UTC), given by ``clock``.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import sqlite3
import time
import unicodedata
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rashomon.errors import NotInRecordError, RashomonError, RecordError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argon2 import PasswordHasher

    from rashomon.config import Settings

ROLES = ("reader", "reviewer", "owner")
SHORTEST = 10  # characters of a password
IDLE = 12 * 3600  # seconds without a request after which a session ends
LONGEST = 7 * 24 * 3600  # seconds after which a session ends in any case
WINDOW = 15 * 60  # seconds in which failed logins are counted
LIMITS = {"both": 5, "address": 30, "name": 50}
"""How many logins may fail within WINDOW: of a name from one address, from an address, of a name from anywhere."""
_NAME = re.compile(r"[\w.@-]{1,64}")
_TOUCH = 60  # seconds between notes that a session is used

_TABLES = """
CREATE TABLE IF NOT EXISTS accounts (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL, created REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS sessions (
    token TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (key) ON DELETE CASCADE,
    started REAL NOT NULL, used REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS failures (key TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS failures_key ON failures (key, at);
"""


class Account(NamedTuple):
    """Who may look (reader), decide as well (reviewer), manage as well (owner)."""

    name: str
    role: str
    created: float


class AccountError(RashomonError):
    """An account cannot be made or changed so; ``reason`` says why in words."""

    exit_code = 2

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"account {name!r}: {reason}")


class TooManyTriesError(RashomonError):
    """Too many logins failed; ``wait`` is how many seconds until the next may be tried."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(f"too many logins failed; try again in {max(1, round(wait / 60))} minutes")


def accounts_file(settings: Settings) -> Path:
    """The file of accounts: the setting ``users``, else beside the record's file, named like it and ``.users``.

    For a record on a server it is ``rashomon.users`` in the current folder.
    """
    if settings.users:
        return Path(settings.users).expanduser()
    if "://" in settings.record and not settings.record.startswith("sqlite"):
        return Path("rashomon.users")
    return Path(re.sub(r"^sqlite[^:]*:/{2,3}", "", settings.record) + ".users").expanduser()


class Accounts:
    """The accounts in one file, which is made, for its owner's eyes alone, when the first is added."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self.path, self._clock = path, clock

    def __bool__(self) -> bool:
        """Whether there is any account."""
        return bool(self.every())

    @contextmanager
    def _open(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        if create and not self.path.exists():
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        if os.name == "posix" and self.path.stat().st_mode & 0o077:
            self.path.chmod(0o600)
        try:
            with closing(sqlite3.connect(self.path, timeout=10)) as connection, connection:
                connection.execute("PRAGMA foreign_keys=ON")
                if create:
                    connection.executescript(_TABLES)
                yield connection
        except sqlite3.DatabaseError as error:
            raise RecordError(str(self.path), f"the accounts cannot be read: {error}") from error

    # Accounts

    def every(self) -> list[Account]:
        """All accounts by name."""
        if not self.path.exists():
            return []
        with self._open() as db:
            return [Account(*row) for row in db.execute("SELECT name, role, created FROM accounts ORDER BY key")]

    def add(self, name: str, password: str, role: str) -> Account:
        """Makes an account.

        Raises:
            AccountError: the name is taken or no name, there is no such role, or the password is too short.
        """
        key = _key(name)
        _check_role(name, role)
        _check_password(name, password)
        made = Account(name, role, self._clock())
        with self._open(create=True) as db:
            if db.execute("SELECT 1 FROM accounts WHERE key = ?", (key,)).fetchone():
                raise AccountError(name, "there is one of this name already")
            db.execute(
                "INSERT INTO accounts VALUES (?, ?, ?, ?, ?)", (key, name, role, _hasher().hash(password), made.created)
            )
        return made

    def set_password(self, name: str, password: str) -> None:
        """Another password; all sessions of the account end.

        Raises:
            NotInRecordError: there is no such account.
            AccountError: the password is too short.
        """
        _check_password(name, password)
        self._change(name, "UPDATE accounts SET password = ? WHERE key = ?", _hasher().hash(password))

    def set_role(self, name: str, role: str) -> None:
        """Another role; all sessions of the account end.

        Raises:
            NotInRecordError: there is no such account.
            AccountError: there is no such role.
        """
        _check_role(name, role)
        self._change(name, "UPDATE accounts SET role = ? WHERE key = ?", role)

    def remove(self, name: str) -> None:
        """Takes an account away, with its sessions. What its owner judged stays in the record.

        Raises:
            NotInRecordError: there is no such account.
        """
        self._change(name, "DELETE FROM accounts WHERE key = ?")

    def _change(self, name: str, statement: str, *values: str) -> None:
        known = [account.name for account in self.every()]
        if _key(name) not in {_key(found) for found in known}:
            raise NotInRecordError("account", name, tuple(known[:5]))
        with self._open() as db:
            db.execute("DELETE FROM sessions WHERE account = ?", (_key(name),))
            db.execute(statement, (*values, _key(name)))

    # Logging in

    def login(self, name: str, password: str, address: str) -> str | None:
        """A token of a new session, None where name and password do not fit together.

        Raises:
            TooManyTriesError: too many logins failed, of this name or from this address.
        """
        now, key = self._clock(), _key(name, strict=False)
        counted = {"both": f"both {key} {address}", "address": f"address {address}", "name": f"name {key}"}
        with self._open(create=True) as db:
            db.execute("DELETE FROM failures WHERE at < ?", (now - WINDOW,))
            for kind, of in counted.items():
                tries = [at for (at,) in db.execute("SELECT at FROM failures WHERE key = ? ORDER BY at", (of,))]
                if len(tries) >= LIMITS[kind]:
                    raise TooManyTriesError(round(tries[-LIMITS[kind]] + WINDOW - now) + 1)
            # Counted before it is looked at: many at once are no way round the limit.
            db.executemany("INSERT INTO failures VALUES (?, ?)", [(of, now) for of in counted.values()])
            row = db.execute("SELECT password FROM accounts WHERE key = ?", (key,)).fetchone()
        if not _fits(row[0] if row else None, password):
            return None
        token = secrets.token_urlsafe(32)
        with self._open() as db:
            db.execute("DELETE FROM failures WHERE key = ?", (counted["both"],))
            db.executemany("DELETE FROM failures WHERE key = ? AND at = ?", [(of, now) for of in counted.values()])
            db.execute("DELETE FROM sessions WHERE used < ? OR started < ?", (now - IDLE, now - LONGEST))
            db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_kept(token), key, now, now))
        return token

    def session(self, token: str) -> Account | None:
        """Whose session this is; None where there is none, or it has ended."""
        if not token or not self.path.exists():
            return None
        now = self._clock()
        with self._open() as db:
            row = db.execute(
                "SELECT name, role, created, started, used FROM sessions JOIN accounts ON account = key WHERE token = ?",
                (_kept(token),),
            ).fetchone()
            if row is None or row[3] < now - LONGEST or row[4] < now - IDLE:
                return None
            if row[4] < now - _TOUCH:
                db.execute("UPDATE sessions SET used = ? WHERE token = ?", (now, _kept(token)))
        return Account(*row[:3])

    def logout(self, token: str) -> None:
        """Ends a session."""
        if self.path.exists():
            with self._open() as db:
                db.execute("DELETE FROM sessions WHERE token = ?", (_kept(token),))


def _key(name: str, *, strict: bool = True) -> str:
    """The name as compared: without case, in one form of Unicode."""
    found = unicodedata.normalize("NFKC", name).casefold()
    if strict and not _NAME.fullmatch(found):
        raise AccountError(name, "a name is 1 to 64 letters, digits, dots, hyphens, underscores or @")
    return found[:64]


def _check_role(name: str, role: str) -> None:
    if role not in ROLES:
        raise AccountError(name, f"{role!r} is no role; one of {', '.join(ROLES)}")


def _check_password(name: str, password: str) -> None:
    if len(password) < SHORTEST:
        raise AccountError(name, f"a password has at least {SHORTEST} characters")


def _kept(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


def _fits(kept: str | None, password: str) -> bool:
    """Whether the password is the one kept; takes as long where there is no such account."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(kept or _NOBODY, password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


# The hash of a password that nobody knows, so that an unknown name takes as long as a wrong password.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$DjP6Q3JoM+oU4AH8ab0dKg$ybba0ADdCwqyrTy4njHTlU4zxlEPYq1qSM+znU+5lbI"
