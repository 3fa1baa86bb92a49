"""A map of a region that the person who serves has on disk: one PMTiles file, of which the browser asks parts by HTTP ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import FileResponse
from starlette.routing import Route

from rashomon.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

MAGIC = b"PMTiles\x03"  # version 3 of the format, the one that the bundled reader knows
ADDRESS = "/tiles.pmtiles"


def tile_routes(tiles: Path | None) -> list[Route]:
    """The route of the file, if there is one.

    Raises:
        InputError: it is missing, or no PMTiles file of version 3.
    """
    if tiles is None:
        return []
    try:
        with tiles.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise InputError(str(tiles), f"cannot be read: {error.strerror}", hint="name a PMTiles file") from error
    if head != MAGIC:
        raise InputError(str(tiles), "is no PMTiles file of version 3", hint="cut one out with: pmtiles extract")

    async def answer(request: Request) -> Response:  # noqa: ARG001
        # Named as not packed, so that nothing packs it: a range is of the bytes as they lie.
        return FileResponse(tiles, media_type="application/octet-stream", headers={"Content-Encoding": "identity"})

    return [Route(ADDRESS, answer, methods=["GET"])]
