"""Hundreds of statements within statements: work grows with the text, not with its square. Steps are counted, not seconds."""

from __future__ import annotations

from importlib import import_module

import pytest

WHO = ("Anna Dorwin", "the Velmari Army", "Tomas Berel", "the Northern Front", "the ministry", "Velmar Casualty Watch")


def told(count: int) -> str:
    return " ".join(f"{WHO[i % 6]} said that" for i in range(count)) + " the army had shelled the market."


def quoted(count: int) -> str:
    opened = "".join(f"{WHO[i % 6]} said: “" for i in range(count))
    return f"{opened}The army shelled the market.{'”' * count}"


def one_after_another(count: int) -> str:
    return " ".join(f"“The army shelled the market,” said {WHO[i % 6]}." for i in range(count))


@pytest.fixture
def steps(monkeypatch):
    """How often a draft was sought in another's content, and a party of a content was described."""
    counted = {"held": 0, "described": 0}

    def counting(part, name, key):
        module = import_module(f"rashomon.annotate.attributions.{part}")
        real = getattr(module, name)

        def counted_call(*args, **options):
            counted[key] += 1
            return real(*args, **options)

        monkeypatch.setattr(module, name, counted_call)

    counting("build", "_holds", "held")
    counting("parties", "_described", "described")
    return counted


@pytest.mark.parametrize("text", [told, quoted, one_after_another])
def test_work_grows_with_the_text(read, steps, text):
    rows = read(text(240))
    assert len(rows) == 240
    assert steps["held"] <= 10 * 240
    assert steps["described"] <= 80 * 240, steps  # without an end to what is looked at: over 100 each


def test_the_nearest_statement_holds_the_next(read):
    rows = [r.a for r in read(told(30))]
    assert [r.within for r in rows] == [None, *(r.id for r in rows[:-1])]
