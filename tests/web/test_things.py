"""Claims, actors, revisions; words of the web stay words, whatever they hold and whichever way they run."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec import structs
from starlette.testclient import TestClient

from made import KARSA, told
from rashomon.model import Count, content_id
from rashomon.record import open_record
from rashomon.web.words import days, direction, language

EVIL = "<script>alert(1)</script>\"'&"
ARABIC = "قال المرصد إن غارة على كرسا قتلت ١٢ شخصا 😀 strike in Karsa"


@pytest.fixture(scope="session")
def odd(visiting: Callable[..., TestClient], tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A record of reports with markup, formulas and Arabic in every name, and of two revisions of one page."""
    path = tmp_path_factory.mktemp("odd") / "odd.db"
    page = "https://herald.example/strike"
    with open_record(str(path)) as record:
        for made in (
            told(f"A strike hit {EVIL}.", title=f"=HYPERLINK({EVIL})", outlet=EVIL, party=EVIL, place=None),
            told(ARABIC, title=ARABIC, outlet="صحيفة كرسا", language="ar", party="الجيش"),
            told("A strike hit Karsa.\n\nTwelve people died.", url=page),
            told("A strike hit Karsa.\n\nAt least 30 people died, it is said.", url=page),
        ):
            record.add(*made)
    return visiting(path)


def test_a_claim_tells_how_it_came_here(client: TestClient) -> None:
    claims = client.get("/incidents.json?place=Tel Oram").json()["incidents"][0]["evidence"]
    page = client.get(f"/claims/{claims[0]}").text
    for words in ("How it came here", "As it was read", "Cite", "captured"):
        assert words in page
    row = client.get(f"/claims/{claims[0]}.json").json()
    assert row["id"] == claims[0]
    assert client.get("/claims/c000").status_code == 404


def test_an_actor_by_name_and_what_it_says(client: TestClient) -> None:
    page = client.get("/actors/Velmar Casualty Watch").text
    assert "What it says" in page
    data = client.get("/actors/velmar casualty watch.json").json()
    assert data["claims"] > 3
    assert {claim["speaker"] for claim in data["latest"]} == {"Velmar Casualty Watch"}
    assert client.get("/actors/Nobody at all").status_code == 404


def test_an_actor_of_the_registry_has_dated_names(client: TestClient) -> None:
    page = client.get("/actors/un")
    assert page.status_code in (200, 404)  # by what the registry calls it
    held = client.get("/actors/Ardan Air Force.json").json()
    assert held["held_responsible_in"]


@pytest.mark.parametrize("path", ["/", "/incidents", "/incidents?q=strike", "/disputes", "/incidents/feed"])
def test_markup_in_names_stays_text(odd: TestClient, path: str) -> None:
    text = odd.get(path).text
    assert "<script>alert" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_markup_stays_text_in_documents_and_matrices(odd: TestClient) -> None:
    incidents = odd.get("/incidents.json").json()["incidents"]
    assert len(incidents) >= 3
    for one in incidents:
        for page in ("", "/matrix", "/claims", "/figures", "/victims", "/matrix/embed"):
            assert "<script>alert" not in odd.get(f"/incidents/{one['id']}{page}").text
        for document in one["documents"]:
            assert "<script>alert" not in odd.get(f"/documents/{document['sha256']}").text
    assert "<script>alert" not in odd.get("/actors/" + "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22'&").text
    assert "<script>alert" not in odd.get("/incidents", params={"q": EVIL, "type": EVIL}).text


def test_formulas_are_escaped_in_csv(odd: TestClient) -> None:
    for one in odd.get("/incidents.json").json()["incidents"]:
        for page in ("/matrix.csv", "/claims.csv", ".csv"):
            rows = csv.reader(io.StringIO(odd.get(f"/incidents/{one['id']}{page}").text))
            assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+"))]


def test_arabic_runs_from_right_to_left(odd: TestClient) -> None:
    one = next(
        o
        for o in odd.get("/incidents.json").json()["incidents"]
        if any(d["outlet"] == "صحيفة كرسا" for d in o["documents"])
    )
    page = odd.get(f"/incidents/{one['id']}/matrix").text
    assert re.search(r'<blockquote lang="ar" dir="rtl">', page)
    assert "<bdi>صحيفة كرسا</bdi>" in page
    sha = one["documents"][0]["sha256"]
    claim = odd.get(f"/incidents/{one['id']}/claims.json").json()[0]
    start, end = claim["span"]
    shown = odd.get(f"/documents/{sha}?c={start}-{end}").text
    assert 'class="text" lang="ar" dir="rtl"' in shown
    assert re.search(r'id="here"[^>]*>strike<', shown), "code points, after an emoji"


def test_revisions_show_changed_figures_first(odd: TestClient) -> None:
    documents = [d for one in odd.get("/incidents.json").json()["incidents"] for d in one["documents"]]
    page = next(text for d in documents if "revision 2 of 2" in (text := odd.get(f"/documents/{d['sha256']}").text))
    diff = re.search(r'href="(/documents/[0-9a-f]+/diff)"', page)
    assert diff
    text = odd.get(diff.group(1)).text
    assert text.index("Figures and statements") < text.index("The text")
    assert re.search(r"<del[^>]*>Twelve", text)
    assert "<ins" in text
    assert odd.get(f"{diff.group(1)}.json").json()["revisions"]
    assert odd.get(f"{diff.group(1)}?with=000000").status_code == 404


def test_days_read_well() -> None:
    import datetime as dt

    day = dt.date
    assert days(day(2031, 3, 4), day(2031, 3, 4)) == "4 March 2031"
    assert days(day(2031, 3, 1), day(2031, 3, 31)) == "March 2031"
    assert days(day(2031, 1, 1), day(2031, 12, 31)) == "2031"
    assert days(day(2031, 3, 4), day(2031, 3, 6)) == "4–6 March 2031"
    assert days(None, day(2031, 3, 6)) == "by 6 March 2031"
    assert days(None, None) == "undated"
    assert days(day(9999, 12, 1), day(9999, 12, 31)) != ""


def test_the_script_of_words_tells_their_direction() -> None:
    assert direction(language("قال", "en")) == "rtl"
    assert direction(language("אמר", None)) == "rtl"
    assert language("сказал", "uk") == "uk"
    assert direction(language("he said", "en")) == "ltr"
    assert language("", "ar") == "ar"


@pytest.fixture(scope="session")
def crowd(visiting: Callable[..., TestClient], tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """One incident told by 175 sources in 525 claims."""
    path = tmp_path_factory.mktemp("crowd") / "crowd.db"
    capture, read, (claim,), keys = told("A strike hit Karsa and killed twelve people, many sources said.")
    claims = [
        structs.replace(
            claim, id=content_id("c", str(n), prop), speaker=f"Speaker Number {n}", property=prop, value=value,
            published=claim.published + timedelta(days=n % 30), group="people" if prop == "killed" else None,
            stance="deny" if prop == "occurred" and n % 5 == 0 else "assert",
        )
        for n in range(175)
        for prop, value in (("killed", Count(12 + n % 7, None)), ("occurred", True), ("place", KARSA))
    ]  # fmt: skip
    with open_record(str(path)) as record:
        record.add(capture, read, tuple(claims), keys)
    return visiting(path)


def test_175_sources_and_500_claims_on_a_page(crowd: TestClient) -> None:
    (one,) = crowd.get("/incidents.json").json()["incidents"]
    assert len(one["accounts"]) == 175
    for page in ("/matrix", "/matrix?columns=all", "/figures", "/disputes", "/claims", ""):
        found = crowd.get(f"/incidents/{one['id']}{page}", headers={"Accept-Encoding": "gzip"})
        assert found.status_code == 200
        assert int(found.headers["content-length"]) < 100_000, page
    first = crowd.get(f"/incidents/{one['id']}/matrix").text
    assert ">167 more</a>" in first
    assert "print" in first, "paper says where all stand"
    whole = crowd.get(f"/incidents/{one['id']}/matrix?columns=all").text
    assert whole.count('<th role="columnheader"') == 176
