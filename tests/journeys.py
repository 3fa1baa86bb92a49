"""What the journeys of tests/browser do on any record: find a page worth looking at, and look at it closely."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browsing import Visitor

PLACES = (
    "/", "/incidents", "/incidents?q={word}", "/incidents?q=nothingofthekind", "{incident}", "{incident}/matrix",
    "{incident}/matrix?columns=all", "{incident}/figures", "{incident}/victims", "{incident}/disputes",
    "{incident}/claims", "{claim}", "{document}", "{document}/diff", "/disputes", "/actors", "{actor}", "/promises", "/map",
    "/timeline", "/compare", "/review", "/audit", "/data", "/nowhere",
)  # fmt: skip
LAYERS = "said,figures,incidents,times,places,actors"


def incidents(visitor: Visitor, **query: object) -> list[dict[str, Any]]:
    """The rows of a search, as data; by default of all incidents, the one with most accounts first."""
    found = visitor.page.request.get(f"{visitor.home}/incidents.json?{urlencode({'limit': 200, **query})}").json()
    return sorted(found["incidents"], key=lambda row: -len(row["accounts"]))


def table(visitor: Visitor, path: str) -> list[dict[str, str]]:
    """The rows of a CSV twin."""
    answer = visitor.page.request.get(visitor.home + path)
    assert answer.status == 200, path
    return list(csv.DictReader(io.StringIO(answer.text())))


def richest(visitor: Visitor, word: str) -> dict[str, Any]:
    """The incident that most accounts tell of, of those that the word finds, with a named speaker."""
    return next(row for row in incidents(visitor, q=word) if any(one["speaker"] for one in row["accounts"]))


def denied(visitor: Visitor) -> str:
    """The path of the matrix of the incident with most accounts of those in which somebody denies and somebody is silent."""
    for row in incidents(visitor):
        path = f"/incidents/{row['id']}/matrix"
        if len(row["accounts"]) > 1 and any(cell["state"] == "denies" for cell in table(visitor, f"{path}.csv")):
            return path
    raise AssertionError("nobody denies anything in this record")


def filled(visitor: Visitor, word: str = "market") -> list[str]:
    """``PLACES`` with a word, an incident, a claim, a document and an actor of the record."""
    row = richest(visitor, word)
    account = next(one for one in row["accounts"] if one["speaker"])
    known = {
        "incident": f"/incidents/{row['id']}", "claim": f"/claims/{account['claims'][0]}", "word": word,
        "document": f"/documents/{row['documents'][0]['sha256']}",
        "actor": f"/actors/{quote(account['actor'] or account['speaker'])}",
    }  # fmt: skip
    return [place.format_map(known) for place in PLACES]


def overflow(page: Page) -> int:
    """How many CSS pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def pointed(page: Page) -> str:
    """The words that the open document says were quoted, after the address was found to name their place."""
    at = re.fullmatch(r"(\d+)-(\d+)", parse_qs(urlsplit(page.url).query)["c"][0])
    assert at, page.url
    shown = "".join(page.locator("mark.here").all_inner_texts())
    assert shown
    assert page.locator("#pointed .checked").count() == 1
    return shown


def by_keyboard(page: Page, word: str) -> None:
    """From the search for a word to the characters behind a cell, with keys alone; the same words in both places."""
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type(word)
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents?*")
    page.locator("li.hit h3 a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/incidents/i[0-9a-f]+"))
    page.keyboard.press("m")
    page.wait_for_url("**/matrix*")
    page.keyboard.press("n")  # the first cell that speaks
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")  # its words, in place
    words = page.locator("details[open] mark").first.inner_text()
    assert words
    page.keyboard.press("Enter")  # the document, at the characters
    page.wait_for_url("**/documents/**")
    assert squeezed(pointed(page)) == squeezed(words)
    assert page.evaluate("document.activeElement.id") == "here"


def by_links(page: Page, word: str) -> None:
    """The same by following links, as without JavaScript."""
    page.fill("#find", word)
    page.click("form.find button")
    page.locator("li.hit h3 a").first.click()
    page.get_by_role("link", name="Accounts", exact=True).click()
    cell = page.locator("td.cell details").first
    cell.locator("summary").click()
    words = cell.locator("mark").first.inner_text()
    cell.locator("a.to-source").first.click()
    assert squeezed(pointed(page)) == squeezed(words)


def squeezed(text: str) -> str:
    """Each run of white space as one blank: paragraphs of a text are paragraphs on the page, blanks in a quote."""
    return " ".join(text.split())


def cell_names(page: Page, state: str) -> set[str]:
    """What a screen reader says of the first cells in a state."""
    names = {cell.aria_snapshot() for cell in page.locator(f"#matrix td.cell.{state}").all()[:6]}
    assert all(re.search(rf"\b{state}\b", name) for name in names), names
    return names


def marked(page: Page) -> list[tuple[int, int, str, frozenset[str]]]:
    """The pieces of the text as the page shows them: start and end in code points, the characters, the kinds of marks over them."""
    found = []
    for start, pieces in page.locator("#text p[id]").evaluate_all(_PIECES):
        at = start
        for text, kinds in pieces:
            found.append((at, at + len(text), text, frozenset(kinds)))
            at += len(text)
    return found


_PIECES = """paragraphs => paragraphs.map(paragraph => [Number(paragraph.id.slice(1)), Array.from(paragraph.childNodes).map(
  node => [node.textContent, Array.from(node.classList || []).filter(name => name.startsWith("k-")).map(name => name.slice(2))])])"""


def spans(document: dict[str, Any]) -> dict[str, list[tuple[int, int]]]:
    """By kind of mark: where the JSON twin of a document has one."""
    said = document["attributions"]
    found = {role: [tuple(span) for one in said for span in one[role]] for role in ("source", "cue", "content")}
    for kind, name in (("figure", "figures"), ("time", "times"), ("place", "places"), ("actor", "actors")):
        found[kind] = [tuple(one["span"]) for one in document[name]]
    found["incident"] = [tuple(span) for one in document["incidents"] for span in one["anchors"] or [one["anchor"]]]
    return found


def check_marks(page: Page, document: dict[str, Any]) -> int:
    """Every mark on the page stands over exactly the characters that the record has it at; how many characters are marked."""
    text = document["document"]["text"]
    shown: dict[str, set[int]] = {}
    seen: set[int] = set()
    for start, end, words, kinds in marked(page):
        assert words == text[start:end], (start, end)
        seen.update(range(start, end))
        for kind in kinds:
            shown.setdefault(kind, set()).update(range(start, end))
    assert not {text[at] for at in set(range(len(text))) - seen if not text[at].isspace()}, "the whole text is shown"
    for kind, places in spans(document).items():
        held = {at for start, end in places for at in range(start, end)} & seen
        assert shown.get(kind, set()) == held, kind
    return sum(map(len, shown.values()))
