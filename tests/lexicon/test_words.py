"""Word lists by name: read when asked, as the sets they stand for."""

from rashomon.lexicon import load
from rashomon.lexicon import words as module
from rashomon.lexicon.words import Words


def test_nothing_is_read_before_somebody_asks(monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(module, "load", lambda name: asked.append(name) or {"one": ["a", "b"], "two": ["c"]})
    named = Words("some", "one")
    joined = {"x"} | (named | frozenset({"y"})) | Words("some", "two")
    assert not asked
    assert "a" in named
    assert "c" not in named
    assert sorted(joined) == ["a", "b", "c", "x", "y"]
    assert named.isdisjoint(["c"])
    assert len(named) == 2
    assert named - {"b"} == {"a", "z"} - {"z"} == frozenset({"a"}) & named
    assert asked == ["some"] * 3, "each list is read once"
    assert "b" in named
    assert len(asked) == 3


def test_the_closed_classes_are_words() -> None:
    for name, listed in load("closed").items():
        assert all(isinstance(word, str) for word in listed), f"{name}: on, off, yes and no want quotes"
        assert len(listed) == len(set(listed)), name
