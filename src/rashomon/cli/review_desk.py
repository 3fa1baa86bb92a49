"""The desk at a terminal: a proposal beside its words, one key each. What is drawn and what a key does; no options here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.panel import Panel
from rich.text import Text

from rashomon.api import review
from rashomon.api.review_audit import in_words
from rashomon.api.review_queue import proposal, waiting
from rashomon.assess import machine_text
from rashomon.errors import CollisionError, JudgementError
from rashomon.model.review import UNDO
from rashomon.model.wording import called

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from rashomon.api import Book
    from rashomon.api.review_queue import Proposal

HELP = """a  accept what was read          u  take back the last judgement about this claim, or your last one
x  reject it                     j  next        k  previous
e  correct it                    w  write why, for your next verdict
s  unsure: looked, cannot tell   ?  this help   q  quit
Looking at a proposal, or moving on, decides nothing."""
_VERDICTS = {"a": "accept", "x": "reject", "s": "unsure"}
_QUIT = ("q", "\x03", "\x04", "\x1b")
_STYLES = {"words": "bold reverse", "source": "underline", "cue": "italic"}
LISTED = 200


class Desk:
    """One sitting. ``key`` waits for a key, ``ask`` for a line (with what stands there already)."""

    def __init__(
        self, book: Book, author: str, console: Console, key: Callable[[], str], ask: Callable[[str, str], str]
    ) -> None:
        self._book, self._author, self._console, self._key, self._ask = book, author, console, key, ask
        self._queue: list[str] = []
        self._at = 0
        self._why = ""
        self._made: list[str] = []
        self._upon = ""

    def run(
        self, *, incident: str | None = None, document: str | None = None, prop: str | None = None, judged: bool = False
    ) -> None:
        """Goes through what waits until it is done or left."""
        self._queue = waiting(
            self._book, incident=incident, document=document, prop=prop, judged=judged, limit=LISTED
        )  # fmt: skip
        if not self._queue:
            self._say("Nothing waits: every claim of this choice was judged.")
        while self._queue:
            found = proposal(self._book, self._queue[self._at])
            self._upon = found.upon
            self._draw(found)
            key = self._key()
            if key in _QUIT:
                break
            try:
                self._act(key, found)
            except CollisionError as error:
                self._collided(error)
            except JudgementError as error:
                self._say(f"Not noted: {error.reason}.", "bold")
        self._say(f"{len(self._made)} noted by {self._author}. rashomon review audit lists all, undo takes them back.")

    def _act(self, key: str, found: Proposal) -> None:
        if key in _VERDICTS:
            self._decide(found, _VERDICTS[key])
        elif key == "e":
            self._correct(found)
        elif key == "w":
            self._why = self._ask("why", self._why)
        elif key == "u":
            self._undo(found)
        elif key in ("j", "k"):
            self._at = (self._at + (1 if key == "j" else -1)) % len(self._queue)
        elif key == "?":
            self._console.print(Panel(Text(HELP), title="keys"))
        else:
            self._say("No such key; ? shows them.", "dim")

    def _decide(self, found: Proposal, verdict: str, **given: str) -> None:
        made = review.decide(
            self._book, found.claim.id, verdict, by=self._author, why=self._why, upon=self._upon, **given
        )  # fmt: skip
        self._made.append(made.id)
        self._why = ""
        self._say(f"Noted: {verdict}.  (u takes it back)", "green")
        self._at = (self._at + 1) % len(self._queue)

    def _correct(self, found: Proposal) -> None:
        claim = found.claim
        self._say("Enter leaves a field as it was read.")
        asked = {"value": found.value, "speaker": claim.speaker or "narrator", "stance": claim.stance}
        if claim.group:
            asked["group"] = claim.group
        given = {name: answer for name, was in asked.items() if (answer := self._ask(name, was)) != was}
        if not given:
            self._say("Nothing was changed, nothing noted.", "dim")
            return
        self._why = self._ask("why", self._why)
        self._decide(found, "correct", **given)

    def _undo(self, found: Proposal) -> None:
        standing = [judgement for judgement in found.judgements if judgement.undone is None]
        if standing:
            key, upon = standing[-1].id, self._upon
        elif self._made:
            key = self._made.pop()
            upon = review.seen(self._book, UNDO, key)
        else:
            self._say("There is nothing to take back here.", "dim")
            return
        subject = review.judgement(self._book, key).subject
        review.undo(self._book, key, by=self._author, why=self._why, upon=upon)
        self._why = ""
        self._say("Taken back.", "green")
        if subject in self._queue:
            self._at = self._queue.index(subject)

    def _collided(self, error: CollisionError) -> None:
        theirs = error.theirs
        self._why = str(error.mine["reason"])
        words = f"{theirs['author']}: {theirs['verdict']}" + (f", “{theirs['reason']}”" if theirs.get("reason") else "")
        kept = f"\nYou: {error.mine['verdict']}. Nothing of yours was noted" + (
            f"; your words are kept: “{self._why}”" if self._why else ""
        )
        self._console.print(Panel(Text(words + kept), title="somebody else judged this meanwhile"))

    def _draw(self, found: Proposal) -> None:
        claim = found.claim
        head = Text(f"{self._at + 1}/{len(self._queue)}  {claim.id}  ", style="dim")
        head.append(f"{called(claim.speaker, claim.speaker_class, 'narrator')} ", style="bold not dim")
        head.append(f"{claim.stance}: {claim.property}" + (f" ({claim.group})" if claim.group else ""), style="not dim")
        if claim.property != "occurred" or claim.stance not in ("deny", "doubt"):  # these say it all
            head.append(f"  {found.value}", style="bold not dim")
        words = Text()
        for piece, kinds in found.passage.pieces:
            words.append(piece, style=" ".join(_STYLES[kind] for kind in kinds if kind in _STYLES))
        if machine := machine_text(claim):
            words.append(f"\n\nthe machine read: {machine}", style="strike")
        for reason in found.why:
            words.append(f"\n\nin dispute: {reason}", style="#B34700")
        for judgement in found.judgements:
            taken = " (taken back)" if judgement.undone else ""
            words.append(
                f"\n\n{judgement.author}: {in_words(judgement.after, claim)}{taken} {judgement.reason}", style="dim"
            )
        foot = f"{found.outlet or 'unknown outlet'}, {claim.published or 'undated'}, {claim.document[:12]}:{claim.span.start}-{claim.span.end}"
        self._console.print(Panel(words, title=head, subtitle=Text(foot, style="dim"), title_align="left"))
        noted = f"  why: {self._why}" if self._why else ""
        self._say(f"a accept  x reject  e correct  s unsure  u take back  j/k move  ? help  q quit{noted}", "dim")

    def _say(self, words: str, style: str = "") -> None:
        self._console.print(Text(words, style=style))
