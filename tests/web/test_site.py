"""The static site: every link leads somewhere, nothing needs a server or a script, the same record gives the same bytes."""

import hashlib
import json
import posixpath
import re
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

import rashomon
from rashomon.config import Settings
from rashomon.errors import OutputError
from rashomon.record import IncidentFilter, Moment, open_record
from rashomon.web.site import MANIFEST, Wish, write_site

WHOLE = Wish(wanted=IncidentFilter())


def using(record: Path) -> Settings:
    return Settings(record=str(record), encoder="none")


@pytest.fixture(scope="module")
def site(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "public"
    with rashomon.open(str(record)) as book:
        assert write_site(using(record), folder, WHOLE).incidents == len(list(book.each_incident())) > 1
    return folder


def pages(folder: Path) -> dict[str, html.HtmlElement]:
    return {
        path.relative_to(folder).as_posix(): html.document_fromstring(path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }


def astray(folder: Path) -> list[str]:
    """Links that lead nowhere: the link checker."""
    found, trees = [], pages(folder)
    ids = {name: {element.get("id") for element in tree.xpath("//*[@id]")} for name, tree in trees.items()}
    for name, tree in trees.items():
        for element in tree.xpath("//*[@href or @src]"):
            address = element.get("href") or element.get("src")
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
            )
            if target.startswith(("..", "/")) or parts.query or not (folder / target).is_file():
                found.append(f"{name}: {address}")
            elif parts.fragment and unquote(parts.fragment) not in ids.get(target, set()):
                found.append(f"{name}: {address} has no such place")
    return found


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    assert astray(site) == []


def test_every_page_is_reached_from_the_first(site: Path) -> None:
    trees, seen, waiting = pages(site), {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for element in trees[name].xpath("//a[@href]"):
            parts = urlsplit(element.get("href"))
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            if not parts.scheme and target in trees and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert seen == set(trees)
    assert sum(name.startswith("documents/") for name in trees) > 5
    assert {"actors.html", "promises.html", "map.html", "disputes.html", "timeline.html", "compare.html"} <= set(trees)
    listed = json.loads((site / "actors.json").read_text())
    assert sum(name.startswith("actors/") and name.count("-") for name in trees) >= listed["of"] > 20
    told = {folder.name for folder in (site / "incidents").iterdir()}
    assert {name.split("/")[1] for name in trees if name.endswith("/matrix.html")} == told


def test_the_first_page_is_a_table_that_names_its_cells(site: Path) -> None:
    tree = pages(site)["index.html"]
    assert len(tree.xpath("//table[@role='table']/tbody/tr")) == len(list((site / "incidents").iterdir()))
    assert {cell.get("data-label") for cell in tree.xpath("//tbody//td[@data-label]")} == {
        "Where",
        "Killed",
        "Injured",
        "Status",
    }


def test_nothing_needs_a_server_or_a_script(site: Path) -> None:
    for name, tree in pages(site).items():
        assert not tree.xpath("//script | //form | //iframe | //*[@style]"), name
        assert not tree.xpath("//@*[starts-with(name(), 'on') or starts-with(name(), 'hx-')]"), name
        assert not [a for a in tree.xpath("//@href | //@src") if a.startswith(("/", "file:"))], name


def test_a_cited_passage_has_its_anchor_at_the_exact_characters(site: Path, record: Path) -> None:
    trees, checked = pages(site), 0
    with open_record(str(record), create=False) as opened:
        for name, tree in trees.items():
            if not name.startswith("documents/"):
                continue
            text = opened.document(Path(name).stem).document.text
            for anchor in tree.xpath("//*[@id='text']//p//a[@class='cited']"):
                start, end = (int(part) for part in anchor.get("id")[1:].split("-"))
                after = "".join(anchor.xpath("following::text()[ancestor::*[@id='text']]"))
                assert " ".join(after.split()).startswith(" ".join(text[start:end].split())[:20])
                checked += 1
    assert checked > 20


def test_the_manifest_names_every_file_with_its_hash(site: Path) -> None:
    told = json.loads((site / MANIFEST).read_text())["files"]
    here = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()} - {MANIFEST}
    assert set(told) == here
    for name, digest in told.items():
        assert hashlib.sha256((site / name).read_bytes()).hexdigest() == digest


def test_the_same_record_gives_the_same_bytes_and_replaces_whole(site: Path, record: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    shutil.copytree(site, again)
    (again / "stray.html").write_text("left behind")
    write_site(using(record), again, WHOLE)
    files = {p.relative_to(again).as_posix(): p.read_bytes() for p in again.rglob("*") if p.is_file()}
    assert files == {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    assert [p.name for p in tmp_path.iterdir()] == ["again"]


def test_a_folder_of_others_is_left_alone(record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letters.txt").write_text("dear")
    with pytest.raises(OutputError, match="not of such a site"):
        write_site(using(record), folder, WHOLE)
    assert [p.name for p in folder.iterdir()] == ["letters.txt"]


def test_folders_of_like_names_are_left_alone(record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for name in ("public.old", "public.part"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letters.txt").write_text("dear")
    wish = Wish(wanted=IncidentFilter(place="Tel Oram"), texts=False)
    for _ in range(2):
        write_site(using(record), folder, wish)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public", "public.old", "public.part"]
    assert (tmp_path / "public.old" / "letters.txt").read_text() == "dear"


def test_what_fails_leaves_the_old_site(record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / MANIFEST).write_text("{}")
    monkeypatch.setattr("rashomon.web.site.rewritten", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_site(using(record), folder, WHOLE)
    assert (folder / MANIFEST).read_text() == "{}"
    assert [p.name for p in tmp_path.iterdir()] == ["public"]


def test_a_part_of_the_record_as_of_a_moment_without_texts(record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "then"
    wish = Wish(
        wanted=IncidentFilter(place="Tel Oram"),
        moment=Moment(asof=date(2031, 3, 5)),
        texts=False,
        title="<b>Tel Oram</b>",
    )
    assert write_site(using(record), folder, wish).incidents == 1
    assert astray(folder) == []
    assert not (folder / "documents").exists()
    first = (folder / "index.html").read_text("utf-8")
    assert "&lt;b&gt;Tel Oram&lt;/b&gt;" in first
    assert "published by 5 March 2031" in first
    [key] = [path.name for path in (folder / "incidents").iterdir()]
    told = json.loads((folder / "incidents" / key / "claims.json").read_text())
    days = re.findall(r'"published": ?"([^"]+)"', json.dumps(told))
    assert days
    assert max(days) <= "2031-03-05"
    assert len(json.loads((folder / "map.json").read_text())["incidents"]) == 1
    told = [json.loads(path.read_text()) for path in (folder / "actors").glob("*.json")]
    assert len(told) == json.loads((folder / "actors.json").read_text())["of"] > 3
    assert max(claim["published"] for one in told for claim in one["latest"]) <= "2031-03-05"
    assert {claim["document"] for one in told for claim in one["latest"]} <= {
        one["sha256"] for one in json.loads((folder / "incidents" / key / "index.json").read_text())["documents"]
    }
