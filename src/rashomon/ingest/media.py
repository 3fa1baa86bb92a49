"""What an input is, by the server's word, its name or its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePath
from urllib.parse import urlsplit

HTML = "text/html"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
JSONL = "application/jsonl"
JSON = "application/json"

_BY_SUFFIX = {
    ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".shtml": HTML,
    ".txt": PLAIN, ".text": PLAIN,
    ".md": MARKDOWN, ".markdown": MARKDOWN,
    ".jsonl": JSONL, ".ndjson": JSONL, ".jsonlines": JSONL,
    ".json": JSON,
}  # fmt: skip
_BY_TYPE = {
    "text/html": HTML, "application/xhtml+xml": HTML,
    "text/plain": PLAIN,
    "text/markdown": MARKDOWN, "text/x-markdown": MARKDOWN,
    "application/jsonl": JSONL, "application/x-ndjson": JSONL, "application/x-jsonlines": JSONL, "application/ndjson": JSONL,
    "application/json": JSON,
}  # fmt: skip
# Parts of a saved page and of a file system, which nobody means when naming a folder of reports.
ASSETS = frozenset(
    [
        ".css",
        ".js",
        ".mjs",
        ".map",
        ".json5",
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".eot",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".webp",
        ".avif",
        ".ico",
        ".bmp",
        ".mp3",
        ".mp4",
        ".webm",
        ".m4a",
        ".lock",
        ".log",
        ".db",
        ".sqlite",
        ".db-wal",
        ".db-shm",
        ".pyc",
        ".part",
        ".tmp",
    ]
)
_PAGE = re.compile(
    rb"^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|article|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b\x85\x08")
_SIGNATURES = (
    (b"%PDF-", "PDF"), (b"PK\x03\x04", "ZIP or Office"), (b"\x1f\x8b", "gzip"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"), (b"SQLite format 3", "SQLite"), (b"\x7fELF", "program"), (b"\xd0\xcf\x11\xe0", "old Office"),
)  # fmt: skip


def kind(origin: str, declared: str | None, head: bytes) -> str:
    """The media type of an input: what the server declared, else by name, else by its first bytes (``head``)."""
    if declared in _BY_TYPE and not (declared == "text/plain" and _suffix(origin) in _BY_SUFFIX):
        return _BY_TYPE[declared]
    return _BY_SUFFIX.get(_suffix(origin)) or _by_content(head)


def known(path: str) -> bool:
    """Whether the file's name tells a kind that is read."""
    return _suffix(path) in _BY_SUFFIX


def is_asset(path: str) -> bool:
    """Whether the file's name tells a part of a web page or a work file, passed over in folders."""
    return _suffix(path) in ASSETS


def is_binary(content: bytes) -> bool:
    """Whether the bytes are no text in any encoding: a known signature, or many control bytes outside UTF-16 and -32."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    if signature(content) is not None:
        return True
    sample = content[:65536]
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in sample)
    zeros = sample.count(0)
    if zeros and _looks_utf16(sample):
        return False
    return controls > max(2, len(sample) // 200)


def signature(content: bytes) -> str | None:
    """The name of the binary format that the first bytes tell, or None."""
    return next((name for magic, name in _SIGNATURES if content.startswith(magic)), None)


def _looks_utf16(sample: bytes) -> bool:
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    half = max(1, len(sample) // 2)
    return max(odd, even) > half * 0.7 and min(odd, even) < half * 0.1


def _by_content(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return JSONL
    return HTML if _PAGE.match(start) else PLAIN


def _suffix(origin: str) -> str:
    if origin.startswith(("http://", "https://")):
        origin = urlsplit(origin).path
    return PurePath(origin).suffix.lower()
