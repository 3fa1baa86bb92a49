"""Makes ``velmar.pmtiles``, the map of a region that test_tiles.py serves: water, roads and a border of the invented country.

The file is made by the tools that others use, not by ours: mapbox-vector-tile (MIT) writes the tiles, pmtiles (of Protomaps,
BSD-3-Clause) the archive. All that it draws is invented. To make it anew:

    pip install pmtiles mapbox-vector-tile && python tests/browser/velmar_tiles.py
"""

from __future__ import annotations

import gzip
import math
from pathlib import Path

FILE = Path(__file__).with_name("velmar.pmtiles")
ZOOMS = range(9)
# Longitude and latitude, around Tel Oram at -124.1, -44.3.
LAKE = [(-124.6, -44.5), (-124.2, -44.5), (-124.2, -44.8), (-124.6, -44.8), (-124.6, -44.5)]
ROADS = [[(-125.3, -46.1), (-124.0, -45.0), (-124.1, -44.3), (-124.9, -44.5)], [(-124.0, -45.0), (-123.7, -44.9)]]
BORDER = [(-122.4, -43.5), (-122.6, -44.6), (-122.2, -46.4)]


def tile_of(lon: float, lat: float, zoom: int) -> tuple[float, float]:
    """Where a point is among the tiles of a zoom (web Mercator): whole numbers are corners."""
    many = 1 << zoom
    return (lon + 180) / 360 * many, (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * many


def main() -> None:
    """Writes the file."""
    import mapbox_vector_tile
    from pmtiles.tile import Compression, TileType, zxy_to_tileid
    from pmtiles.writer import Writer
    from shapely.geometry import LineString, Polygon, box

    layers = {
        "water": [Polygon(LAKE)],
        "roads": [LineString(line) for line in ROADS],
        "boundaries": [LineString(BORDER)],
    }
    points = [point for part in (LAKE, *ROADS, BORDER) for point in part]
    with FILE.open("wb") as file:
        writer = Writer(file)
        tiles = [(zxy_to_tileid(zoom, x, y), zoom, x, y) for zoom in ZOOMS for x, y in _covering(points, zoom)]
        for number, zoom, x, y in sorted(tiles):
            frame = box(-0.1, -0.1, 1.1, 1.1)
            drawn = []
            for name, shapes in layers.items():
                moved = [type(s)([(a - x, b - y) for a, b in (tile_of(*p, zoom) for p in _points(s))]) for s in shapes]
                inside = [shape.intersection(frame) for shape in moved if shape.intersects(frame)]
                drawn.append(
                    {"name": name, "features": [{"geometry": s, "properties": {}} for s in inside if not s.is_empty]}
                )
            if any(layer["features"] for layer in drawn):
                body = mapbox_vector_tile.encode(
                    drawn, default_options={"quantize_bounds": (0, 0, 1, 1), "y_coord_down": True}
                )
                writer.write_tile(number, gzip.compress(body, mtime=0))
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        writer.finalize(
            {
                "tile_type": TileType.MVT, "tile_compression": Compression.GZIP, "min_zoom": ZOOMS[0], "max_zoom": ZOOMS[-1],
                "min_lon_e7": int(min(lons) * 1e7), "max_lon_e7": int(max(lons) * 1e7),
                "min_lat_e7": int(min(lats) * 1e7), "max_lat_e7": int(max(lats) * 1e7),
                "center_zoom": 6, "center_lon_e7": int(-124.4 * 1e7), "center_lat_e7": int(-44.65 * 1e7),
            },
            {"name": "Velmar, invented", "vector_layers": [{"id": name, "fields": {}} for name in layers]},
        )  # fmt: skip


def _covering(points: list[tuple[float, float]], zoom: int) -> list[tuple[int, int]]:
    spots = [tile_of(lon, lat, zoom) for lon, lat in points]
    (west, east), (north, south) = ((int(min(side)), int(max(side)) + 1) for side in zip(*spots, strict=True))
    return [(x, y) for x in range(west, east) for y in range(north, south)]


def _points(shape: object) -> list[tuple[float, float]]:
    return list(shape.exterior.coords if hasattr(shape, "exterior") else shape.coords)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
