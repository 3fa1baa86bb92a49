"""The desk and the audit over a real record: forms without script, collisions that lose nothing, undo, marks on other pages."""

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rashomon.api import review
from rashomon.model import Claim
from rashomon.record import ClaimFilter

STATIC = Path(__file__).resolve().parents[2] / "src" / "rashomon" / "web" / "static"


@pytest.fixture
def desk(visiting: Callable[..., TestClient], record: Path, tmp_path: Path) -> TestClient:
    """A browser before a record of its own, which may be judged."""
    shutil.copy(record, tmp_path / "r.db")
    return visiting(tmp_path / "r.db", author="Ines")


def fields(text: str, action: str = "/review", which: str = 'id="verdict"') -> dict[str, str]:
    """The hidden fields of a form of a page."""
    forms = [
        form
        for form in re.findall(r"<form.*?</form>", text, re.DOTALL)
        if f'action="{action}' in form and which in form
    ]
    return {
        name: unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', forms[0])
    }


def book(client: TestClient):
    return client.app.state.book


def claim_of(client: TestClient, key: str) -> Claim:
    return next(book(client).each_claim(ClaimFilter(ids=(key,))))


def test_looking_judges_nothing(desk: TestClient) -> None:
    found = desk.get("/review")
    assert found.status_code == 200
    assert "<mark>" in found.text
    for item in re.findall(r'href="(/review\?[^"]*claim=[^"]*)"', found.text)[:3]:
        assert desk.get(unescape(item)).status_code == 200
    assert book(desk).record.judgements() == []


@pytest.mark.parametrize(("verdict", "stands"), [("accept", "accepted"), ("reject", "rejected"), ("unsure", "machine")])
def test_one_button_each_and_back(desk: TestClient, verdict: str, stands: str) -> None:
    sent = fields(desk.get("/review").text)
    after = desk.post("/review", data={**sent, "verdict": verdict, "why": "I <b>looked</b>"})
    assert after.status_code == 200
    assert f"Noted: {verdict}" in after.text
    assert "I &lt;b&gt;looked&lt;/b&gt;" in after.text
    assert fields(after.text)["claim"] != sent["claim"]
    [judgement] = book(desk).record.judgements()
    assert (judgement.author, judgement.reason) == ("Ines", "I <b>looked</b>")
    found = claim_of(desk, sent["claim"])
    assert (found.review, found.unsure) == (stands, verdict == "unsure")
    undone = desk.post("/review", data={**fields(after.text, which='class="done"'), "verdict": "undo"})
    assert undone.status_code == 200
    assert claim_of(desk, sent["claim"]).review == "machine"
    assert fields(undone.text)["claim"] == sent["claim"]


def test_a_correction_is_shown_beside_what_was_read(desk: TestClient) -> None:
    incident = next(c.incident for c in book(desk).each_claim(ClaimFilter(property="killed")) if c.incident)
    matrix = book(desk).matrix(incident).matrix
    key = next(cell.claims[-1] for row in matrix.rows if row.property == "killed" for cell in row.cells if cell.claims)
    sent = fields(desk.get("/review", params={"claim": key}).text)
    wrong = desk.post("/review", data={**sent, "verdict": "correct", "value": "many", "why": "a long note"})
    assert wrong.status_code == 422
    assert "is no number" in wrong.text
    assert 'value="many"' in wrong.text
    assert ">a long note</textarea>" in wrong.text
    fine = desk.post(
        "/review", data={**fields(wrong.text), "verdict": "correct", "value": "777", "speaker": "Karsa Hospital"}
    )
    assert fine.status_code == 200
    found = claim_of(desk, key)
    assert (found.review, found.speaker) == ("corrected", "Karsa Hospital")
    page = desk.get(f"/claims/{key}").text
    assert "✎ corrected" in page
    assert "The machine’s" in page
    table = desk.get(f"/incidents/{found.incident}/matrix").text
    assert "777" in table
    assert "the machine read: " in table


def test_a_rejected_claim_stays_visible(desk: TestClient) -> None:
    sent = fields(desk.get("/review").text)
    desk.post("/review", data={**sent, "verdict": "reject"})
    incident = claim_of(desk, sent["claim"]).incident
    assert "Rejected on review" in desk.get(f"/incidents/{incident}/matrix").text
    assert "✕ rejected" in desk.get(f"/claims/{sent['claim']}").text


def test_colliding_reviewers_keep_their_words(desk: TestClient) -> None:
    sent = fields(desk.get("/review?property=killed").text)
    review.decide(book(desk), sent["claim"], "accept", by="Ole", why="plain to see")
    mine = {**sent, "verdict": "correct", "value": "41", "why": "I read forty-one"}
    found = desk.post("/review", data=mine)
    assert found.status_code == 409
    for words in (
        "Somebody else judged this meanwhile",
        "Ole",
        "plain to see",
        ">I read forty-one</textarea>",
        'value="41"',
    ):
        assert words in found.text
    assert len(book(desk).record.judgements()) == 1
    again = fields(found.text)
    assert desk.post("/review", data={**mine, **again}).status_code == 200


def test_the_same_form_twice_is_one_judgement(desk: TestClient) -> None:
    sent = {**fields(desk.get("/review").text), "verdict": "accept", "why": "clear"}
    assert desk.post("/review", data=sent).status_code == 200
    assert desk.post("/review", data=sent).status_code == 200
    assert len(book(desk).record.judgements()) == 1


def test_the_audit_is_whole_and_takes_back(desk: TestClient) -> None:
    for verdict in ("accept", "reject"):
        desk.post("/review", data={**fields(desk.get("/review").text), "verdict": verdict, "why": f"=why of {verdict}"})
    found = desk.get("/audit")
    assert "2 judgements" in found.text
    rows = desk.get("/audit.json?verdict=reject").json()
    assert [row["verdict"] for row in rows] == ["reject"]
    assert rows[0]["before"].startswith("machine:")
    assert rows[0]["after"].startswith("rejected:")
    assert "'=why of reject" in desk.get("/audit.csv").text
    sent = {
        "csrf": fields(found.text, "/audit", 'name="judgement"')["csrf"],
        "judgement": rows[0]["id"],
        "why": "a slip",
    }
    back = desk.post("/audit?verdict=reject", data=sent)
    assert back.status_code == 200
    assert "taken back" in back.text
    assert claim_of(desk, rows[0]["subject"]).review == "machine"
    assert desk.post("/audit", data=sent).status_code == 422
    assert [row["verdict"] for row in desk.get("/audit.json").json()] == ["undo", "reject", "accept"]
    assert "1 judgement" in desk.get("/audit?words=WHY+OF+REJECT").text
    assert [row["verdict"] for row in desk.get("/audit.json?words=why+of+reject").json()] == ["reject"]
    assert desk.get("/audit.json?by=nobody").json() == []


def test_taking_back_twice_by_one_form_is_one_judgement(desk: TestClient) -> None:
    page = desk.post("/review", data={**fields(desk.get("/review").text), "verdict": "reject"})
    [made] = book(desk).record.judgements()
    sent = {"csrf": fields(page.text)["csrf"], "claim": made.id, "upon": made.id, "verdict": "undo"}
    assert [desk.post("/review", data=sent).status_code for _ in range(2)] == [200, 200]
    assert [judgement.verdict for judgement in book(desk).record.judgements()] == ["reject", "undo"]


def test_incidents_are_merged_and_split(desk: TestClient) -> None:
    def linked() -> dict[str, int]:
        return {found.id: len(found.mentions) for found in book(desk).record.incidents()}

    before = linked()
    one, other = [key for key, many in before.items() if many > 1][:2]
    sent = fields(desk.get(f"/incidents/{one}/review").text, "/incidents/", 'name="upon"')
    merged = desk.post(
        f"/incidents/{one}/review", data={**sent, "verdict": "merge", "other": other, "why": "one strike"}
    )
    assert merged.status_code == 200
    assert max(linked().values()) == before[one] + before[other]
    [made] = book(desk).record.judgements()
    review.undo(book(desk), made.id, by="Ole")
    assert linked() == before
    sent = fields(desk.get(f"/incidents/{one}/review").text, "/incidents/", 'name="upon"')
    part = book(desk).incident(one).mentions[0].id
    assert desk.post(f"/incidents/{one}/review", data={**sent, "verdict": "split"}).status_code == 422
    found = desk.post(
        f"/incidents/{one}/review", data={**sent, "verdict": "split", "part": [part], "why": "another day"}
    )
    assert found.status_code == 200
    assert len(linked()) == len(before) + 1
    late = desk.post(f"/incidents/{one}/review", data={**sent, "verdict": "split", "part": [part], "why": "my words"})
    assert late.status_code in (409, 422)
    assert "my words" in late.text


def test_the_headline_of_a_denial_denies_once(desk: TestClient) -> None:
    denials = [c for c in book(desk).each_claim() if c.stance == "deny" and c.property in ("occurred", "perpetrator")]
    assert {c.property for c in denials} == {"occurred", "perpetrator"}
    for claim in denials:
        [head] = re.findall(
            r'<h2 id="proposal-title">(.*?)</h2>', desk.get(f"/review?claim={claim.id}").text, re.DOTALL
        )
        words = " ".join(re.sub(r"<[^>]+>", "", head).split())
        assert " denies:" in words or " deny:" in words
        assert not re.search(r": (no|not .*)$", words), words


def test_an_empty_queue_says_so(desk: TestClient) -> None:
    assert "Nothing waits" in desk.get("/review?property=nothing").text


def test_keys_keep_away_from_typing() -> None:
    script = (STATIC / "review.js").read_text(encoding="utf-8")
    for guard in ("ctrlKey", "altKey", "metaKey", "isComposing", "textarea", "event.repeat"):
        assert guard in script
    assert not re.search(r"(https?:)?//[a-z]", re.sub(r"(?m)^\s*//.*$", "", script))
