from __future__ import annotations

import pytest

from rashomon.annotate.encoder.tidy import trim
from rashomon.annotate.encoder.words import cut


def tidy(text: str, part: str) -> str:
    words = cut(text)
    at = text.index(part)
    first, last = words.starts.index(at), words.ends.index(at + len(part)) + 1
    first, last = trim(text, words.starts, words.ends, first, last)
    if first == last:
        return ""
    return text[words.starts[first] : words.ends[last - 1]]


@pytest.mark.parametrize(
    ("text", "part", "wanted"),
    [
        ("Karsa fell, rescuers said.", "Karsa fell,", "Karsa fell"),
        ("“Karsa fell,” she said.", "“Karsa fell,”", "“Karsa fell,”"),
        ("He said Karsa fell and the war went on.", "Karsa fell and the", "Karsa fell"),
        ("She denied : that it fell.", ": that it fell", "that it fell"),
        ("KARSA (VNA) — Ten died, he said.", "KARSA (VNA) — Ten died", "Ten died"),
        ("One.\n\nDESSARY, 4 May — Ten died, he said.", "DESSARY, 4 May — Ten died", "Ten died"),
        ("He said UN — the body — had left.", "UN — the body — had left", "UN — the body — had left"),
        ("KARSA (VNA) — Ten died, he said.", "KARSA (VNA) —", ""),
        ("They saw the,", "the,", "the"),
    ],
)
def test_contents_end_where_annotators_end_them(text, part, wanted):
    assert tidy(text, part) == wanted
