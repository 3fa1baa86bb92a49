"""Makes a page stand alone: which file an address is, and the page with its links led there and all that needs a server gone."""

from __future__ import annotations

import hashlib
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from lxml import etree, html

from .moment import MOMENT
from .pages import pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PARTS = ("matrix", "figures", "victims", "disputes", "claims")
"""Pages of an incident, besides its own."""
TOP = ("disputes", "actors", "promises", "map", "timeline", "compare")
_TWIN = re.compile(r"\.(json|csv)$")
_CITED = re.compile(r"^c(\d+)-(\d+)$")
_KEPT = {"matrix": {"columns"}, "claims": {"property", "account"}}  # parameters that a whole page needs not
_ASKED = {"matrix": "columns=all"}  # how the whole page is asked for


class Addresses:
    """Which addresses of the application become which files, and how a file is asked for.

    ``moment`` are the parameters of the moment: they hold for every page and are in no file's name. ``actor`` gives the key of
    the actor that an id, a key or a name means, None where the site has no page of it.
    """

    def __init__(
        self, *, incidents: frozenset[str], documents: frozenset[str], claims: frozenset[str], moment: Mapping[str, str],
        actor: Callable[[str], str | None] = lambda _: None,
    ) -> None:  # fmt: skip
        self._incidents, self._documents, self._claims, self._moment = incidents, documents, claims, dict(moment)
        self._actor = actor
        self._paths = {page.path for page in pages()}
        self._queries: dict[str, str] = {}  # by file: the address it is asked by, where its name does not tell

    def seeds(self) -> list[str]:
        """The files to begin with, in order; all others are found by links."""
        top = [f"{name}.html" for name in TOP if f"/{name}" in self._paths]
        return top + [f"incidents/{key}/index.html" for key in sorted(self._incidents)]

    def file(self, address: str) -> tuple[str, str] | None:
        """The file and the fragment within it that an address of the application becomes; None where it becomes none."""
        parts = urlsplit(address)
        query = {name: value for name, value in parse_qsl(parts.query) if name not in MOMENT}
        path, twin = unquote(parts.path), ""
        if (found := _TWIN.search(path)) and not path.startswith("/static/"):
            path, twin = path[: found.start()], found[0]
        name = self._page(path, query)
        if name is None:
            return None
        fragment = f"c{query['c']}" if path.startswith("/documents/") and "c" in query else parts.fragment
        return (name.removesuffix(".html") + twin if twin else name), ("" if fragment == "here" else fragment)

    def _page(self, path: str, query: dict[str, str]) -> str | None:
        first, *rest = path.strip("/").split("/")
        if first in ("", "incidents") and not rest:
            return "index.html" if not query else None
        if first == "static":
            return path.strip("/")
        if first in TOP and not rest and path in self._paths:
            return self._top(first, query)
        if first == "incidents" and rest[0] in self._incidents and len(rest) <= 2:
            return self._incident(rest, query)
        return self._single(first, rest, query)

    def _single(self, first: str, rest: list[str], query: dict[str, str]) -> str | None:
        """The file of an actor, a document or a claim."""
        if first == "actors" and rest:
            return self._of_actor(self._actor("/".join(rest)), query)
        if len(rest) != 1:
            return None
        if first == "documents" and rest[0] in self._documents:
            return f"documents/{rest[0]}.html" if not query.keys() - {"c", "h", "claim"} else None
        if first == "claims" and rest[0] in self._claims and any(path.startswith("/claims/{") for path in self._paths):
            return f"claims/{rest[0]}.html" if not query else None
        return None

    def _of_actor(self, key: str | None, query: dict[str, str]) -> str | None:
        """One file for each actor, whatever it was called by: a key holds characters that file systems fold or forbid."""
        if key is None or query.keys() - {"start"}:
            return None
        slug = re.sub(r"[^a-z0-9]+", "-", key.removeprefix("name:")).strip("-")[:40].rstrip("-")
        name = "-".join(filter(None, (slug, hashlib.sha256(key.encode()).hexdigest()[:8], query.get("start", ""))))
        file = f"actors/{name}.html"
        self._queries[file] = f"/actors/{key}" + (f"?{urlencode(query)}" if query else "")
        return file

    def _incident(self, rest: list[str], query: dict[str, str]) -> str | None:
        key, part = rest[0], rest[1] if len(rest) == 2 else "index"
        if part != "index" and part not in PARTS:
            return None
        left = {name: value for name, value in query.items() if name not in _KEPT.get(part, set())}
        if part == "figures" and left.keys() == {"measure"}:
            return self._named(f"incidents/{key}/figures", f"/incidents/{key}/figures", left)
        return f"incidents/{key}/{part}.html" if not left else None

    def _top(self, name: str, query: dict[str, str]) -> str | None:
        if not query:
            return f"{name}.html"
        if name == "compare" and {"a", "b"} <= query.keys() <= {"a", "b", "state"}:
            return self._named("compare", "/compare", {"a": query["a"], "b": query["b"]})
        return self._named(name, f"/{name}", query) if query.keys() == {"start"} else None

    def _named(self, name: str, path: str, query: dict[str, str]) -> str:
        """A file for a page with parameters: short ones stand in its name, others by a hash."""
        told = "-".join(query.values())
        short = (
            told
            if re.fullmatch(r"[a-z0-9_-]{1,40}", told)
            else hashlib.sha256(urlencode(query).encode()).hexdigest()[:12]
        )
        file = f"{name}-{short}.html"
        self._queries[file] = f"{path}?{urlencode(query)}"
        return file

    def asked(self, name: str) -> str:
        """The address by which the application is asked for a file."""
        twin = "" if name.endswith(".html") or name.startswith("static/") else posixpath.splitext(name)[1]
        page = name if not twin else posixpath.splitext(name)[0] + ".html"
        if name.startswith("static/"):
            return "/" + name
        path, _, query = self._queries.get(page, self._plain(page)).partition("?")
        more = urlencode(self._moment)
        joined = "&".join(part for part in (query, more) if part)
        return quote(path, safe="/:@") + twin + (f"?{joined}" if joined else "")

    def _plain(self, page: str) -> str:
        path = "/" + page.removesuffix(".html").removesuffix("/index")
        query = _ASKED.get(path.rpartition("/")[2], "") if path.startswith("/incidents/") else ""
        return f"{path}?{query}" if query else path


def rewritten(page: bytes, name: str, addresses: Addresses) -> tuple[bytes, frozenset[tuple[str, str]]]:
    """The page as the file ``name``, and the files that it leads to, each with the fragment within it or ""."""
    tree = html.document_fromstring(page.decode())
    _strip(tree)
    wanted: set[tuple[str, str]] = set()
    for element in tree.xpath("//*[@href]"):
        _lead(element, name, addresses, wanted)
    return _bytes(tree), frozenset(wanted)


def _strip(tree: html.HtmlElement) -> None:
    """Takes out what needs a server or script."""
    gone = "//script | //form | //meta[@name='htmx-config'] | //*[@id='map']/.. | //*[contains(@class, 'noprint')] | //*[@class='skip-script']"
    for element in tree.xpath(gone):
        element.drop_tree()
    for element in tree.xpath("//*[@*[starts-with(name(), 'hx-')]]"):
        for attribute in [key for key in element.attrib if key.startswith("hx-")]:
            del element.attrib[attribute]


def _lead(element: html.HtmlElement, name: str, addresses: Addresses, wanted: set[tuple[str, str]]) -> None:
    """Leads one link to its file; one that has none becomes plain words."""
    address = element.get("href", "")
    if address.startswith("#") or re.match(r"[a-z][a-z0-9+.-]*:", address):
        return
    if not address.startswith("/"):
        base = "/" + name
        address = posixpath.normpath(posixpath.join(posixpath.dirname(base), address))
    found = addresses.file(address)
    if found is None:
        _unlink(element)
        return
    file, fragment = found
    wanted.add((file, fragment))
    relative = posixpath.relpath(file, posixpath.dirname(name) or ".")
    element.set("href", quote(relative, safe="/") + (f"#{quote(fragment)}" if fragment else ""))


def _unlink(element: html.HtmlElement) -> None:
    if element.tag == "link":
        element.drop_tree()
    elif element.tag == "a" and any(parent.tag == "nav" for parent in element.iterancestors()):
        parent = element.getparent()
        (parent if parent is not None and parent.tag == "li" else element).drop_tree()
    elif element.tag in ("a", "{http://www.w3.org/2000/svg}a"):
        for attribute in ("href", "rel", "target", "download"):
            element.attrib.pop(attribute, None)
        if element.tag == "a":
            element.tag = "span"
    else:
        element.attrib.pop("href")


def anchored(page: bytes, fragments: frozenset[str]) -> bytes:
    """The page of a document with an anchor before the first character of each passage (``c120-182``) that others cite.

    Paragraphs of the text bear the offset of their first character (``p120``).
    """
    tree = html.document_fromstring(page.decode())
    paragraphs = [
        (int(found[1]), element)
        for element in tree.xpath("//*[@id='text']//*[@id]")
        if (found := re.fullmatch(r"p(\d+)", element.get("id", "")))
    ]
    texts = tree.xpath("//*[@id='text']")
    for start, name in sorted(
        ((int(found[1]), name) for name in fragments if (found := _CITED.match(name))), reverse=True
    ):
        at, paragraph = max(
            (one for one in paragraphs if one[0] <= start), key=lambda one: one[0], default=(start, None)
        )
        anchor = html.Element("a", id=name)
        anchor.set("class", "cited")
        if paragraph is None or not _insert(paragraph, start - at, anchor):
            (paragraph if paragraph is not None else (texts or [tree.body])[0]).addprevious(anchor)
    return _bytes(tree)


def _insert(element: html.HtmlElement, offset: int, anchor: html.HtmlElement) -> bool:
    """Puts ``anchor`` before the character ``offset`` of the text within ``element``; False where it is shorter."""
    own = element.text or ""
    if offset <= len(own):
        element.text, anchor.tail = own[:offset], own[offset:]
        element.insert(0, anchor)
        return True
    offset -= len(own)
    for child in element:
        inside = len(child.text_content())
        if offset < inside:
            return _insert(child, offset, anchor)
        offset -= inside
        tail = child.tail or ""
        if offset <= len(tail):
            child.tail, anchor.tail = tail[:offset], tail[offset:]
            child.addnext(anchor)
            child.tail = tail[:offset]
            return True
        offset -= len(tail)
    return False


def _bytes(tree: html.HtmlElement) -> bytes:
    made: bytes = etree.tostring(tree, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    return made + b"\n"
