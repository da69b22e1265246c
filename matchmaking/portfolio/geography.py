"""The shapes of the map, drawn in the Equal Earth projection. Knows no framework.

Areas keep their proportions, so that no State looks more important than it is large.
"""

import json
from collections.abc import Iterator
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any, NamedTuple

SHAPES = Path(__file__).parent / "data" / "countries_110m.geojson"
WIDTH, HEIGHT = 1000, 487
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
HALF_WIDTH, HALF_HEIGHT = 2.7066297, 1.3173628  # of the projected globe, in its own units
NOT_DRAWN = ("ATA",)  # nobody asks for Antarctica
Point = tuple[int, int]


class Shape(NamedTuple):
    """The outline of a country by its ISO code, as an SVG path."""

    iso3: str
    path: str


@cache
def shapes() -> tuple[Shape, ...]:
    """Return the outlines of all countries that have one at this scale."""
    found = json.loads(SHAPES.read_text(encoding="utf-8"))["features"]
    drawn = (one for one in found if one["id"] not in NOT_DRAWN)
    return tuple(Shape(one["id"], _path(one["geometry"])) for one in drawn)


def place_of(latitude: float, longitude: float) -> Point:
    """Return where on the map a point of the earth is."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    slope = 9 * A4 * square**4 + 7 * A3 * square**3 + 3 * A2 * square + A1
    x = 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * slope)
    y = theta * (A4 * square**4 + A3 * square**3 + A2 * square + A1)
    across = (x / HALF_WIDTH + 1) / 2 * WIDTH
    down = (1 - y / HALF_HEIGHT) / 2 * HEIGHT
    return round(across), round(down)


def _path(geometry: dict[str, Any]) -> str:
    is_one = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if is_one else geometry["coordinates"]
    return "".join(_ring(ring) for polygon in polygons for ring in polygon)


def _ring(ring: list[list[float]]) -> str:
    """Return a closed line in steps from point to point: shorter than whole coordinates."""
    points = list(_without_repeats(place_of(lat, lon) for lon, lat in ring))
    if len(points) < 3:
        return ""
    (x, y), parts = points[0], []
    for right, down in points[1:]:
        parts.append(f"{right - x},{down - y}")
        x, y = right, down
    return f"M{points[0][0]},{points[0][1]}l{' '.join(parts)}z"


def _without_repeats(points: Iterator[Point]) -> Iterator[Point]:
    last = None
    for point in points:
        if point != last:
            yield point
        last = point
