"""The pages of a real record: each answers, as page and as twin; what they say leads back to the words."""

import csv
import io
import re
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

import rashomon

TEL_ORAM = "Tel Oram"


@pytest.fixture(scope="session")
def incident(client: TestClient) -> str:
    """The id of the most disputed incident of the demo."""
    from rashomon.api.book import most_disputed

    found = most_disputed(client.app.state.book.each_incident())
    assert found
    return found


OF_AN_INCIDENT = ["", "/matrix", "/figures", "/disputes", "/victims", "/claims"]


@pytest.mark.parametrize("page", OF_AN_INCIDENT)
def test_every_page_of_an_incident_has_its_twins(client: TestClient, incident: str, page: str) -> None:
    address = f"/incidents/{incident}{page}"
    drawn = client.get(address)
    assert drawn.status_code == 200, drawn.text
    assert f'href="{address}.json"' in drawn.text
    assert client.get(f"{address}.json").json()
    rows = list(csv.DictReader(io.StringIO(client.get(f"{address}.csv").text)))
    assert rows
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=\"", drawn.text)


def test_the_same_words_against_several_are_one_row_with_all_of_them(client: TestClient, incident: str) -> None:
    disputes = client.get(f"/incidents/{incident}/disputes.json").json()
    tree = html.document_fromstring(client.get(f"/incidents/{incident}/disputes").text)
    rows = tree.xpath("//table[@id='disputes']/tbody/tr")
    assert len(rows) == len({(one["claim"], one["type"]) for one in disputes}) < len(disputes)
    quoted = {" ".join(mark.text_content().split()) for mark in tree.xpath("//table[@id='disputes']//mark")}
    assert {" ".join(one[side].split()) for one in disputes for side in ("words", "other_words") if one[side]} <= quoted


def test_the_matrix_is_a_real_table(client: TestClient, incident: str) -> None:
    text = client.get(f"/incidents/{incident}/matrix").text
    assert "<caption" in text
    assert text.count('scope="col"') > 4
    assert 'scope="row"' in text
    assert text.index("In dispute") < text.index("Not in dispute")


def test_silence_and_denial_are_told_apart_in_words(client: TestClient, incident: str) -> None:
    text = client.get(f"/incidents/{incident}/matrix").text
    assert re.search(r'class="state silent".*?</span> silent</span>', text)
    assert re.search(r'class="state denies".*?</span> denies</span>', text)


def test_a_denial_is_not_titled_to_deny_a_no(client: TestClient, record: Path) -> None:
    with rashomon.open(str(record), create=False) as book:
        denials = {row["property"]: row for row in book.claims(stance="deny") if row["value"] in (True, "Velmari Army")}
    for prop, title in (("occurred", "denies: it happened"), ("perpetrator", "denies: who did it: Velmari Army")):
        heading = re.search(r"<h1>.*?</h1>", client.get(f"/claims/{denials[prop]['id']}").text, re.DOTALL)
        assert heading
        assert re.sub(r"<[^>]+>", "", heading.group()).endswith(title)


def test_another_column_can_be_compared_with(client: TestClient, incident: str) -> None:
    first = client.get(f"/incidents/{incident}/matrix").text
    link = re.search(r'href="([^"]*against=[^"#]+)#matrix" aria-label="Compare with ([^"]+)"', first)
    assert link
    moved = client.get(link.group(1).replace("&amp;", "&")).text
    assert f"compared with <strong><bdi>{link.group(2)}</bdi></strong>" in moved


def test_every_quote_leads_to_exact_characters(client: TestClient, incident: str) -> None:
    text = client.get(f"/incidents/{incident}/matrix").text
    links = sorted(set(re.findall(r'class="to-source" href="([^"#]+)#here"', text)))
    assert len(links) > 10
    for link in links[::6]:
        page = client.get(link.replace("&amp;", "&")).text
        assert "checked: the quoted characters" in page
        assert 'id="here"' in page


def test_a_mismatch_is_said_and_never_guessed(client: TestClient, incident: str) -> None:
    text = client.get(f"/incidents/{incident}/matrix").text
    link = re.search(r'href="(/documents/[0-9a-f]+)\?c=([0-9]+)-([0-9]+)&amp;h=([0-9a-f]+)', text)
    assert link
    path, start, end, mark = link.groups()
    for query in (f"c={int(start) + 1}-{end}&h={mark}", f"c={start}-{end}&h=000000000000", "c=1-99999999"):
        page = client.get(f"{path}?{query}").text
        assert "These are not the characters that were quoted" in page
        assert 'id="here"' not in page
    assert client.get(f"{path}?c=end").status_code == 400


def test_the_embedded_matrix_holds_no_script_and_may_be_framed(client: TestClient, incident: str) -> None:
    found = client.get(f"/incidents/{incident}/matrix/embed")
    assert "<script" not in found.text
    assert "x-frame-options" not in found.headers
    assert "frame-ancestors" not in found.headers["content-security-policy"]
    assert "script-src" not in found.headers["content-security-policy"]


def test_the_bytes_are_given_to_save_and_never_shown(client: TestClient, incident: str) -> None:
    sha = client.get(f"/incidents/{incident}.json").json()["documents"][0]["sha256"]
    found = client.get(f"/documents/{sha}/capture")
    assert found.headers["content-disposition"].startswith("attachment")
    assert found.headers["content-type"] == "application/octet-stream"
    assert found.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert found.headers["content-security-policy"].endswith("; sandbox")


def test_unknown_things_are_missed_in_words(client: TestClient) -> None:
    for path in ("/incidents/zzz", "/incidents/zzz/matrix", "/documents/abcdef0123"):
        found = client.get(path)
        assert found.status_code == 404
        assert "No such" in found.text
