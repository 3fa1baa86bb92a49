"""The guard: hosts, tokens, forms from elsewhere, sessions, roles, tries that are counted, and that no page is forgotten."""

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from rashomon.config import Settings
from rashomon.web import create_app
from rashomon.web.pages import needed, pages
from rashomon.web.security import ANYONE, Accounts, Guard, OpenBindError, check_bind, is_loopback
from rashomon.web.security.accounts import IDLE, LIMITS, LONGEST, WINDOW, AccountError, TooManyTriesError

WORD = "correct horse 7"


class Clock:
    now = 1_900_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    """Three of them; hashed with less effort than in earnest."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("rashomon.web.security.accounts._hasher", lambda: quick)
    made = Accounts(tmp_path / "r.db.users", clock)
    for name, role in (("rea", "reader"), ("rev", "reviewer"), ("own", "owner")):
        made.add(name, WORD, role)
    return made


Opened = Callable[..., TestClient]


@pytest.fixture
def opened(record: Path) -> Opened:
    """A browser before a guarded server; no cookies yet."""

    def call(guard: Guard, base: str = "http://127.0.0.1:8737") -> TestClient:
        app = create_app(Settings(record=str(record), encoder="none"), guard=guard)
        return TestClient(app, base_url=base, raise_server_exceptions=False, follow_redirects=False)

    return call


def token_of(text: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', text)
    assert found
    return found[1]


def logged_in(client: TestClient, name: str) -> TestClient:
    assert client.post("/login", data={"name": name, "password": WORD}).status_code == 303
    return client


# On loopback


def test_only_who_has_the_token_gets_in(opened: Opened) -> None:
    guard = Guard()
    client = opened(guard)
    for path in ("/", "/.json", "/login", "/incidents", "/?token=", "/?token=wrong"):
        assert client.get(path).status_code == 403, path
    entered = client.get(guard.entry("/?asof=2031-03-04"))
    assert (entered.status_code, entered.headers["location"]) == (303, "/?asof=2031-03-04")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert guard.token not in entered.headers["set-cookie"]
    assert client.get("/").status_code == 200
    assert client.get(guard.entry()).status_code == 303
    old = client.get("/incidents?q=market&token=of-an-earlier-start")
    assert (old.status_code, old.headers["location"]) == (303, "/incidents?q=market"), (
        "who is in already is not sent away"
    )


def test_another_start_has_another_token(opened: Opened) -> None:
    client = opened(Guard())
    client.get(Guard().entry())
    assert client.get("/").status_code == 403


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8737",
        "127.0.0.1.evil.example",
        "[::1",
        "192.0.2.7",
        "",
        "localhost:x",
        "localhost:99999",
    ],
)
def test_names_that_point_here_by_a_strangers_will_are_refused(opened: Opened, host: str) -> None:
    guard = Guard()
    client = opened(guard)
    client.get(guard.entry())
    assert client.get("/", headers={"host": host}).status_code == 421
    assert client.get(guard.entry(), headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8737", "localhost:8737", "[::1]:8737"])
def test_names_of_this_machine_are_served(opened: Opened, host: str) -> None:
    guard = Guard()
    assert opened(guard).get(guard.entry(), headers={"host": host}).status_code == 303


FOREIGN = [
    {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:9999"}, {"origin": "https://127.0.0.1:8737"},
    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "none"},
]  # fmt: skip


@pytest.mark.parametrize("headers", FOREIGN)
def test_forms_from_elsewhere_are_refused(opened: Opened, headers: dict[str, str]) -> None:
    guard = Guard()
    client = opened(guard)
    client.get(guard.entry())
    token = guard.form_token(client.cookies["rashomon-8737"])
    assert client.post("/logout", data={"csrf": token}, headers=headers).status_code == 403
    own = {"origin": "http://127.0.0.1:8737", "sec-fetch-site": "same-origin"}
    assert client.post("/logout", data={"csrf": token}, headers=own).status_code == 303


@pytest.mark.parametrize("token", ["", "wrong", "é"])
def test_forms_without_the_token_are_refused(opened: Opened, token: str) -> None:
    guard = Guard()
    client = opened(guard)
    client.get(guard.entry())
    assert client.post("/logout", data={"csrf": token}).status_code == 403
    assert client.post("/logout", data={}).status_code == 403


def test_forms_are_of_a_size(opened: Opened) -> None:
    guard = Guard()
    client = opened(guard)
    client.get(guard.entry())
    assert client.post("/logout", content=b"x" * 1_000_001).status_code == 413
    assert client.post("/logout", content=iter([b"csrf=1"])).status_code == 413


@pytest.mark.parametrize("path", ["/incidents?q=", "/incidents?nothing=", "/documents/", "/static/"])
def test_addresses_have_a_length(opened: Opened, path: str) -> None:
    guard = Guard()
    client = opened(guard)
    client.get(guard.entry())
    assert client.get(path + "x" * 9_000).status_code == 414
    assert client.get(path + "x" * 4_000).status_code in (200, 404)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/%2e%2e/pages.py", "/static/vendor/..%5c..%5capp.py", "/static//etc/passwd",
        "/documents/..%2f..%2f..%2fetc%2fpasswd", "/documents/..%2f..%2fetc%2fpasswd.json", "/actors/../../etc/passwd.csv", "/documents/%00", "/actors/%00.json",
        "/tiles.pmtiles", "/tiles.pmtiles/..%2fpasswd",
    ],
)  # fmt: skip
def test_no_path_leads_out(opened: Opened, path: str) -> None:
    guard = Guard()
    client = opened(guard)
    client.get(guard.entry())
    found = client.get(path)
    assert found.status_code == 404
    assert "root:" not in found.text
    assert "create_app" not in found.text


# With accounts


def test_other_addresses_want_accounts() -> None:
    for host in ("0.0.0.0", "192.0.2.7", "::", "record.example"):
        with pytest.raises(OpenBindError, match="rashomon users add"):
            check_bind(host)
        check_bind(host, accounts=True)
    for host in ("127.0.0.1", "127.8.9.1", "::1", "localhost"):
        check_bind(host)
        assert is_loopback(host)


def test_strangers_are_shown_the_login(opened: Opened, accounts: Accounts) -> None:
    client = opened(Guard(accounts))
    found = client.get("/incidents?q=karsa")
    assert (found.status_code, found.headers["location"]) == (303, "/login?next=%2Fincidents%3Fq%3Dkarsa")
    assert client.get("/documents/1.json").status_code == 401
    assert client.post("/review", data={}).status_code == 401
    assert client.get("/login").status_code == 200
    assert client.get("/static/style.css").status_code == 200


def test_logging_in_and_out(opened: Opened, accounts: Accounts) -> None:
    client = opened(Guard(accounts))
    wrong = client.post("/login", data={"name": "rea", "password": "nothing at all"})
    assert wrong.status_code == 403
    assert "do not fit together" in wrong.text
    assert client.post("/login", data={"name": "nobody", "password": WORD}).status_code == 403
    fine = client.post("/login", data={"name": "REA", "password": WORD, "next": "/incidents?q=1"})
    assert (fine.status_code, fine.headers["location"]) == (303, "/incidents?q=1")
    text = client.get("/").text
    assert "<bdi>rea</bdi>" in text
    assert client.post("/logout", data={"csrf": "0" * 40}).status_code == 403
    assert client.post("/logout", data={"csrf": token_of(text)}).status_code == 303
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    "after", ["//evil.example", "https://evil.example", "/\\evil.example", "/logout", "javascript:1", "/\t/x"]
)
def test_after_the_login_nobody_is_led_away(opened: Opened, accounts: Accounts, after: str) -> None:
    found = opened(Guard(accounts)).post("/login", data={"name": "rea", "password": WORD, "next": after})
    assert found.headers["location"] == "/"


def test_sessions_end(opened: Opened, accounts: Accounts, clock: Clock) -> None:
    client = logged_in(opened(Guard(accounts)), "rea")
    clock.now += IDLE - 1
    assert client.get("/").status_code == 200
    clock.now += IDLE - 1
    assert client.get("/").status_code == 200
    clock.now += IDLE + 1
    assert client.get("/").status_code == 303
    client = logged_in(opened(Guard(accounts)), "rea")
    for _ in range(LONGEST // IDLE):
        clock.now += IDLE - 1
        client.get("/")
    clock.now += IDLE - 1
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("change", ["password", "role", "remove"])
def test_a_changed_account_is_logged_out(opened: Opened, accounts: Accounts, change: str) -> None:
    client = logged_in(opened(Guard(accounts)), "rev")
    if change == "password":
        accounts.set_password("rev", "another word 8")
    elif change == "role":
        accounts.set_role("rev", "reader")
    else:
        accounts.remove("rev")
    assert client.get("/").status_code == 303


def test_tries_are_counted(opened: Opened, accounts: Accounts, clock: Clock) -> None:
    client = opened(Guard(accounts))
    for _ in range(LIMITS["both"]):
        assert client.post("/login", data={"name": "rea", "password": "guess guess"}).status_code == 403
    late = client.post("/login", data={"name": "rea", "password": WORD})
    assert late.status_code == 429
    assert 0 < int(late.headers["retry-after"]) <= WINDOW + 1
    logged_in(opened(Guard(accounts)), "own")
    clock.now += WINDOW + 1
    assert client.post("/login", data={"name": "rea", "password": WORD}).status_code == 303


def test_a_name_is_guarded_against_many_addresses(accounts: Accounts) -> None:
    for n in range(LIMITS["name"]):
        assert accounts.login("rea", "guess guess", f"192.0.2.{n}") is None
    with pytest.raises(TooManyTriesError):
        accounts.login("rea", WORD, "198.51.100.1")


def test_only_our_proxy_is_believed(opened: Opened, accounts: Accounts) -> None:
    def cookie(proxies: tuple[str, ...]) -> str:
        client = opened(Guard(accounts, public="https://record.example", proxies=proxies), "http://record.example")
        found = client.post(
            "/login", data={"name": "rea", "password": WORD},
            headers={"x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.1, 192.0.2.9", "origin": "https://record.example"},
        )  # fmt: skip
        return found.headers["set-cookie"]

    assert cookie(("testclient",)).startswith("__Host-rashomon=")
    assert "Secure" in cookie(("testclient",))
    assert "Secure" not in cookie(())
    guard = Guard(accounts, public="https://record.example", proxies=("testclient",))
    for host, status in (("record.example", 303), ("other.example", 421), ("192.0.2.7", 303)):
        assert opened(guard).get("/", headers={"host": host}).status_code == status


def test_the_file_is_for_its_owner_and_holds_no_secret(accounts: Accounts) -> None:
    token = accounts.login("rea", WORD, "192.0.2.1")
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600
    kept = accounts.path.read_bytes()
    assert WORD.encode() not in kept
    assert token
    assert token.encode() not in kept
    assert b"$argon2id$" in kept
    accounts.path.chmod(0o644)
    assert accounts.session(token)
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600


def test_accounts_that_cannot_be(accounts: Accounts) -> None:
    for name, password, role in (
        ("Rea", WORD, "reader"),
        ("x y", WORD, "reader"),
        ("", WORD, "reader"),
        ("new", "short", "reader"),
        ("new", WORD, "king"),
    ):
        with pytest.raises(AccountError):
            accounts.add(name, password, role)
    assert [account.name for account in accounts.every()] == ["own", "rea", "rev"]


# Every page


def test_every_route_wants_its_role(opened: Opened, accounts: Accounts) -> None:
    guard = Guard(accounts)
    clients = {name: opened(guard) for name in ("nobody", "rea", "rev", "own")}
    ranks = {"nobody": 0, "rea": 1, "rev": 2, "own": 3}
    for name in ("rea", "rev", "own"):
        logged_in(clients[name], name)
    least = {ANYONE: 0, "reader": 1, "reviewer": 2, "owner": 3}
    routes = [r for r in clients["rea"].app.routes if not isinstance(r, Mount)]
    assert all(isinstance(route, Route) for route in routes)
    by_path = {page.path: page for page in pages()}
    seen = set()
    for route in routes:
        page = by_path[route.path if route.path in by_path else route.path.rsplit(".", 1)[0]]
        seen.add(page.path)
        path = re.sub(r"\{[^}]*\}", "nothing", route.path)
        for method in sorted(route.methods - {"HEAD"}):
            if page.path in ("/login", "/logout"):
                continue
            for name, client in clients.items():
                found = client.request(method, path)
                refused = found.status_code in (401, 403) or found.headers.get("location", "").startswith("/login")
                lets_in = ranks[name] >= least[needed(page, method)]
                # A form without its token is refused even to those who may send it.
                assert refused == (not lets_in or method == "POST"), (method, path, name, found.status_code)
                if method == "POST" and lets_in:
                    assert "not of this session" in found.text
    assert seen == set(by_path)


def test_whoever_changes_something_is_a_reviewer_at_least() -> None:
    for page in pages():
        if "POST" in page.methods and page.role != ANYONE:
            assert needed(page, "POST") in ("reviewer", "owner")
    assert {page.path for page in pages() if page.role == ANYONE} == {"/login", "/logout"}
