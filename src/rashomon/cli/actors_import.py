"""``rashomon actors import``."""

from __future__ import annotations

import click

from . import options, terminal

EXAMPLES = """\b
Examples:
  rashomon actors import our-actors.yaml
  rashomon actors import Q484652.json entities.ftm.json -r sahel.db
"""


@click.command("import", epilog=EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.record
def import_command(files: tuple[str, ...], record_path: str | None) -> int:
    """Take actors of your own into the registry: what is read from then on knows them.

    FILE is YAML in the registry's own format (see the guide), entities of Wikidata as JSON, or FollowTheMoney entities as JSON
    Lines; .gz and .bz2 too. They are kept in the file that the setting `actors` names, else beside the record
    (rashomon.actors.jsonl). The same files again change nothing; rows that give no actor are named, the others kept.
    """
    from rashomon.lexicon.registry_users import beside
    from rashomon.run.registry import import_into

    chosen = options.chosen(options.inherited(record_path))
    found = import_into(files, chosen)
    for problem in found.problems:
        terminal.complain(problem)
    terminal.note(
        f"{beside(chosen)}: {len(found.entries):,} actors of your own, {found.added:,} new, {found.changed:,} changed"
    )
    return 1 if found.problems else 0
